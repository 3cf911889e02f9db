import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookConfig } from '../../../src/lib/domain/bookConfig.ts';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import type { RiskLimits } from '../../../src/lib/domain/riskLimits.ts';
import { createReplay } from '../../../src/lib/replay/replay.ts';
import { judgeBreakers, type PlainBreakers } from '../../support/breakerJudge.ts';
import { money, ratio } from '../../support/deskBuilders.ts';
import { holds } from '../../support/propertyCheck.ts';
import { toBookConfig, type RandomRun } from '../../support/randomRun.ts';
import { makeSessionRun } from '../../support/sessionRun.ts';

const plain: PlainBreakers = {
	...{ maxDayLoss: '0.004', maxDayLossMoney: '45', maxDayDrawdown: '0.005', maxPeakDrawdown: '0.012' },
	...{ maxDayTrades: 8, maxLossStreak: 6 }
};
const risk: Partial<RiskLimits> = {
	...{ maxDayLoss: ratio('0.004'), maxDayLossMoney: money('45') },
	...{ maxDayDrawdown: ratio('0.005'), maxPeakDrawdown: ratio('0.012') },
	...{ maxDayTrades: 8, maxLossStreak: 6 }
};
/** No price changes between the minutes at which bars complete. */
const freshFor = 59_999;

function eventsOf(run: RandomRun, given: Partial<RiskLimits>): readonly BookEvent[] {
	const config = toBookConfig(run.config);
	const scarce: BookConfig = {
		...config,
		fillModel: { ...config.fillModel, volumeShare: ratio('0.3') },
		risk: { ...config.risk, ...given },
		extendedHours: false
	};
	const events: BookEvent[] = [];
	const { series, decisions } = run;
	const replay = createReplay({
		...{ config: scarce, series, decisions, strategies: [] },
		onEvent: (event) => events.push(event)
	});
	while (replay.advance(10_000));
	return events;
}

const judge = (seed: number) => judgeBreakers(eventsOf(makeSessionRun(seed), risk), '10000', plain, freshFor);

describe('a replay of a week of bars whose orders fill in parts', () => {
	it('keeps to its breakers, by the numbers of its entries alone', () => {
		holds(
			fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
				expect(judge(seed).quarrels).toEqual([]);
			}),
			30
		);
	});

	it('has breakers that trip, deny, and go with the day', () => {
		const met = new Set<string>();
		for (let seed = 1; seed <= 30; seed++) for (const what of judge(seed).met.keys()) met.add(what);
		const names = ['dayLoss', 'dayLossMoney', 'dayDrawdown', 'dayTrades', 'lossStreak'];
		expect([...met]).toEqual(
			expect.arrayContaining([
				...names.flatMap((name) => [`${name} trips`, `${name} reset by session`]),
				...['peakDrawdown trips', 'approved', 'denied', 'days']
			])
		);
	});
});
