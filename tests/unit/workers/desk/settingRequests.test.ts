import { afterEach, describe, expect, it } from 'vitest';
import { openProfile } from '../../../support/deskHarness.ts';
import {
	buy,
	closeSessions,
	priced,
	startSession,
	type TestSession
} from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

const position = 'sizing.maxPositionFraction';

async function settingOf(desk: TestSession, key: string) {
	const { settings } = await desk.get('settings', {});
	const found = settings.find((setting) => setting.key === key);
	if (found === undefined) throw new Error(`no setting ${key}`);
	return found;
}

const outcomeOf = async (desk: TestSession, request: string) => {
	const { symbols } = await desk.until(priced);
	const ticket = { symbol: symbols[1] ?? '', action: 'BUY', quantity: '4' } as const;
	return (await desk.get('decide', { ticket, request })).order?.status;
};

describe('the settings of a book', () => {
	it('are listed with value, default, range and source, none changed at first', async () => {
		const desk = await startSession(openProfile());
		const { settings, fixed, isReadOnly } = await desk.get('settings', {});
		expect(settings).toHaveLength(103);
		expect([fixed, isReadOnly]).toEqual([[{ name: 'Starting cash', value: '10000' }], false]);
		expect(settings.every(({ isDefault, changedAt }) => isDefault && changedAt === null)).toBe(true);
		expect(await settingOf(desk, position)).toMatchObject({
			...{ group: 'Sizing', name: 'Max position', kind: 'percent', unit: '% of equity', typed: '10' },
			...{ defaultTyped: '10', defaultText: '10 % of equity', range: ['0', '100'], source: 'rules' }
		});
		expect(await settingOf(desk, 'risk.maxDataAgeSeconds')).toMatchObject({ typed: '60', unit: 's' });
	});

	it('change together, deny what passed before, and are told in the journal', async () => {
		const desk = await startSession(openProfile());
		expect(await outcomeOf(desk, 'one')).toBe('accepted');
		const changes = { [position]: '1 %', 'risk.maxOpenTrades': '1', slippageBps: '10' };
		const { text } = await desk.get('changeSettings', { changes, request: 's1' });
		expect(text).toBe(
			'Max position changed from 10 % to 1 % of equity. Max open trades changed from 10 to 1. Slippage changed from 5 bps to 10 bps.'
		);
		const { symbols } = await desk.until(priced);
		const ticket = { symbol: symbols[2] ?? '', action: 'BUY', quantity: '4' } as const;
		const denied = await desk.get('decide', { ticket, request: 'two' });
		expect(denied.order?.status).toBe('denied');
		expect(denied.text).toContain('open trades would be 2, limit 1');
		const changed = await settingOf(desk, position);
		expect([changed.typed, changed.isDefault]).toEqual(['1', false]);
		expect(changed.changedAt).toBeGreaterThan(0);
		const [line] = (await desk.get('journal', {})).filter(({ type }) => type === 'SettingsChanged');
		expect(line?.text).toBe(text);
		expect(desk.shown.view?.book.settings).toContainEqual({ name: 'Max position', value: '1 % of equity' });
	});

	it('are there again after the desk was closed, and the same from the journal alone', async () => {
		const profile = openProfile();
		const before = await startSession(profile);
		await before.get('changeSettings', { changes: { 'commission.minimum': '1.5' }, request: 's1' });
		await before.session.close();
		const desk = await startSession(profile);
		expect(await settingOf(desk, 'commission.minimum')).toMatchObject({ typed: '1.5', isDefault: false });
		const { symbols } = await desk.until(priced);
		await buy(desk, symbols[0] ?? '', 'b1');
		expect((await desk.get('fills', {}))[0]?.fee).toBe('1.5');
		expect(await desk.get('rebuild', {})).toMatchObject({ differences: [], corrected: 0 });
		expect(await desk.get('verify', {})).toMatchObject({ intact: true });
		const { content } = await desk.get('exportFile', { what: 'journal' });
		await desk.get('importJournal', { file: { name: 'j.json', content } });
		expect(await settingOf(desk, 'commission.minimum')).toMatchObject({ typed: '1.5' });
		expect(await desk.get('settingHistory', {})).toHaveLength(1);
	});

	it('are not changed twice by one request', async () => {
		const desk = await startSession(openProfile());
		await desk.get('changeSettings', { changes: { slippageBps: '10' }, request: 's1' });
		await desk.get('changeSettings', { changes: { slippageBps: '20' }, request: 's2' });
		const again = await desk.get('changeSettings', { changes: { slippageBps: '10' }, request: 's1' });
		expect(again).toEqual({ text: 'This was done before, and is not done again.', changes: [] });
		const same = await desk.get('changeSettings', { changes: { slippageBps: '20' }, request: 's3' });
		expect(same.text).toBe('Every value was there already.');
		expect(await settingOf(desk, 'slippageBps')).toMatchObject({ typed: '20' });
	});

	it('have a history, the newest first, with both clocks and both values', async () => {
		const desk = await startSession(openProfile());
		await desk.get('changeSettings', { changes: { slippageBps: '10' }, request: 's1' });
		await desk.get('changeSettings', { changes: { allowAdding: 'true' }, reason: 'a try', request: 's2' });
		const [last, first, ...others] = await desk.get('settingHistory', {});
		expect(others).toEqual([]);
		expect(first).toMatchObject({
			...{ reason: 'by hand', seq: 2 },
			changes: [{ key: 'slippageBps', name: 'Slippage', from: '5 bps', to: '10 bps' }]
		});
		expect(last).toMatchObject({ reason: 'a try', changes: [{ from: 'refused', to: 'allowed' }] });
		expect(Math.abs((last?.recordedAt ?? 0) - Date.now())).toBeLessThan(60_000);
		expect(await desk.get('settingHistory', { limit: 1 })).toEqual([last]);
	});
});

