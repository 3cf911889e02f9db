import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckName } from '../../../src/lib/domain/risk.ts';
import type { RiskLimits } from '../../../src/lib/domain/riskLimits.ts';
import { readBookConfig } from '../../../src/lib/schema/bookConfig.ts';
import type { PlainLimits } from '../../support/limitJudge.ts';
import { holds } from '../../support/propertyCheck.ts';
import { read } from '../../support/randomRun.ts';
import { judgeStream } from '../../support/streamJudge.ts';
import { runStream } from '../../support/streamRun.ts';

const sectors = { XYZ: 'Energy', ABC: 'Energy' };

/** Each limit tight enough to bite, and a hundredth looser; a count looser by one. */
const limits: readonly (readonly [CheckName, base: PlainLimits, loose: PlainLimits])[] = [
	['tradeNotional', { maxTradeNotional: '0.1' }, { maxTradeNotional: '0.101' }],
	['positionRisk', { maxPositionRisk: '0.05' }, { maxPositionRisk: '0.0505' }],
	['positionQuantity', { maxPositionQuantity: '100' }, { maxPositionQuantity: '101' }],
	['sectorExposure', { maxSectorExposure: '0.3', sectors }, { maxSectorExposure: '0.303', sectors }],
	['grossExposure', { maxGrossExposure: '4000' }, { maxGrossExposure: '4040' }],
	['netExposure', { maxNetExposure: '0.3' }, { maxNetExposure: '0.303' }],
	['leverage', { maxLeverage: '0.5' }, { maxLeverage: '0.505' }],
	['openRisk', { maxOpenRisk: '0.15' }, { maxOpenRisk: '0.1515' }],
	['stopMissing', { requiresStop: true }, {}],
	['stopSide', { minStopDistance: '0.05' }, { minStopDistance: '0.0495' }],
	['priceDistance', { maxPriceDistance: '0.02' }, { maxPriceDistance: '0.0202' }],
	['restricted', { restricted: ['ABC', 'DAY'] }, { restricted: ['ABC'] }],
	['ordersPerInstant', { maxOrdersPerInstant: 1 }, { maxOrdersPerInstant: 2 }],
	['orderRate', { maxOrders: 3, orderWindowSeconds: 30 }, { maxOrders: 4, orderWindowSeconds: 30 }],
	['replaceRate', { maxReplaces: 1 }, { maxReplaces: 2 }],
	['duplicateOrder', { duplicateSeconds: 50 }, { duplicateSeconds: 49 }],
	['strategyPositions', { maxStrategyPositions: 1 }, { maxStrategyPositions: 2 }],
	['strategyExposure', { maxStrategyExposure: '0.2' }, { maxStrategyExposure: '0.202' }],
	['strategyDayLoss', { maxStrategyDayLoss: '0.003' }, { maxStrategyDayLoss: '0.00303' }],
	['strategyTrades', { maxStrategyTrades: 4 }, { maxStrategyTrades: 5 }]
];
const judgedChecks = new Set<CheckName>([...limits.map(([check]) => check), 'reducesPosition']);
const all: PlainLimits = {
	...limits.map(([, base]) => base).reduce((sum, base) => ({ ...sum, ...base }), {}),
	...{ requiresStop: false, maxOrdersPerInstant: 30, maxOrders: 40, maxReplaces: 5, duplicateSeconds: 2 }
};

const asText = (_: string, value: unknown) => (typeof value === 'number' ? String(value) : value);
const toRisk = (given: PlainLimits): Partial<RiskLimits> => {
	const { risk } = read(readBookConfig({ risk: JSON.parse(JSON.stringify(given), asText) as object }));
	return { ...risk, maxDataAgeSeconds: 1_000_000, maxOpenTrades: null, maxTradesPerSymbol: null };
};

const judgedOf = (seed: number, given: PlainLimits, base = given) =>
	judgeStream(runStream(seed, toRisk(given)), base);

