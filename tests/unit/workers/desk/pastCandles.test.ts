import { afterEach, describe, expect, it } from 'vitest';
import {
	openAccount,
	openAccountWorld,
	startAccountSession,
	type AccountSession
} from '../../../support/accountSession.ts';
import { closeSessions } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

const minute = 60_000;

/** Waits for a candle of what the desk was told itself. */
async function heard(desk: AccountSession): Promise<void> {
	const { watch } = await desk.until(() => true);
	if (watch.some(({ symbol, last }) => symbol === 'AAPL' && last === '201')) return;
	await desk.pass(1_000);
	await heard(desk);
}

async function openedWithPast() {
	const world = openAccountWorld();
	world.standIn.quote('AAPL', '201', '201');
	const bar = (ago: number, close: number) => {
		const at = Math.floor(world.clock.now() / minute) * minute - ago * minute;
		return { t: new Date(at).toISOString(), o: 190, h: 195, l: 185, c: close, v: 1 };
	};
	world.standIn.past.give('AAPL', '1Min', [bar(60, 191), bar(30, 192), bar(17, 193)]);
	world.standIn.past.give('AAPL', '1Day', [bar(3 * 1440, 180), bar(60, 190)]);
	const desk = await startAccountSession(world);
	return { world, desk };
}

describe('the candles of a book that follows Alpaca’s market', () => {
	it('have Alpaca’s bars before what the desk heard itself, once they are read', async () => {
		const { desk } = await openedWithPast();
		await openAccount(desk);
		await heard(desk);
		const first = await desk.ask('candles', { symbol: 'AAPL', size: '1m' });
		expect(first).toMatchObject({ source: 'alpaca', past: { to: null, isReading: true, problem: '' } });
		await desk.pass(1_000);
		const { at, close, high, past, knownFrom } = await desk.ask('candles', { symbol: 'AAPL', size: '1m' });
		expect([...close]).toEqual([191, 192, 193, 201]);
		expect(high[0]).toBe(195);
		expect(knownFrom).toBe(at[0]);
		expect(past?.to).toBeLessThan(at[3] ?? 0);
		const from = at[2] ?? 0;
		const some = await desk.ask('candles', { symbol: 'AAPL', size: '1m', from });
		expect([...some.close]).toEqual([193, 201]);
	});

	it('stand beside the change since the close of the day before', async () => {
		const { desk } = await openedWithPast();
		await openAccount(desk);
		await heard(desk);
		const { watch } = await desk.until(() => true);
		expect(watch.find(({ symbol }) => symbol === 'AAPL')?.change).toBeCloseTo(201 / 180 - 1, 9);
	});

	it('make of a day what Alpaca has of it and what came since', async () => {
		const { desk } = await openedWithPast();
		await openAccount(desk);
		await heard(desk);
		await desk.ask('candles', { symbol: 'AAPL', size: '1d' });
		await desk.pass(1_000);
		const { close, low, high } = await desk.ask('candles', { symbol: 'AAPL', size: '1d' });
		expect([...close]).toEqual([180, 201]);
		expect([low[1], high[1]]).toEqual([185, 201]);
	});

	it('say why Alpaca’s bars are not there, and show what the desk heard', async () => {
		const { world, desk } = await openedWithPast();
		await openAccount(desk);
		await heard(desk);
		world.mishaps = ({ path }) => (path.endsWith('/bars') ? 'forbidden' : null);
		await desk.ask('candles', { symbol: 'AAPL', size: '1m' });
		await desk.pass(1_000);
		const { close, past } = await desk.ask('candles', { symbol: 'AAPL', size: '1m' });
		expect([...close]).toEqual([201]);
		expect(past?.problem).toMatch(/^Alpaca refused/);
	});
});
