import { afterEach, describe, expect, it } from 'vitest';
import { openProfile } from '../../../support/deskHarness.ts';
import { closeSessions, priced, startSession } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

describe('the profile of a book', () => {
	it('is sources at first, and is told with what the others would change', async () => {
		const desk = await startSession(openProfile());
		const { of, text, differ, undo, profiles } = await desk.get('profiles', {});
		expect([of, text, differ, undo]).toEqual(['sources', 'standard', [], null]);
		expect(profiles.map(({ title }) => title)).toEqual(['standard', 'cautious', 'moderate', 'first day']);
		expect(profiles[0]?.changes).toEqual([]);
		expect(profiles[3]?.changes).toContainEqual({
			...{ key: 'risk.maxTradeMoney', name: 'Max order in money', from: 'off', to: '500' }
		});
	});

	it('has nothing to undo where nothing was changed, and says so', async () => {
		const desk = await startSession(openProfile());
		expect(await desk.refusal('undoSettings', { seq: 0, request: 'u' })).toBe(
			'No setting was changed yet: there is nothing to undo.'
		);
	});

	it('is applied as one change with old and new values and its name, and undone', async () => {
		const desk = await startSession(openProfile());
		const { changes } = await desk.get('applyProfile', { name: 'moderate', request: 'p1' });
		expect(changes).toContainEqual(
			expect.objectContaining({ key: 'risk.maxOpenTrades', from: '10', to: '8' })
		);
		const [row] = await desk.get('settingHistory', {});
		expect([row?.reason, row?.changes]).toEqual(['profile moderate', changes]);
		expect(await desk.get('applyProfile', { name: 'moderate', request: 'p2' })).toEqual({
			text: 'The limits are moderate already.',
			changes: []
		});
		const typed = { 'risk.maxOpenTrades': '7', 'risk.maxSpread': 'off', 'sizing.minTradeNotional': '50' };
		await desk.get('changeSettings', { changes: typed, request: 's1' });
		const changed = await desk.get('profiles', {});
		expect([changed.of, changed.text]).toEqual(['moderate', 'changed from moderate: 3 limits differ']);
		expect(changed.differ).toContainEqual(
			expect.objectContaining({ key: 'risk.maxOpenTrades', from: '8', to: '7' })
		);
		expect(changed.undo).toMatchObject({ reason: 'by hand' });
		const { seq = 0 } = changed.undo ?? {};
		await desk.get('undoSettings', { seq, request: 'u1' });
		expect((await desk.get('profiles', {})).text).toBe('moderate');
		expect((await desk.get('settingHistory', {}))[0]?.reason).toBe(`undo of entry ${String(seq)}`);
		expect(await desk.refusal('undoSettings', { seq, request: 'u2' })).toContain('changed since');
		const again = await desk.get('profiles', {});
		await desk.get('undoSettings', { seq: again.undo?.seq ?? 0, request: 'u3' });
		expect((await desk.get('profiles', {})).text).toBe('changed from moderate: 3 limits differ');
	});

	it('first_day cuts an order to 500, lets a file wait, and sets the time at which it stops', async () => {
		const desk = await startSession(openProfile());
		await desk.get('applyProfile', { name: 'first_day', request: 'p' });
		const { symbols, tradingState, clock } = await desk.until(
			(view) => priced(view) && view.confirmsEntries && view.tradingState.stopsAt !== null
		);
		expect((tradingState.stopsAt ?? 0) - clock.at).toBeGreaterThan(7_000_000);
		const ticket = { symbol: symbols[0] ?? '', action: 'BUY', sizePct: '0.1', stopLoss: '1' } as const;
		const preview = await desk.get('preview', { ticket });
		expect(preview.sizing).toMatchObject({ requested: '1000', orderCap: '500', budget: '500' });
		expect(preview.summary).toContain('cut to the largest order');
		const much = await desk.get('preview', { ticket: { ...ticket, sizePct: '', quantity: '90' } });
		expect(much.summary).toContain('limit 500.00');
	});
});

describe('a file of limits', () => {
	it('takes the limits of one book to another, and tells what it would change first', async () => {
		const desk = await startSession(openProfile());
		await desk.get('applyProfile', { name: 'cautious', request: 'p' });
		const { name, text } = await desk.get('exportLimits', {});
		expect(name).toBe('risk.json');
		await desk.get('createBook', { name: 'Other' });
		await desk.until(({ book }) => book.name === 'Other');
		const given = { name, text } as const;
		const told = await desk.get('importLimits', { ...given, apply: false, request: 'i' });
		expect(told.changes.length).toBeGreaterThan(5);
		expect((await desk.get('profiles', {})).text).toBe('standard');
		await desk.get('importLimits', { ...given, apply: true, request: 'i' });
		expect((await desk.get('profiles', {})).text).toBe('cautious');
		expect((await desk.get('settingHistory', {}))[0]?.reason).toBe('limits from risk.json');
	});

	it('changes nothing when one value cannot be taken', async () => {
		const desk = await startSession(openProfile());
		const text = '{"blotterRisk":1,"sizing":{"maxPositionFraction":0.07},"risk":{"maxOpenTrades":0}}';
		const given = { name: 'risk.json', text, apply: true, request: 'i' } as const;
		expect(await desk.refusal('importLimits', given)).toMatch(
			/^Nothing was imported; every limit is as it was\. risk\.json.*maxOpenTrades/
		);
		const other = { ...given, text: '{"blotterSettings":1}' };
		expect(await desk.refusal('importLimits', other)).toContain('risk.json');
		expect((await desk.get('profiles', {})).undo).toBeNull();
	});
});