/** What the judge and the engine do not agree on. */
function quarrels(seed: number, given: PlainLimits, base = given): readonly string[] {
	return judgedOf(seed, given, base).flatMap(({ what, approved, denied, broken, namesAll }) => {
		const passed = approved ? broken.map((check) => `${what} passes ${check}`) : [];
		const wrong = denied.filter((check) => judgedChecks.has(check) && !broken.includes(check));
		const unnamed = approved || !namesAll ? [] : broken.filter((check) => !denied.includes(check));
		return [
			...passed,
			...wrong.map((check) => `${what} is denied by ${check}, which holds`),
			...unnamed.map((check) => `${what} is denied without ${check}`)
		];
	});
}

const anySeed = fc.integer({ min: 1, max: 1_000_000 });

describe('with shorts, trails, replaces and crowds no approved order passes a limit, and a denial names what is broken', () => {
	it.each(limits)('%s', (_, base) => {
		holds(
			fc.property(anySeed, (seed) => {
				expect(quarrels(seed, base)).toEqual([]);
			}),
			10
		);
	});

	it('all of them together', () => {
		holds(
			fc.property(anySeed, (seed) => {
				expect(quarrels(seed, all)).toEqual([]);
			}),
			30
		);
	});

	it('and the streams are worth judging: every limit denies and approves, shorts open, trails guard, replaces pass', () => {
		const met = new Set<string>();
		for (const [check, base] of limits) {
			for (let seed = 1; seed <= 6; seed++) {
				for (const { what, approved, denied } of judgedOf(seed, base)) {
					if (approved) met.add(`${check} approves`);
					else if (denied.includes(check)) met.add(`${check} denies`);
					if (what.startsWith('replace')) met.add(approved ? 'a replace passes' : 'a replace is refused');
				}
			}
		}
		const expected = limits.flatMap(([check]) => [`${check} approves`, `${check} denies`]);
		expect([...met].sort()).toEqual([...expected, 'a replace passes', 'a replace is refused'].sort());
		const events = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((seed) =>
			runStream(seed, {}).flatMap((step) => step.events)
		);
		const isShort = events.some(
			(event) =>
				event.type === 'TriggerArmed' &&
				event.trigger.kind === 'trailing_stop' &&
				event.trigger.guards === 'short'
		);
		const isThrough = events.some((event) => event.type === 'OrderInitialized' && event.intent.beyond > 0n);
		expect([isShort, isThrough]).toEqual([true, true]);
	});
});

describe('the judge of streams catches an engine with a looser limit', () => {
	const isCaught = (seed: number, check: CheckName, base: PlainLimits, loose: PlainLimits) =>
		quarrels(seed, loose, base).some((quarrel) => quarrel.endsWith(`passes ${check}`));

	it.each(limits.filter(([check]) => check !== 'strategyDayLoss'))('%s', (check, base, loose) => {
		let caught = false;
		for (let seed = 1; seed <= 150 && !caught; seed++) caught = isCaught(seed, check, base, loose);
		expect(caught).toBe(true);
	});

	// What was lost is no matter of the order, and seldom between two limits that are near: they are put around the largest loss.
	it('strategyDayLoss', () => {
		const written = (millionths: number) => ({ maxStrategyDayLoss: (millionths / 1e6).toFixed(6) });
		const steps = runStream(1, toRisk(written(500_000)));
		const isPassed = (millionths: number) =>
			judgeStream(steps, written(millionths)).some(
				({ approved, broken }) => approved && broken.includes('strategyDayLoss')
			);
		let [passed, kept] = [1, 500_000];
		while (kept - passed > 1) {
			const middle = (passed + kept) >> 1;
			if (isPassed(middle)) passed = middle;
			else kept = middle;
		}
		expect(passed).toBeGreaterThan(1000);
		const base = Math.floor(kept / 1.005);
		expect(isCaught(1, 'strategyDayLoss', written(base), written(Math.floor(base * 1.01)))).toBe(true);
		expect(isCaught(1, 'strategyDayLoss', written(base), written(base))).toBe(false);
	});
});
