import { afterEach, describe, expect, it } from 'vitest';
import { openProfile } from '../../../support/deskHarness.ts';
import { closeSessions, startSession, type TestSession } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

async function typedOf(desk: TestSession, key: string): Promise<string | undefined> {
	const { settings } = await desk.get('settings', {});
	return settings.find((one) => one.key === key)?.typed;
}

describe('lists among the settings', () => {
	it('are typed with commas or lines, and stand in order', async () => {
		const desk = await startSession(openProfile());
		await desk.get('changeSettings', {
			changes: { 'risk.restricted': ' XYZ,ABC ABC', 'risk.sectors': 'XYZ=Health care; ABC = Energy;' },
			request: 's1'
		});
		expect(await typedOf(desk, 'risk.restricted')).toBe('ABC, XYZ');
		expect(await typedOf(desk, 'risk.sectors')).toBe('ABC=Energy; XYZ=Health care');
		await desk.get('changeSettings', { changes: { 'risk.restricted': 'off' }, request: 's2' });
		expect(await typedOf(desk, 'risk.restricted')).toBe('off');
	});

	it('say what is wrong, and change nothing', async () => {
		const desk = await startSession(openProfile());
		const { faults } = await desk.get('previewSettings', {
			changes: { 'risk.sectors': 'ABC=Energy; XYZ', 'risk.restricted': 'A=B' }
		});
		expect(faults).toEqual({
			'risk.sectors': 'Expected the sector of XYZ, found undefined, or off.',
			'risk.restricted': 'Expected a symbol, found "A=B", or off.'
		});
	});

	it('leave with an exported file, and come back with it', async () => {
		const desk = await startSession(openProfile());
		const changes = {
			'risk.restricted': 'ABC',
			'risk.sectors': 'ABC=Energy',
			'risk.maxPositionQuantity': '100'
		};
		await desk.get('changeSettings', { changes, request: 's1' });
		const { name, text } = await desk.get('exportSettings', {});
		const other = await startSession(openProfile());
		await other.get('importSettings', { name, text, apply: true, request: 's2' });
		for (const [key, typed] of Object.entries(changes)) expect(await typedOf(other, key)).toBe(typed);
	});
});

describe('a value that is typed', () => {
	it('may be long where it is a table, and nowhere else', async () => {
		const desk = await startSession(openProfile());
		const sectors = Array.from({ length: 500 }, (_, index) => `S${String(index)}=Sector`).join(';');
		const long = '1'.repeat(65);
		const { faults, changes } = await desk.get('previewSettings', {
			changes: { 'risk.sectors': sectors, 'risk.maxOpenTrades': long }
		});
		expect(faults).toEqual({ 'risk.maxOpenTrades': 'That is too long for a value.' });
		expect(changes.map(({ key }) => key)).toEqual(['risk.sectors']);
	});
});

describe('a CSV of sectors', () => {
	const given = (text: string) => ({ name: 'sectors.csv', text, apply: true, request: 's1' });

	it('takes the place of the table', async () => {
		const desk = await startSession(openProfile());
		await desk.get('changeSettings', { changes: { 'risk.sectors': 'OLD=Gone' }, request: 's0' });
		const text = 'Symbol,Name,Sector\r\nXYZ,"X, Y and Z",Health care\r\nABC,Abc,Energy\r\n\r\n';
		const shown = await desk.get('importSettings', given(text));
		expect(shown.notes).toEqual(['The file has the sectors of 2 symbols.']);
		expect(await typedOf(desk, 'risk.sectors')).toBe('ABC=Energy; XYZ=Health care');
	});

	it.each([
		[
			'symbol,name\nABC,Abc',
			'sectors.csv, line 1, sector: the column sector is missing; the columns are symbol, name.'
		],
		[
			'symbol,sector\nABC,\nX Y,Energy',
			'sectors.csv, line 2, sector: expected the name of a sector, found "".'
		]
	])('says where it is wrong, and changes nothing', async (text, fault) => {
		const desk = await startSession(openProfile());
		expect(await desk.refusal('importSettings', given(text))).toContain(fault);
		expect(await typedOf(desk, 'risk.sectors')).toBe('off');
	});
});

describe('the override for old prices', () => {
	it('is off, is journaled when it is switched on, and is shown as long as it is', async () => {
		const desk = await startSession(openProfile());
		expect((await desk.until(() => true)).oldPricesPass).toBe(false);
		await desk.get('changeSettings', { changes: { 'risk.oldPricesPass': 'true' }, request: 's1' });
		await desk.until((view) => view.oldPricesPass);
		const [change] = await desk.get('settingHistory', {});
		expect(change?.changes).toEqual([
			{ key: 'risk.oldPricesPass', name: 'Entries on old prices', from: 'denied', to: 'pass with a warning' }
		]);
	});
});

describe('a new book on live prices', () => {
	it('has the limits of the trading rules that need no stop', async () => {
		const desk = await startSession(openProfile());
		const expected = {
			'risk.maxOpenTrades': '10',
			'risk.maxTradesPerSymbol': '1',
			'risk.maxPositionQuantity': '100',
			'risk.maxSectorExposure': '30',
			'risk.maxOrdersPerInstant': '10',
			'risk.maxStrategyTrades': '50'
		};
		for (const [key, typed] of Object.entries(expected)) expect(await typedOf(desk, key)).toBe(typed);
	});
});
