import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	cagr,
	calmar,
	returnsOf,
	sharpe,
	sortino,
	totalReturn,
	turnover,
	volatility
} from '../../../src/lib/analytics/returns.ts';

// Equity 100 → 110 → 99 → 108.9: returns +0.1, −0.1, +0.1; mean 1/30.
// Deviations from the mean: 2/30, −4/30, 2/30; squares sum (4 + 16 + 4)/900 = 24/900; over n − 1 = 2: 12/900.
// Sample deviation √12/30 = 0.11547005383792515.
const EQUITY = [100, 110, 99, 108.9];
const RETURNS = [0.1, -0.1, 0.1];

const equityCurves = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 60 });

describe('returns of an equity series', () => {
	it('are the relative changes from point to point', () => {
		const returns = returnsOf(EQUITY);
		expect(returns).toHaveLength(3);
		RETURNS.forEach((expected, index) => expect(returns?.[index]).toBeCloseTo(expected, 14));
	});

	it('may lose everything and more in the last period', () => {
		expect(Array.from(returnsOf([100, 50, -50]) ?? [])).toEqual([-0.5, -2]);
	});

	it.each([
		['no point', []],
		['no period', [100]],
		['a start of zero', [0, 100]],
		['a negative start', [-100, 100]],
		['a zero on the way', [100, 0, 100]],
		['a negative point on the way', [100, -1, 100]],
		['a point that is no number', [100, NaN]],
		['an infinite point', [100, Infinity, 100]],
		['a change beyond float64', [Number.MIN_VALUE, 1e300]]
	])('are undefined with %s', (_name, equity) => {
		expect(returnsOf(equity)).toBeNull();
	});

	it('compound to the total return', () => {
		fc.assert(
			fc.property(equityCurves, (equity) => {
				const growth = Array.from(returnsOf(equity) ?? []).reduce((product, r) => product * (1 + r), 1);
				const total = totalReturn(equity) ?? NaN;
				expect(Math.abs(growth - 1 - total)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(total)));
			})
		);
	});
});

describe('total return', () => {
	it.each([
		[[100, 50, 125], 0.25],
		[[200, 150], -0.25],
		[[100, 100], 0],
		[[100, -50], -1.5]
	])('of %j is %d', (equity, expected) => {
		expect(totalReturn(equity)).toBe(expected);
	});

	it.each([[[]], [[100]], [[0, 1]], [[-1, 1]], [[100, NaN]]])('of %j is undefined', (equity) => {
		expect(totalReturn(equity)).toBeNull();
	});
});

describe('CAGR', () => {
	it.each([
		// 1.21 over two of two periods a year: one year, 21 %.
		['a whole year is the total return', [100, 110, 121], 2, 0.21],
		// 1.21 over two periods of one a year: √1.21 = 1.1.
		['two years are the root', [100, 7, 121], 1, 0.1],
		// 1.02 over one of three periods a year: 1.02³ = 1.061208.
		['a third of a year is the cube', [100, 102], 3, 0.061208],
		['everything lost', [100, 0], 252, -1]
	])('%s', (_name, equity, periodsPerYear, expected) => {
		expect(cagr(equity, periodsPerYear)).toBeCloseTo(expected, 12);
	});

	it.each([
		['no period', [100], 252],
		['a start of zero', [0, 100], 252],
		['a negative end', [100, -1], 252],
		['a growth beyond float64', [1, 1e9], 252]
	])('is undefined with %s', (_name, equity, periodsPerYear) => {
		expect(cagr(equity, periodsPerYear)).toBeNull();
	});
});

describe('volatility', () => {
	it('is the sample deviation times the root of the periods', () => {
		// √12/30 × √3 = 6/30.
		expect(volatility(RETURNS, 3)).toBeCloseTo(0.2, 14);
	});

	it('is zero when every return is the same', () => {
		expect(volatility([0.01, 0.01, 0.01], 252)).toBe(0);
	});

	it.each([[[]], [[0.1]]])('of %j is undefined', (returns) => {
		expect(volatility(returns, 252)).toBeNull();
	});
});

describe('Sharpe ratio', () => {
	it.each([
		// (1/30) ÷ (√12/30) × √3 = √3/√12 = 1/2.
		['without a riskless rate', 0, 3, 0.5],
		// 12 periods double it: √12/√12 = 1.
		['at twelve periods a year', 0, 12, 1],
		// The hurdle is 0.03/3 = 0.01: (1/30 − 1/100) = 7/300, ÷ (√12/30) × √3 = 0.7/√12 × √3 = 0.35.
		['with a riskless rate of 3 % a year', 0.03, 3, 0.35],
		// The hurdle is 0.3/3 = 0.1: 1/30 − 3/30 = −2/30, twice the first and negative.
		['below the riskless rate', 0.3, 3, -1]
	])('%s', (_name, riskFree, periodsPerYear, expected) => {
		expect(sharpe(RETURNS, periodsPerYear, riskFree)).toBeCloseTo(expected, 12);
	});

	it.each([
		['no return', []],
		['one return', [0.1]],
		['no deviation', [0.01, 0.01, 0.01]],
		['a flat book', [0, 0, 0]]
	])('is undefined with %s', (_name, returns) => {
		expect(sharpe(returns, 252, 0)).toBeNull();
	});

	it('takes the rounding of a steadily compounding book for no deviation', () => {
		const equity = Array.from({ length: 300 }, (_, t) => 100_000 * 1.0007 ** t);
		const returns = returnsOf(equity) ?? [];
		expect(volatility(returns, 252)).toBeGreaterThan(0);
		expect(sharpe(returns, 252, 0)).toBeNull();
	});
});