describe('what is typed', () => {
	it.each([
		[position, '8 %', '8'],
		[position, '8%', '8'],
		[position, '0.08', '8'],
		[position, '12.5 %', '12.5'],
		[position, '1', '100'],
		['slippageBps', '7.5 bps', '7.5'],
		['risk.maxDataAgeSeconds', ' 120 s ', '120'],
		['sizing.minTradeNotional', '1,000.50', '1000.5'],
		['risk.maxOpenTrades', 'off', 'off'],
		['volumeShare', '2.5 %', '2.5'],
		['volumeShare', 'off', 'off'],
		['extendedHours', 'true', 'true'],
		['rounding.fees', 'none', 'none']
	])('%s takes %s', async (key, text, typed) => {
		const desk = await startSession(openProfile());
		await desk.get('changeSettings', { changes: { [key]: text }, request: 's1' });
		expect(await settingOf(desk, key)).toMatchObject({ typed });
	});

	it.each([
		[position, '8', '8 is not a fraction; did you mean 0.08?'],
		[position, '101 %', '101 % is not between 0 % and 100 %.'],
		[position, '-1 %', '-1 % is not between 0 % and 100 %.'],
		[position, '200', '200 is not between 0 % and 100 %.'],
		[position, 'x', 'x is not a number.'],
		[position, '', 'Give a value.'],
		['commission.rate', '11 %', '11 % is not between 0 % and 10 %.'],
		['slippageBps', '1001', '1001 is not between 0 and 1000.'],
		['slippageBps', '0.000001', '0.000001 has 6 decimals; at most 5 are allowed.'],
		['risk.maxOpenTrades', '0', '0 is not between 1 and 100000, or off.'],
		['risk.maxOpenTrades', '1.5', 'Expected a whole number, found 1.5, or off.'],
		['useBidAsk', 'yes', 'Expected true or false, found yes.'],
		['rounding.prices', 'cents', 'Expected instrument or none, found cents.'],
		['nonsense', '1', 'There is no setting nonsense; the settings are sizing.maxPositionFraction, ']
	])('%s refuses %s', async (key, text, sentence) => {
		const desk = await startSession(openProfile());
		const asked = { [key]: text, allowAdding: 'true' };
		const { faults, summary } = await desk.get('previewSettings', { changes: asked });
		expect(Object.keys(faults)).toEqual([key]);
		expect(faults[key]).toContain(sentence);
		expect(summary).toBe('1 setting cannot be taken: nothing changes until that is put right.');
		expect(await desk.refusal('changeSettings', { changes: asked, request: 's1' })).toContain(sentence);
		expect(await settingOf(desk, 'allowAdding')).toMatchObject({ isDefault: true });
		expect(desk.shown.view?.seq).toBe(1);
	});

	it('is previewed in a sentence, and changes nothing', async () => {
		const desk = await startSession(openProfile());
		const changes = { [position]: '8 %', slippageBps: '5', 'sizing.minTradeNotional': '2500' };
		const { summary } = await desk.get('previewSettings', { changes });
		expect(summary).toBe(
			'2 settings change: Max position changed from 10 % to 8 % of equity. Min trade changed from 100 to 2,500.'
		);
		expect(await desk.get('settingHistory', {})).toEqual([]);
	});
});

