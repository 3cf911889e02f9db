import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakerTable, type BreakerName } from '../../../src/lib/domain/breakers.ts';
import type { RiskLimits } from '../../../src/lib/domain/riskLimits.ts';
import { readBookConfig } from '../../../src/lib/schema/bookConfig.ts';
import { judgeBreakers, type PlainBreakers } from '../../support/breakerJudge.ts';
import { breakerFreshness, runBreakers } from '../../support/breakerRun.ts';
import { money, ratio } from '../../support/deskBuilders.ts';
import { holds } from '../../support/propertyCheck.ts';
import { read } from '../../support/randomRun.ts';

/** Each limit tight enough to bite, and a hundredth looser; a count looser by one. */
const limits: readonly (readonly [BreakerName, base: PlainBreakers, loose: PlainBreakers])[] = [
	['dayLoss', { maxDayLoss: '0.01' }, { maxDayLoss: '0.0101' }],
	['dayLossMoney', { maxDayLossMoney: '80' }, { maxDayLossMoney: '80.8' }],
	['dayDrawdown', { maxDayDrawdown: '0.01' }, { maxDayDrawdown: '0.0101' }],
	['peakDrawdown', { maxPeakDrawdown: '0.02' }, { maxPeakDrawdown: '0.0202' }],
	['dayTrades', { maxDayTrades: 6 }, { maxDayTrades: 7 }],
	['lossStreak', { maxLossStreak: 2 }, { maxLossStreak: 3 }],
	['errors', { maxErrors: 2, errorWindowSeconds: 60 }, { maxErrors: 3, errorWindowSeconds: 60 }]
];
const all: PlainBreakers = {
	...{ maxDayLoss: '0.02', maxDayLossMoney: '150', maxDayDrawdown: '0.025', maxPeakDrawdown: '0.06' },
	...{ maxDayTrades: 20, maxLossStreak: 3, maxErrors: 3, errorWindowSeconds: 90 }
};

const asText = (_: string, value: unknown) => (typeof value === 'number' ? String(value) : value);
const toRisk = (given: PlainBreakers): Partial<RiskLimits> => {
	const { risk } = read(readBookConfig({ risk: JSON.parse(JSON.stringify(given), asText) as object }));
	return { ...risk, maxDataAgeSeconds: 1_000_000, maxOpenTrades: null, maxTradesPerSymbol: null };
};

const judged = (seed: number, given: PlainBreakers, base = given) =>
	judgeBreakers(runBreakers(seed, toRisk(given)), '10000', base, breakerFreshness);

/** All of them, and the one of the limits of positions, whose trip and reset alone are followed. */
const judgeAll = (seed: number) => {
	const held = { maxGrossExposure: money('2200'), maxLimitOverrun: ratio('0') };
	return judgeBreakers(runBreakers(seed, { ...toRisk(all), ...held }), '10000', all, breakerFreshness);
};

const anySeed = fc.integer({ min: 1, max: 1_000_000 });

describe('the entries of a journal alone tell each number of a breaker, and no entry passes one that has tripped', () => {
	it.each(limits)('%s', (_, base) => {
		holds(
			fc.property(anySeed, (seed) => {
				expect(judged(seed, base).quarrels).toEqual([]);
			}),
			15
		);
	});

	it('all of them together, with a limit that the market breaks', () => {
		holds(
			fc.property(anySeed, (seed) => {
				expect(judgeAll(seed).quarrels).toEqual([]);
			}),
			40
		);
	});

	it('and the runs are worth judging: every breaker trips, denies, and is let go by all that may', () => {
		const expected = limits.flatMap(([name]) => [
			...[`${name} trips`, `${name} reviewed`, `${name} reset by person`],
			...(breakerTable[name].until === 'day' ? [`${name} reset by session`] : []),
			...(breakerTable[name].unit === 'money' ? [`${name} denies before it trips`] : [])
		]);
		const others = [
			...['approved', 'denied', 'days', 'closed', 'held', 'through zero'],
			...['brokenLimit trips', 'brokenLimit reset by person', 'brokenLimit reset by recheck']
		];
		const everything = new Set([...expected, ...others]);
		const met = new Set<string>();
		for (let seed = 1; seed <= 40 && met.size < everything.size; seed++) {
			const runs = [...limits.map(([, base]) => judged(seed, base)), judgeAll(seed)];
			for (const what of runs.flatMap((run) => [...run.met.keys()])) met.add(what);
		}
		expect([...met].sort()).toEqual([...everything].sort());
	});
});

describe('the judge catches an engine with a looser breaker', () => {
	it.each(limits)('%s', (name, base, loose) => {
		const isCaught = (seed: number) =>
			judged(seed, loose, base).quarrels.some((quarrel) => quarrel.endsWith(`passes ${name}`));
		let caught = false;
		for (let seed = 1; seed <= 150 && !caught; seed++) caught = isCaught(seed);
		expect(caught).toBe(true);
	});
});
