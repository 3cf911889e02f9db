import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import { noLockRules, type LockTerms } from '../../../src/lib/domain/locks.ts';
import { createReplay } from '../../../src/lib/replay/replay.ts';
import { ratio } from '../../support/deskBuilders.ts';
import { judgeLocks, type PlainLocks } from '../../support/lockJudge.ts';
import { holds } from '../../support/propertyCheck.ts';
import { makeRandomRun, toBookConfig, type RandomRun } from '../../support/randomRun.ts';

/** Four hours of five symbols in which much is bought, and sold by close trails. */
function makeRun(seed: number): RandomRun {
	const run = makeRandomRun(seed);
	const decisions = run.decisions.map((decision, index) => ({
		...decision,
		entryPrice: null,
		levels: { ...decision.levels, trailing: index % 3 === 0 ? decision.levels.trailing : ratio('0.004') }
	}));
	return { ...run, decisions, config: { ...run.config, maxDataAgeSeconds: 100_000 } };
}

function eventsOf(run: RandomRun, locks: LockTerms): readonly BookEvent[] {
	const events: BookEvent[] = [];
	const replay = createReplay({
		config: { ...toBookConfig(run.config), allowAdding: false, locks },
		...{ series: run.series, decisions: run.decisions, strategies: [] },
		onEvent: (event) => events.push(event)
	});
	while (replay.advance(10_000));
	return events;
}

const scopeOf = (isOfAll: boolean) => (isOfAll ? 'all' : 'symbol');

function toTerms({ stopGuard, cooldown, lowProfit, drawdown }: PlainLocks): LockTerms {
	return {
		...noLockRules,
		...(stopGuard && {
			stopGuardStops: stopGuard.stops,
			stopGuardWindowSeconds: stopGuard.window,
			stopGuardLockSeconds: stopGuard.seconds,
			stopGuardScope: scopeOf(stopGuard.isOfAll)
		}),
		...(cooldown && { cooldownSeconds: cooldown.seconds, cooldownScope: scopeOf(cooldown.isOfAll) }),
		...(lowProfit && {
			lowProfitBelow: ratio(lowProfit.below),
			lowProfitTrades: lowProfit.trades,
			lowProfitWindowSeconds: lowProfit.window,
			lowProfitLockSeconds: lowProfit.seconds,
			lowProfitScope: scopeOf(lowProfit.isOfAll)
		}),
		...(drawdown && {
			drawdownLimit: ratio(drawdown.limit),
			drawdownTrades: drawdown.trades,
			drawdownWindowSeconds: drawdown.window,
			drawdownLockSeconds: drawdown.seconds,
			drawdownScope: scopeOf(drawdown.isOfAll)
		})
	};
}

/** Each rule of a symbol and of all, tight enough to lock now and then. */
const rules: readonly (readonly [string, PlainLocks])[] = [
	['the stop guard of all', { stopGuard: { stops: 3, window: 1800, seconds: 600, isOfAll: true } }],
	['the stop guard of a symbol', { stopGuard: { stops: 2, window: 3600, seconds: 900, isOfAll: false } }],
	['the cooldown of all', { cooldown: { seconds: 120, isOfAll: true } }],
	['the cooldown of a symbol', { cooldown: { seconds: 600, isOfAll: false } }],
	[
		'the low profit of all',
		{ lowProfit: { below: '0', trades: 3, window: 3600, seconds: 300, isOfAll: true } }
	],
	[
		'the low profit of a symbol',
		{ lowProfit: { below: '-0.004', trades: 1, window: 3600, seconds: 900, isOfAll: false } }
	],
	[
		'the drawdown of all',
		{ drawdown: { limit: '0.002', trades: 2, window: 3600, seconds: 300, isOfAll: true } }
	],
	[
		'the drawdown of a symbol',
		{ drawdown: { limit: '0.001', trades: 1, window: 7200, seconds: 900, isOfAll: false } }
	]
];
const all: PlainLocks = {
	stopGuard: { stops: 2, window: 900, seconds: 200, isOfAll: false },
	cooldown: { seconds: 90, isOfAll: false },
	lowProfit: { below: '-0.002', trades: 2, window: 3600, seconds: 400, isOfAll: false },
	drawdown: { limit: '0.01', trades: 3, window: 3600, seconds: 500, isOfAll: true }
};

const locksIn = (events: readonly BookEvent[]) =>
	events.flatMap((event) => {
		if (event.type !== 'LockSet') return [];
		const { by, symbol, setAt, endsAt } = event.lock;
		return [{ by, symbol, at: setAt, endsAt }];
	});

const reviewsIn = (events: readonly BookEvent[]) =>
	events.flatMap((event) => {
		if (event.type !== 'OrderInitialized' || event.intent.purpose !== 'entry') return [];
		const check = event.verdict.checks.find((one) => one.check === 'lock');
		return [{ orderId: event.intent.id, isLocked: check?.passed === false }];
	});

const anySeed = fc.integer({ min: 1, max: 1_000_000 });

describe('the fills alone lead to the same locks, and to the same verdicts on entries', () => {
	it.each([...rules, ['all of them', all] as const])('%s', (_, plain) => {
		holds(
			fc.property(anySeed, (seed) => {
				const run = makeRun(seed);
				const events = eventsOf(run, toTerms(plain));
				const { locks, reviews } = judgeLocks(events, run.config.startingCash, plain);
				expect(locksIn(events)).toEqual(locks);
				expect(reviewsIn(events)).toEqual(reviews);
			}),
			12
		);
	});

	it('and the runs are worth judging: every rule locks, denies and lets pass', () => {
		for (const [name, plain] of rules) {
			const seen = [1, 2, 3, 4, 5, 6].map((seed) => eventsOf(makeRun(seed), toTerms(plain)));
			const locks = seen.flatMap(locksIn);
			const reviews = seen.flatMap(reviewsIn);
			expect([name, locks.length > 3, reviews.some(({ isLocked }) => isLocked)]).toEqual([name, true, true]);
			expect(reviews.some(({ isLocked }) => !isLocked)).toBe(true);
		}
	});
});

describe('the judge catches an engine with a looser rule', () => {
	const looser: readonly (readonly [string, PlainLocks])[] = rules.map(([name, plain]) => [
		name,
		{
			...(plain.stopGuard && { stopGuard: { ...plain.stopGuard, stops: plain.stopGuard.stops + 1 } }),
			...(plain.cooldown && { cooldown: { ...plain.cooldown, seconds: plain.cooldown.seconds - 1 } }),
			...(plain.lowProfit && { lowProfit: { ...plain.lowProfit, window: plain.lowProfit.window - 600 } }),
			...(plain.drawdown && { drawdown: { ...plain.drawdown, trades: plain.drawdown.trades + 1 } })
		}
	]);

	it.each(looser)('%s', (name, loose) => {
		const plain = rules.find(([one]) => one === name)?.[1] ?? {};
		const isCaught = (seed: number) => {
			const run = makeRun(seed);
			const events = eventsOf(run, toTerms(loose));
			const { locks } = judgeLocks(events, run.config.startingCash, plain);
			return JSON.stringify(locksIn(events)) !== JSON.stringify(locks);
		};
		expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].some(isCaught)).toBe(true);
	});
});