describe('Sortino ratio', () => {
	it.each([
		// Downside √(0.01/3) with all three returns in the denominator: (1/30) ÷ (0.1/√3) × √3 = 1.
		['counts every return in the denominator', RETURNS, 3, 0, 1],
		// Hurdle 0.12/3 = 0.04: excess 0.06, −0.14, 0.06, mean −0.02/3; downside √(0.0196/3) = 0.14/√3;
		// (−0.02/3) ÷ (0.14/√3) × √3 = −0.02/0.14 = −1/7.
		['measures downside from the riskless rate', RETURNS, 3, 0.12, -1 / 7],
		// Mean −0.1; downside √((0.04 + 0.04)/4) = √0.02; −0.1/√0.02 × √2 = −1.
		['is negative for a losing book', [-0.2, 0, -0.2, 0], 2, 0, -1],
		// One lost period: −r/r × √P.
		['stands on one return', [-0.3], 4, 0, -2]
	])('%s', (_name, returns, periodsPerYear, riskFree, expected) => {
		expect(sortino(returns, periodsPerYear, riskFree)).toBeCloseTo(expected, 12);
	});

	it.each([
		['no return', [], 0],
		['no downside', [0.1, 0, 0.2], 0],
		['every return at the hurdle, but for rounding', [0.1 + 0.2, 0.3, 0.3 - 1e-16], 0.3 * 252]
	])('is undefined with %s', (_name, returns, riskFree) => {
		expect(sortino(returns, 252, riskFree)).toBeNull();
	});
});

describe('Calmar ratio', () => {
	it.each([
		[0.3, 0.15, 2],
		[-0.1, 0.2, -0.5],
		[0, 0.2, 0]
	])('of CAGR %d and drawdown %d is %d', (yearlyGrowth, maxDrawdown, expected) => {
		expect(calmar(yearlyGrowth, maxDrawdown)).toBeCloseTo(expected, 14);
	});

	it.each([
		['no CAGR', null, 0.2],
		['an undefined drawdown', 0.3, null],
		['no drawdown', 0.3, 0],
		['a drawdown of rounding only', 0.3, 2 ** -53]
	])('is undefined with %s', (_name, yearlyGrowth, maxDrawdown) => {
		expect(calmar(yearlyGrowth, maxDrawdown)).toBeNull();
	});
});

describe('turnover', () => {
	it.each([
		// 300,000 over 100,000 in a quarter of the year: 3 × 4.
		[300_000, 100_000, 63, 252, 12],
		// Two years: half.
		[300_000, 100_000, 504, 252, 1.5],
		[0, 100_000, 10, 252, 0]
	])('of %d on %d over %d of %d periods is %d a year', (notional, equity, periods, perYear, expected) => {
		expect(turnover(notional, equity, periods, perYear)).toBeCloseTo(expected, 12);
	});

	it.each([
		['no mean equity', null, 10],
		['a mean equity of zero', 0, 10],
		['a negative mean equity', -5, 10],
		['no period', 100, 0]
	])('is undefined with %s', (_name, meanEquity, periods) => {
		expect(turnover(1000, meanEquity, periods, 252)).toBeNull();
	});
});

describe('every ratio', () => {
	it('is the same for a book sixteen times as large', () => {
		fc.assert(
			fc.property(equityCurves, (equity) => {
				const read = (curve: readonly number[]): (number | null)[] => {
					const returns = returnsOf(curve) ?? [];
					return [
						totalReturn(curve),
						cagr(curve, 252),
						volatility(returns, 252),
						sharpe(returns, 252, 0),
						sortino(returns, 252, 0)
					];
				};
				expect(read(equity.map((value) => value * 16))).toEqual(read(equity));
			})
		);
	});

	it('grows with the root of the periods a year', () => {
		fc.assert(
			fc.property(equityCurves, (equity) => {
				const returns = returnsOf(equity) ?? [];
				for (const statistic of [sharpe, sortino]) {
					const once = statistic(returns, 10, 0);
					const fourfold = statistic(returns, 40, 0);
					if (once === null) expect(fourfold).toBeNull();
					else expect(Math.abs((fourfold ?? NaN) - 2 * once)).toBeLessThanOrEqual(1e-9 * Math.abs(once));
				}
			})
		);
	});

	it('has the sign of the mean return', () => {
		fc.assert(
			fc.property(equityCurves, (equity) => {
				const returns = Array.from(returnsOf(equity) ?? []);
				const sum = returns.reduce((total, r) => total + r, 0);
				fc.pre(Math.abs(sum) > 1e-9);
				for (const ratio of [sharpe(returns, 252, 0), sortino(returns, 252, 0)]) {
					if (ratio !== null) expect(Math.sign(ratio)).toBe(Math.sign(sum));
				}
			})
		);
	});
});
