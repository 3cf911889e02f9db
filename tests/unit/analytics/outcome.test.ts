import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeStatistics, type OutcomeInput } from '../../../src/lib/analytics/outcome.ts';
import { tradeStatistics } from '../../../src/lib/analytics/tradeStatistics.ts';

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);

const outcomeOf = (daily: readonly number[], changes: Partial<OutcomeInput> = {}): OutcomeInput => ({
	startEquity: 100,
	startedAt: START,
	dailyEquity: daily.map((equity, index) => ({ at: START + (index + 1) * DAY, equity })),
	equity: Float64Array.from(daily),
	exposure: 0,
	tradedNotional: 0,
	trades: [],
	periodsPerYear: 3,
	riskFree: 0,
	...changes
});

describe('outcome statistics', () => {
	it('put every statistic in its place', () => {
		// Daily 100 → 110 → 99 → 108.9 at 3 periods a year: one year, total return = CAGR = 0.089.
		// Returns ±0.1: volatility 0.2, Sharpe 0.5, Sortino 1 (worked out in returns.test.ts).
		// Drawdown 1 − 99/110 = 0.1 at day 2, then 1 − 108.9/110 = 0.01; Calmar 0.089/0.1 = 0.89.
		// Ulcer over four points √((10² + 1²)/4) = √25.25. Two sessions under water.
		// The three bars have a mean of 100: turnover 450/100 in one year.
		const trades = [{ net: 8.9, closedAt: START }];
		const found = outcomeStatistics(
			outcomeOf([110, 99, 108.9], {
				equity: Float64Array.of(120, 80, 100),
				exposure: 0.5,
				tradedNotional: 450,
				trades
			})
		);
		const close = (value: number): unknown => expect.closeTo(value, 12);
		expect(found).toEqual({
			totalReturn: close(0.089),
			cagr: close(0.089),
			volatility: close(0.2),
			sharpe: close(0.5),
			sortino: close(1),
			calmar: close(0.89),
			maxDrawdown: {
				depth: close(0.1),
				peakAt: START + DAY,
				troughAt: START + 2 * DAY,
				recoveredAt: null
			},
			ulcerIndex: close(Math.sqrt(25.25)),
			timeUnderWater: 2,
			meanExposure: 0.5,
			turnover: close(4.5),
			trades: tradeStatistics(trades)
		});
	});

	it('hand the riskless rate to Sharpe and Sortino', () => {
		// Hurdle 0.12/3 = 0.04, mean 1/30 − 0.04 = −0.02/3: Sharpe (−0.02/3)/(√12/30) × √3 = −0.1; Sortino −1/7.
		const found = outcomeStatistics(outcomeOf([110, 99, 108.9], { riskFree: 0.12 }));
		expect(found.sharpe).toBeCloseTo(-0.1, 12);
		expect(found.sortino).toBeCloseTo(-1 / 7, 12);
	});

	it('bring growth and turnover to a year', () => {
		// Three of six periods: 1.089² − 1 = 0.185921, over a drawdown of 0.1; twice 450/100.
		const changes = { periodsPerYear: 6, tradedNotional: 450, equity: Float64Array.of(100) };
		const found = outcomeStatistics(outcomeOf([110, 99, 108.9], changes));
		expect(found.cagr).toBeCloseTo(0.185921, 12);
		expect(found.calmar).toBeCloseTo(1.85921, 12);
		expect(found.turnover).toBeCloseTo(9, 12);
	});

	it('date a drawdown from the start and its recovery', () => {
		expect(outcomeStatistics(outcomeOf([75, 90, 100])).maxDrawdown).toEqual({
			depth: 0.25,
			peakAt: START,
			troughAt: START + DAY,
			recoveredAt: START + 3 * DAY
		});
	});

	it('know a rising book: no drawdown, nothing to divide by', () => {
		expect(outcomeStatistics(outcomeOf([110, 132]))).toMatchObject({
			sortino: null,
			calmar: null,
			maxDrawdown: null,
			ulcerIndex: 0,
			timeUnderWater: 0
		});
	});

	it('leave everything undefined before the first session ends', () => {
		const { trades, ...rest } = outcomeStatistics(outcomeOf([], { exposure: null }));
		expect(trades.count).toBe(0);
		for (const [name, value] of Object.entries(rest)) expect(value, name).toBeNull();
	});

	it('leave returns and drawdowns undefined for a book that starts with nothing', () => {
		const { trades, meanExposure, turnover, ...rest } = outcomeStatistics(
			outcomeOf([110, 99], { startEquity: 0 })
		);
		expect([trades.count, meanExposure, turnover]).toEqual([0, 0, 0]);
		for (const [name, value] of Object.entries(rest)) expect(value, name).toBeNull();
	});

	it('keep what is defined when equity went through zero', () => {
		expect(outcomeStatistics(outcomeOf([-50, 50]))).toMatchObject({
			totalReturn: -0.5,
			volatility: null,
			sharpe: null,
			sortino: null,
			maxDrawdown: { depth: 1.5 },
			timeUnderWater: 2
		});
	});

	it.each([
		[0.25, 0.25],
		[NaN, null],
		[null, null]
	])('take the mean exposure as it is known: %j', (exposure, expected) => {
		expect(outcomeStatistics(outcomeOf([110], { exposure })).meanExposure).toBe(expected);
	});

	it('never show NaN or infinity, whatever comes in', () => {
		const wild = fc.oneof(fc.double(), fc.constantFrom(0, 100, -100, NaN, Infinity, 1e308, 5e-324));
		fc.assert(
			fc.property(fc.array(wild, { maxLength: 8 }), wild, wild, (values, startEquity, amount) => {
				const found = outcomeStatistics(
					outcomeOf(values, {
						startEquity,
						exposure: amount,
						tradedNotional: amount,
						trades: values.map((net, closedAt) => ({ net, closedAt }))
					})
				);
				const { trades, maxDrawdown, ...rest } = found;
				const shown: Record<string, number | null> = {
					...rest,
					...trades,
					depth: maxDrawdown?.depth ?? null
				};
				for (const value of Object.values(shown)) expect(value === null || Number.isFinite(value)).toBe(true);
			}),
			{ numRuns: 500 }
		);
	});

	it('take millions of bars', () => {
		const bars = new Float64Array(2_000_000).fill(100);
		bars[1_500_000] = 60;
		const found = outcomeStatistics(outcomeOf([100], { equity: bars, tradedNotional: 9_999_998 }));
		// 9,999,998 over 99.99998, three periods a year.
		expect(found.turnover).toBeCloseTo(300_000, 3);
	});
});
