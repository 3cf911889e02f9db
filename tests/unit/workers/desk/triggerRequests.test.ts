import { afterEach, expect, it } from 'vitest';
import { buy, closeSessions, priced, startSession } from '../../../support/sessionHarness.ts';
import { openProfile } from '../../../support/deskHarness.ts';

afterEach(closeSessions);

it('tells each trigger with the money at its level, and those that ended with the order they made', async () => {
	const desk = await startSession(openProfile());
	const [symbol = ''] = (await desk.until(priced)).symbols;
	await buy(desk, symbol, 'r1');
	// While the market stands still no price passes the levels that are given.
	await desk.get('setClock', { isPaused: true });
	const { positions, triggers } = await desk.until((view) => view.triggers.length === 1);
	const [position, trigger] = [positions[0], triggers[0]];
	const money = (Number(trigger?.level) - Number(trigger?.last)) * Number(position?.quantity);
	expect(Number(trigger?.money)).toBeCloseTo(money, 6);
	expect([trigger?.quantity, trigger?.highWater]).toEqual([position?.quantity, null]);
	await desk.get('protect', { symbol, takeProfit: '900000', request: 'r2' });
	await desk.get('protect', { symbol, takeProfit: '', request: 'r3' });
	const just = (Number(position?.last) * 0.9999).toFixed(2);
	await desk.get('protect', { symbol, stopLoss: just, request: 'r4' });
	await desk.get('setClock', { speed: 1000, isPaused: false });
	await desk.until((view) => view.positions.length === 0);
	const past = await desk.get('triggers', {});
	expect(past.map(({ kind, status }) => [kind, status])).toEqual([
		['take_profit', 'canceled'],
		['stop_loss', 'triggered']
	]);
	expect(past.map(({ order }) => order?.status ?? null)).toEqual([null, 'filled']);
	expect(past[1]?.order?.id).toBe(`t.${past[1]?.id ?? ''}`);
});
