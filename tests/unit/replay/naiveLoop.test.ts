import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import { createState } from '../../../src/lib/engine/state.ts';
import { createReplay } from '../../../src/lib/replay/replay.ts';
import { runNaively } from '../../support/naiveLoop.ts';
import { holds } from '../../support/propertyCheck.ts';
import { toBookConfig, type RandomRun } from '../../support/randomRun.ts';
import { decisionsToCommands, makeCommands, makeSessionRun, thanksgiving } from '../../support/sessionRun.ts';

const anySeed = fc.integer({ min: 1, max: 1_000_000 });

function configOf(run: RandomRun, allowAdding: boolean, allowShort = false) {
	const config = toBookConfig({ ...run.config, maxTradesPerSymbol: 2 });
	return { ...config, allowAdding, allowShort, extendedHours: false };
}

function replayed(run: RandomRun, allowAdding: boolean, allowShort = false): readonly BookEvent[] {
	const events: BookEvent[] = [];
	const { series, decisions } = run;
	const replay = createReplay({
		config: configOf(run, allowAdding, allowShort),
		series,
		decisions,
		strategies: [],
		onEvent: (event) => events.push(event)
	});
	while (replay.advance(1000));
	return events;
}

/** An event as one line of text. */
function toLine(event: BookEvent): string {
	return JSON.stringify(event, (_, value: unknown) =>
		typeof value === 'bigint' ? `${String(value)}n` : value
	);
}

describe('a replay over sessions, early bars, a holiday and an early close', () => {
	it.each([
		[false, false],
		[true, false],
		[false, true]
	])(
		'is what happens when every bar is tested and nothing is skipped (adding: %s, shorts: %s)',
		(adding, shorts) => {
			holds(
				fc.property(anySeed, (seed) => {
					const run = makeSessionRun(seed);
					const commands = decisionsToCommands(run);
					const setup = { config: configOf(run, adding, shorts), series: run.series, commands };
					const naive = runNaively({ ...setup, sessions: thanksgiving }).events;
					expect(replayed(run, adding, shorts).map(toLine)).toEqual(naive.map(toLine));
				}),
				25
			);
		}
	);

	it('meets every kind of event that a decision can lead to', () => {
		const met = new Set<string>();
		const causes = new Set<string>();
		for (let seed = 1; seed <= 12; seed++) {
			for (const event of replayed(makeSessionRun(seed), false)) {
				met.add(event.type === 'OrderExpired' ? event.reason : event.type);
				if (event.type === 'OrderFilled') causes.add(event.fill.cause);
			}
		}
		expect([...causes].sort()).toEqual([
			'entry_limit',
			'entry_market',
			'sell_market',
			'stop_loss',
			'take_profit',
			'trailing_stop'
		]);
		const expected = [
			'HighWaterRaised',
			'LevelMoved',
			'SnapshotTaken',
			'TrailMoved',
			'session_close',
			'expires_at'
		];
		expect([...met]).toEqual(expect.arrayContaining(expected));
	});
});

describe('a book under a hand on the switch', () => {
	it('is the fold of its events, which open with its settings', () => {
		holds(
			fc.property(anySeed, (seed) => {
				const run = makeSessionRun(seed);
				const setup = { config: configOf(run, true), series: run.series, commands: makeCommands(run, seed) };
				const { events, state } = runNaively({ ...setup, sessions: thanksgiving });
				const [first] = events;
				if (first?.type !== 'BookOpened') throw new Error('a book opens first');
				const folded = createState(first.config, state.market.instruments);
				for (const event of events) evolve(folded, event);
				expect(folded.book).toEqual(state.book);
				expect([...folded.book.orders.keys()]).toEqual([...state.book.orders.keys()]);
			}),
			25
		);
	});
});
