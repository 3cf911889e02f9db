import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BarSeries } from '../../../src/lib/domain/bar.ts';
import {
	add,
	formatMoney,
	multiply,
	subtract,
	zeroMoney,
	unitsToPrice
} from '../../../src/lib/domain/decimal.ts';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import { unrealised } from '../../../src/lib/domain/position.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import { createState } from '../../../src/lib/engine/state.ts';
import { createReplay } from '../../../src/lib/replay/replay.ts';
import { toRunResult } from '../../../src/lib/replay/runResult.ts';
import { makeRandomRun, runEvents, toBookConfig, type RandomRun } from '../../support/randomRun.ts';

const anySeed = fc.integer({ min: 1, max: 1_000_000 });

function toText(events: readonly BookEvent[]): string {
	return JSON.stringify(events, (_, value: unknown) =>
		typeof value === 'bigint' ? `${String(value)}n` : value
	);
}

function resultText(run: RandomRun, slice = 10_000): string {
	const { series, decisions, config } = run;
	const replay = createReplay({ config: toBookConfig(config), series, decisions, strategies: [] });
	while (replay.advance(slice));
	const { recording, state } = replay.outcome();
	return JSON.stringify(toRunResult(recording, state, replay.progress().at));
}

function instantOf(event: BookEvent): number {
	if (event.type === 'OrderFilled') return event.fill.at;
	return event.type === 'SnapshotTaken' ? event.snapshot.at : event.at;
}

/** The same bars up to an instant, absurd ones after it. */
function poison(series: BarSeries, from: number): BarSeries {
	const spoil = (column: Float64Array, factor: number) =>
		column.map((value, index) => ((series.completesAt[index] ?? 0) > from ? value * factor : value));
	return {
		...series,
		...{ open: spoil(series.open, 7), high: spoil(series.high, 50) },
		...{ low: spoil(series.low, 0.01), close: spoil(series.close, 3) }
	};
}

describe('a replay', () => {
	it('gives the same bytes twice, events and result', () => {
		fc.assert(
			fc.property(anySeed, (seed) => {
				const [first, second] = [makeRandomRun(seed), makeRandomRun(seed)];
				expect(toText(runEvents(first).events)).toBe(toText(runEvents(second).events));
				expect(resultText(first)).toBe(resultText(second));
			}),
			{ numRuns: 20 }
		);
	});

	it('gives the same whatever the slices it is advanced in', () => {
		fc.assert(
			fc.property(anySeed, fc.integer({ min: 1, max: 50 }), (seed, slice) => {
				expect(resultText(makeRandomRun(seed), slice)).toBe(resultText(makeRandomRun(seed)));
			}),
			{ numRuns: 20 }
		);
	});

	it('knows nothing of bars that have not completed', () => {
		fc.assert(
			fc.property(anySeed, fc.integer({ min: 10, max: 230 }), (seed, minutes) => {
				const run = makeRandomRun(seed);
				const until = (run.series[0]?.startsAt[0] ?? 0) + minutes * 60_000;
				const poisoned = { ...run, series: run.series.map((one) => poison(one, until)) };
				const before = (events: readonly BookEvent[]) =>
					toText(events.filter((event) => instantOf(event) <= until));
				const [clean, spoiled] = [runEvents(run).events, runEvents(poisoned).events];
				expect(before(spoiled)).toBe(before(clean));
				expect(before(clean).length).toBeLessThan(toText(clean).length);
			}),
			{ numRuns: 40 }
		);
	});

	it('has a book that is the fold of its events', () => {
		fc.assert(
			fc.property(anySeed, (seed) => {
				const { events, replay } = runEvents(makeRandomRun(seed));
				const { state } = replay.outcome();
				const folded = createState(state.book.config, state.market.instruments);
				for (const event of events) evolve(folded, event);
				expect(folded.book).toEqual(state.book);
			}),
			{ numRuns: 20 }
		);
	});

	it('keeps the identity of the account exactly, after every event', () => {
		fc.assert(
			fc.property(anySeed, fc.integer({ min: 1, max: 1_000_000_000_000 }), (seed, units) => {
				const run = makeRandomRun(seed);
				const mark = unitsToPrice(units);
				const replay = createReplay({
					config: toBookConfig(run.config),
					series: run.series,
					decisions: run.decisions,
					strategies: [],
					onEvent: (_, { book }) => {
						let [value, open] = [zeroMoney, zeroMoney];
						for (const position of book.positionBySymbol.values()) {
							value = add(value, multiply(position.quantity, mark));
							open = add(open, unrealised(position, mark));
						}
						const { cash, startingCash, realisedGross, fees } = book.account;
						const earned = add(subtract(realisedGross, fees), open);
						expect(formatMoney(add(cash, value))).toBe(formatMoney(add(startingCash, earned)));
					}
				});
				while (replay.advance(10_000));
			}),
			{ numRuns: 20 }
		);
	});

	it('reports how far it is', () => {
		const { series, decisions, config } = makeRandomRun(3);
		const replay = createReplay({ config: toBookConfig(config), series, decisions, strategies: [] });
		const total = series.reduce((bars, { length }) => bars + length, 0);
		expect(replay.progress()).toMatchObject({ done: 0, total });
		replay.advance(50);
		expect(replay.progress().done).toBeGreaterThan(20);
		while (replay.advance(50));
		expect(replay.progress()).toMatchObject({ done: total, total });
	});
});
