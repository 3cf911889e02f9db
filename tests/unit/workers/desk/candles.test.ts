import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { openProfile, readSampleWeek } from '../../../support/deskHarness.ts';
import { buy, closeSessions, priced, startSession } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

describe('the candles of a symbol', () => {
	it('are known up to the one in progress, and are the same after a restart', async () => {
		const profile = openProfile();
		const desk = await startSession(profile);
		const { symbols, clock } = await desk.until(priced);
		const [symbol = ''] = symbols;
		await desk.get('setClock', { speed: 1000 });
		await desk.until(({ clock: { at } }) => at > clock.at + 20 * 60_000);
		await desk.get('setClock', { isPaused: true });
		const minutes = await desk.get('candles', { symbol, size: '1m' });
		expect(minutes.at.length).toBeGreaterThan(15);
		expect(minutes.at.every((at, index) => index === 0 || at > (minutes.at[index - 1] ?? NaN))).toBe(true);
		const { watch } = await desk.until(priced);
		expect(minutes.close.at(-1)).toBeCloseTo(Number(watch.find((row) => row.symbol === symbol)?.last), 9);
		expect(minutes.knownFrom).toBe(minutes.at[0]);
		const fives = await desk.get('candles', { symbol, size: '5m' });
		for (const [place, at] of fives.at.entries()) {
			const within = [...minutes.at.keys()].filter((index) => {
				const start = minutes.at[index] ?? NaN;
				return start >= at && start < at + 300_000;
			});
			expect(fives.high[place]).toBe(Math.max(...within.map((index) => minutes.high[index] ?? NaN)));
			expect(fives.open[place]).toBe(minutes.open[within[0] ?? -1]);
			expect(fives.close[place]).toBe(minutes.close[within.at(-1) ?? -1]);
		}
		const day = await desk.get('candles', { symbol, size: '1d' });
		expect(day.high).toEqual(Float64Array.of(Math.max(...minutes.high)));
		const some = await desk.get('candles', {
			symbol,
			size: '1m',
			from: minutes.at[3] ?? 0,
			to: minutes.at[6] ?? 0
		});
		expect(some.at).toEqual(minutes.at.slice(3, 7));
		await closeSessions();
		const again = await startSession(profile);
		await again.get('setClock', { isPaused: true });
		const after = await again.get('candles', { symbol, size: '1m' });
		expect(after.open.slice(0, minutes.open.length)).toEqual(minutes.open);
		expect(after.high.slice(0, minutes.high.length - 1)).toEqual(minutes.high.slice(0, -1));
	});

	it('of bars that are played are those bars up to the clock', async () => {
		const { series } = await readSampleWeek();
		const text = (name: string) => new Blob([readFileSync(`static/sample/${name}`)]);
		const desk = await startSession(openProfile());
		const files = ['bars.json', 'config.json', 'ALFA_1m.csv', 'BRVO_1m.csv', 'CHRL_1m.csv', 'DLTA_1m.csv'];
		await desk.get('takeFiles', {
			files: files.map((name) => ({ name, content: text(name) })),
			request: 'r'
		});
		await desk.get('setClock', { speed: 1000 });
		const { clock } = await desk.until(
			(view) => view.book.source === 'bars' && view.watch.every(({ last }) => last !== null)
		);
		await desk.get('setClock', { isPaused: true });
		const { at, close } = await desk.get('candles', { symbol: 'ALFA', size: '1m' });
		const alfa = series.find((one) => one.symbol === 'ALFA');
		expect(at.length).toBeGreaterThan(0);
		expect(at[0]).toBe(alfa?.startsAt[0]);
		expect(close[0]).toBe((alfa?.close[0] ?? NaN) * 1e-9);
		expect(at.at(-1)).toBeGreaterThanOrEqual(clock.at - 10 * 60_000);
		const curve = await desk.get('equityCurve', { range: 'All' });
		expect(curve.benchmark).toHaveLength(curve.at.length);
		expect(curve.benchmark?.[0]).toBe(curve.equity[0]);
	});

	it('of a symbol that is not traded are refused with those that are', async () => {
		const desk = await startSession(openProfile());
		const { symbols } = await desk.until(priced);
		expect(await desk.refusal('candles', { symbol: 'NONE', size: '1m' })).toBe(
			`This book does not trade NONE. Its symbols are ${symbols.join(', ')}.`
		);
		expect(await desk.refusal('candles', { symbol: 'NONE', size: '2m' as '1m' })).toContain('candles.size');
	});
});

describe('what the desk shows of prices', () => {
	it('are the closes since the entry, the sector, and the index beside the equity', async () => {
		const profile = openProfile();
		const desk = await startSession(profile);
		const { symbols } = await desk.until(priced);
		const [symbol = ''] = symbols;
		await buy(desk, symbol, 'one');
		await desk.get('setClock', { speed: 1000 });
		const { clock } = await desk.until(priced);
		const view = await desk.until(({ clock: { at } }) => at > clock.at + 90 * 60_000);
		const [position] = view.positions;
		expect(position?.sector).toBe(view.watch.find((row) => row.symbol === symbol)?.sector);
		expect(position?.spark.length).toBe(60);
		expect(position?.spark.at(-1)).toBe(Number(position?.last));
		await desk.get('setClock', { isPaused: true });
		const curve = await desk.get('equityCurve', { range: 'All' });
		const { at, equity, benchmark, benchmarkName } = curve;
		expect(benchmarkName).toBe('Equal weight of the generated market');
		expect(benchmark).toHaveLength(at.length);
		expect(benchmark?.[0]).toBe(equity[0]);
		expect(new Set(benchmark).size).toBeGreaterThan(50);
		await closeSessions();
		const again = await startSession(profile);
		await again.until(priced);
		expect(await again.get('equityCurve', { range: 'All' })).toEqual(curve);
	});
});
