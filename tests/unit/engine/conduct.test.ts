import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import { judgeConduct, type Misconduct } from '../../support/conductJudge.ts';
import { runNaively } from '../../support/naiveLoop.ts';
import { holds } from '../../support/propertyCheck.ts';
import { toBookConfig, type RandomRun } from '../../support/randomRun.ts';
import { decisionsToCommands, makeCommands, makeSessionRun, thanksgiving } from '../../support/sessionRun.ts';

const anySeed = fc.integer({ min: 1, max: 1_000_000 });
const maxDataAgeSeconds = 100;

function runWith(
	run: RandomRun,
	commands: ReturnType<typeof makeCommands>,
	age = maxDataAgeSeconds,
	allowShort = false
) {
	const plain = { ...run.config, maxDataAgeSeconds: age, maxTradesPerSymbol: 2, maxOpenTrades: 20 };
	const config = { ...toBookConfig(plain), extendedHours: false, allowShort };
	return runNaively({ config, series: run.series, commands, sessions: thanksgiving }).events;
}

function judged(run: RandomRun, events: readonly BookEvent[]): ReadonlySet<Misconduct['rule']> {
	const evidence = { series: run.series, sessions: thanksgiving, maxDataAgeSeconds };
	return new Set(judgeConduct(events, evidence).map(({ rule }) => rule));
}

function madeFor(events: readonly BookEvent[], orderId: string) {
	for (const event of events) {
		if (event.type === 'OrderInitialized' && event.intent.id === orderId) return event;
	}
	throw new Error(`${orderId} was never made`);
}

describe('the conduct of the engine', () => {
	it('is beyond reproach while states change, orders are taken back and decisions come twice', () => {
		holds(
			fc.property(anySeed, (seed) => {
				const run = makeSessionRun(seed);
				expect([...judged(run, runWith(run, makeCommands(run, seed)))]).toEqual([]);
			}),
			60
		);
	});

	it('is so where shorts are allowed too, and some are opened and closed', () => {
		let [opened, closed] = [0, 0];
		holds(
			fc.property(anySeed, (seed) => {
				const run = makeSessionRun(seed);
				const events = runWith(run, makeCommands(run, seed), maxDataAgeSeconds, true);
				expect([...judged(run, events)]).toEqual([]);
				for (const event of events) {
					if (event.type !== 'OrderFilled') continue;
					const { intent } = madeFor(events, event.fill.orderId);
					if (intent.purpose === 'entry' && intent.side === 'sell') opened++;
					if (intent.purpose === 'exit' && intent.side === 'buy') closed++;
				}
			}),
			40
		);
		expect(Math.min(opened, closed)).toBeGreaterThan(20);
	});

	it('is worth judging: orders are approved and denied in every state', () => {
		const met = new Set<string>();
		for (let seed = 1; seed <= 20; seed++) {
			const run = makeSessionRun(seed);
			let state = 'active';
			for (const event of runWith(run, makeCommands(run, seed))) {
				if (event.type === 'TradingStateChanged') state = event.state;
				if (event.type === 'OrderInitialized') {
					met.add(`${state} ${event.intent.purpose} ${event.verdict.approved ? 'approved' : 'denied'}`);
				}
				if (event.type === 'OrderCanceled') met.add('canceled');
			}
		}
		expect([...met].sort()).toEqual([
			'active entry approved',
			'active entry denied',
			'active exit approved',
			'canceled',
			'halted entry denied',
			'halted exit approved',
			'halted exit denied',
			'reducing entry denied',
			'reducing exit approved'
		]);
	});
});

describe('the judge of conduct catches', () => {
	const caught = (spoil: (run: RandomRun) => readonly BookEvent[]) => {
		const rules = new Set<Misconduct['rule']>();
		for (let seed = 1; seed <= 20; seed++) {
			const run = makeSessionRun(seed);
			for (const rule of judged(run, spoil(run))) rules.add(rule);
		}
		return [...rules];
	};

	it('entries of an engine that was never told of a halt', () => {
		const halt: BookEvent = {
			...{ type: 'TradingStateChanged', at: 0, state: 'halted', reason: 'test' },
			...{ level: 'reduce_only', by: 'switch' }
		};
		expect(caught((run) => [halt, ...runWith(run, decisionsToCommands(run))])).toEqual(['trading state']);
	});

	it('prices one hundredth older than the limit, in session time', () => {
		expect(caught((run) => runWith(run, decisionsToCommands(run), maxDataAgeSeconds + 1))).toEqual([
			'data age'
		]);
	});

	it('exits of a position whose entry never filled', () => {
		const isEntryFill = (event: BookEvent) => event.type === 'OrderFilled' && event.fill.side === 'buy';
		const lost = (run: RandomRun) =>
			runWith(run, decisionsToCommands(run)).filter((event) => !isEntryFill(event));
		expect(caught(lost)).toEqual(['beyond the position']);
	});

	it('an order made twice and a fill nobody approved', () => {
		const twice = (run: RandomRun) => {
			const events = runWith(run, decisionsToCommands(run));
			return [...events.filter(({ type }) => type === 'OrderFilled').slice(0, 1), ...events, ...events];
		};
		expect(caught(twice)).toEqual(expect.arrayContaining(['made twice', 'fill without approval']));
	});
});