describe('a file of settings', () => {
	it('is what the desk exports, imports whole, and opens a new book with', async () => {
		const desk = await startSession(openProfile());
		await desk.get('changeSettings', {
			changes: { [position]: '8 %', 'risk.maxOpenTrades': 'off' },
			request: 's1'
		});
		const { name, text } = await desk.get('exportSettings', {});
		expect(name).toBe('config.json');
		expect(JSON.parse(text)).toMatchObject({
			...{ blotterSettings: 1, startingCash: '10000', slippageBps: '5', useBidAsk: true },
			sizing: { maxPositionFraction: '0.08' },
			risk: { maxOpenTrades: null, maxTradesPerSymbol: 1, maxDataAgeSeconds: 60 }
		});
		await desk.get('changeSettings', { changes: { [position]: '5 %', slippageBps: '9' }, request: 's2' });
		const given = { name, text, request: 's3' };
		const shown = await desk.get('importSettings', { ...given, apply: false });
		expect(shown.changes).toEqual([
			{ key: position, name: 'Max position', from: '5 % of equity', to: '8 % of equity' },
			{ key: 'slippageBps', name: 'Slippage', from: '9 bps', to: '5 bps' }
		]);
		expect(shown.notes).toEqual([]);
		expect(await settingOf(desk, position)).toMatchObject({ typed: '5' });
		await desk.get('importSettings', { ...given, apply: true });
		expect(await settingOf(desk, position)).toMatchObject({ typed: '8' });
		expect((await desk.get('settingHistory', { limit: 1 }))[0]?.reason).toBe('from config.json');
		await desk.get('takeFiles', { files: [{ name, content: new Blob([text]) }], request: 'f1' });
		expect(await settingOf(desk, position)).toMatchObject({ typed: '8' });
	});

	it('leaves what it does not name, and says so, and that cash is for a new book', async () => {
		const desk = await startSession(openProfile());
		const text = '{"startingCash": 50000, "slippageBps": 1}';
		const shown = await desk.get('importSettings', { name: 'c.json', text, apply: true, request: 's1' });
		expect(shown.notes).toEqual([
			'Starting cash stays 10000: the 50000 of the file are for a new book.',
			'102 settings are not in the file and stay.'
		]);
		expect(await settingOf(desk, 'slippageBps')).toMatchObject({ typed: '1' });
	});

	it.each([
		['{"slippageBps": -1}', 'c.json, line 1, slippageBps: -1 is not between 0 and 1000.'],
		[
			'{"slippageBps": 1,\n"sizing": {"maxPosition": 1}}',
			'c.json, line 2, sizing.maxPosition: this field is not known'
		],
		['{"blotterSettings": 2}', 'c.json, line 1, blotterSettings: 2 is not between 1 and 1.'],
		['[]', 'c.json'],
		['x', 'this is not valid JSON']
	])('%s changes nothing', async (text, sentence) => {
		const desk = await startSession(openProfile());
		const given = { name: 'c.json', text, apply: true, request: 's1' };
		const refusal = await desk.refusal('importSettings', given);
		expect(refusal).toContain('Nothing was imported; every setting is as it was.');
		expect(refusal).toContain(sentence);
		expect(desk.shown.view?.seq).toBe(1);
	});

	it('of an archived book is read, and nothing is changed there', async () => {
		const desk = await startSession(openProfile());
		const id = desk.shown.view?.book.id ?? '';
		await desk.get('resetBook', {});
		await desk.get('chooseBook', { id });
		expect((await desk.get('settings', {})).isReadOnly).toBe(true);
		const refusal = await desk.refusal('changeSettings', { changes: { slippageBps: '1' }, request: 's' });
		expect(refusal).toContain('archived');
	});
});

describe('a name that is no setting', () => {
	it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('%s is refused as one', async (key) => {
		const desk = await startSession(openProfile());
		const changes = Object.fromEntries([[key, '1']]);
		expect(await desk.refusal('changeSettings', { changes, request: 'r1' })).toMatch(
			`No setting was changed. ${key}: There is no setting ${key}; the settings are sizing.maxPositionFraction,`
		);
		const { faults } = await desk.get('previewSettings', { changes });
		expect(Object.keys(faults)).toEqual([key]);
	});
});
