import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeEntries, type Violation } from '../../support/independentJudge.ts';
import { makeRandomRun, runEvents, type PlainConfig, type RandomRun } from '../../support/randomRun.ts';

/** Settings under which cash, and not exposure, is what runs out. */
const cashBinds = { maxTotalExposure: '1', maxPositionFraction: '0.6', maxOpenTrades: 20 } as const;

interface Loosening {
	readonly limit: Violation['limit'];
	/** What the run and its judge agree on. */
	readonly base: Partial<PlainConfig>;
	/** What the engine is given in its place. */
	readonly loose: Partial<PlainConfig>;
}

const loosenings: readonly Loosening[] = [
	{ limit: 'maxPositionFraction', base: {}, loose: { maxPositionFraction: '0.303' } },
	{ limit: 'maxTotalExposure', base: {}, loose: { maxTotalExposure: '0.8585' } },
	{ limit: 'minTradeNotional', base: { minTradeNotional: '500' }, loose: { minTradeNotional: '495' } },
	{ limit: 'maxDataAgeSeconds', base: { maxDataAgeSeconds: 100 }, loose: { maxDataAgeSeconds: 101 } },
	{ limit: 'maxOpenTrades', base: { maxOpenTrades: 2 }, loose: { maxOpenTrades: 3 } },
	{ limit: 'maxTradesPerSymbol', base: {}, loose: { maxTradesPerSymbol: 2 } },
	{ limit: 'cash', base: cashBinds, loose: { startingCash: '10100' } }
];

function withSettings(run: RandomRun, settings: Partial<PlainConfig>): RandomRun {
	return { ...run, config: { ...run.config, ...settings } };
}

function approvedEntries(run: RandomRun): number {
	const { events } = runEvents(run);
	return events.filter((event) => event.type === 'OrderInitialized' && event.verdict.approved).length;
}

describe('no approved order passes a limit', () => {
	it.each([
		['exposure runs out first', {}],
		['cash runs out first', cashBinds],
		['adding is common', { maxTradesPerSymbol: 3, maxPositionFraction: '0.2' }],
		['data is often old', { maxDataAgeSeconds: 60 }]
	] as const)('when %s', (_, settings) => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
				const run = withSettings(makeRandomRun(seed), settings);
				expect(judgeEntries(run, runEvents(run).events, run.config)).toEqual([]);
			}),
			{ numRuns: 60 }
		);
	});

	it('and the runs are worth judging', () => {
		expect(approvedEntries(makeRandomRun(1))).toBeGreaterThan(20);
	});
});

describe('the judge catches an engine with a looser limit', () => {
	it.each(loosenings)('for $limit', ({ limit, base, loose }) => {
		const caught = new Set<Violation['limit']>();
		for (let seed = 1; seed <= 60 && !caught.has(limit); seed++) {
			const run = withSettings(makeRandomRun(seed), base);
			const { events } = runEvents(run, { ...run.config, ...loose });
			for (const violation of judgeEntries(run, events, run.config)) caught.add(violation.limit);
		}
		expect([...caught]).toContain(limit);
	});
});
