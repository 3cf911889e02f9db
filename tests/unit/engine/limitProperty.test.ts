import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/lib/domain/decision.ts';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import type { DecisionId } from '../../../src/lib/domain/ids.ts';
import type { CheckName } from '../../../src/lib/domain/risk.ts';
import { readBookConfig } from '../../../src/lib/schema/bookConfig.ts';
import { createReplay } from '../../../src/lib/replay/replay.ts';
import { judgeLimits, type PlainLimits } from '../../support/limitJudge.ts';
import { holds } from '../../support/propertyCheck.ts';
import { createChance, makeRandomRun, read, toBookConfig, type RandomRun } from '../../support/randomRun.ts';

const symbols = ['S0', 'S1', 'S2', 'S3', 'S4'];
const sectors = { S0: 'Energy', S1: 'Energy', S2: 'Health care' };

/**
 * A run in which exposure and cash are wide: decisions over two hours, a hundred more at one instant, and two exits of a symbol
 * at once. Trails are left out, since what they have seen is in no event.
 */
function makeRun(seed: number): RandomRun {
	const run = makeRandomRun(seed, symbols.length, 120);
	const chance = createChance(seed + 7);
	const [first] = run.decisions;
	if (first === undefined) throw new Error('no decisions');
	const noon = first.at + 3_000_000;
	const crowd = Array.from({ length: 100 }, (_, index): Decision => ({
		...(run.decisions[Math.floor(chance() * run.decisions.length)] ?? first),
		...{ id: `crowd ${String(index)}` as DecisionId, at: noon, action: 'BUY' }
	}));
	const exits = symbols.flatMap((symbol) =>
		['a', 'b'].map((name): Decision => ({
			...{ ...first, symbol, action: 'SELL' },
			...{ id: `exit ${symbol} ${name}` as DecisionId, at: noon + 600_000 }
		}))
	);
	const decisions = [...run.decisions, ...crowd, ...exits].map((decision, index) => ({
		...decision,
		strategy: `strategy ${String(index % 3)}`,
		levels: { ...decision.levels, trailing: null }
	}));
	const wide = { maxPositionFraction: '0.6', maxTotalExposure: '1', minTradeNotional: '1' };
	const counts = { maxOpenTrades: 100, maxTradesPerSymbol: 100, maxDataAgeSeconds: 100_000 };
	return { ...run, decisions, config: { ...run.config, ...wide, ...counts } };
}

function eventsOf(run: RandomRun, limits: PlainLimits): readonly BookEvent[] {
	const events: BookEvent[] = [];
	const config = toBookConfig(run.config);
	const { risk } = read(readBookConfig({ risk: JSON.parse(JSON.stringify(limits), asText) as object }));
	const { maxDataAgeSeconds, maxOpenTrades, maxTradesPerSymbol } = config.risk;
	const replay = createReplay({
		config: { ...config, risk: { ...risk, maxDataAgeSeconds, maxOpenTrades, maxTradesPerSymbol } },
		...{ series: run.series, decisions: run.decisions, strategies: [] },
		onEvent: (event) => events.push(event)
	});
	while (replay.advance(10_000));
	return events;
}

const asText = (_: string, value: unknown) => (typeof value === 'number' ? String(value) : value);

/** Each limit tight enough to bite, and a hundredth looser; a count looser by one. */
const limits: readonly (readonly [CheckName, base: PlainLimits, loose: PlainLimits])[] = [
	['tradeNotional', { maxTradeNotional: '0.199' }, { maxTradeNotional: '0.20099' }],
	['positionRisk', { maxPositionRisk: '0.1' }, { maxPositionRisk: '0.101' }],
	['positionQuantity', { maxPositionQuantity: '100' }, { maxPositionQuantity: '101' }],
	['sectorExposure', { maxSectorExposure: '0.3', sectors }, { maxSectorExposure: '0.303', sectors }],
	['grossExposure', { maxGrossExposure: '5000' }, { maxGrossExposure: '5050' }],
	['netExposure', { maxNetExposure: '0.5' }, { maxNetExposure: '0.505' }],
	['leverage', { maxLeverage: '0.6' }, { maxLeverage: '0.606' }],
	['openRisk', { maxOpenRisk: '0.3' }, { maxOpenRisk: '0.303' }],
	['stopMissing', { requiresStop: true }, {}],
	['stopSide', { minStopDistance: '0.5' }, { minStopDistance: '0.495' }],
	['priceDistance', { maxPriceDistance: '0.2' }, { maxPriceDistance: '0.202' }],
	['restricted', { restricted: ['S1', 'S3'] }, { restricted: ['S1'] }],
	['ordersPerInstant', { maxOrdersPerInstant: 2 }, { maxOrdersPerInstant: 3 }],
	['orderRate', { maxOrders: 3, orderWindowSeconds: 600 }, { maxOrders: 4, orderWindowSeconds: 600 }],
	['duplicateOrder', { duplicateSeconds: 3600 }, { duplicateSeconds: 1 }],
	['strategyPositions', { maxStrategyPositions: 1 }, { maxStrategyPositions: 2 }],
	['strategyExposure', { maxStrategyExposure: '0.2' }, { maxStrategyExposure: '0.202' }],
	['strategyTrades', { maxStrategyTrades: 3 }, { maxStrategyTrades: 4 }]
];
const judgedChecks = new Set(limits.map(([check]) => check));
const all: PlainLimits = {
	...limits.map(([, base]) => base).reduce((sum, base) => ({ ...sum, ...base }), {}),
	requiresStop: false
};

/** What the judge and the engine do not agree on. */
function quarrels(run: RandomRun, given: PlainLimits, base = given): readonly string[] {
	return judgeLimits(run, eventsOf(run, given), base).flatMap(({ orderId, approved, denied, broken }) => {
		const passed = approved ? broken.map((check) => `${orderId} passes ${check}`) : [];
		const wrong = denied.filter((check) => judgedChecks.has(check) && !broken.includes(check));
		return [...passed, ...wrong.map((check) => `${orderId} is denied by ${check}, which holds`)];
	});
}

const anySeed = fc.integer({ min: 1, max: 1_000_000 });

describe('no approved order passes a limit, and a denial names those that are really broken', () => {
	it.each(limits)('%s', (_, base) => {
		holds(
			fc.property(anySeed, (seed) => {
				expect(quarrels(makeRun(seed), base)).toEqual([]);
			}),
			12
		);
	});

	it('all of them together', () => {
		holds(
			fc.property(anySeed, (seed) => {
				expect(quarrels(makeRun(seed), all)).toEqual([]);
			}),
			25
		);
	});

	it('and the runs are worth judging: every limit denies, and approves', () => {
		const met = new Set<string>();
		for (const [check, base] of limits) {
			for (let seed = 1; seed <= 12; seed++) {
				const run = makeRun(seed);
				for (const { approved, denied } of judgeLimits(run, eventsOf(run, base), base)) {
					if (approved) met.add(`${check} approves`);
					else if (denied.includes(check)) met.add(`${check} denies`);
				}
			}
		}
		const expected = limits.flatMap(([check]) => [`${check} approves`, `${check} denies`]);
		expect([...met].sort()).toEqual(expected.sort());
	});
});

describe('the judge catches an engine with a looser limit', () => {
	it.each(limits)('%s', (check, base, loose) => {
		let caught = false;
		for (let seed = 1; seed <= 120 && !caught; seed++) {
			caught = quarrels(makeRun(seed), loose, base).some((quarrel) => quarrel.endsWith(`passes ${check}`));
		}
		expect(caught).toBe(true);
	});
});
