import { finiteOrNull, meanOf, ROUNDING_NOISE, sampleDeviation } from './mean.ts';

/**
 * Simple returns E_t / E_{t−1} − 1 as fractions, n of them for equity points E0..En; null without a period,
 * or when a point to start from is not positive (a return on nothing has no meaning).
 */
export function returnsOf(equity: ArrayLike<number>): Float64Array | null {
	if (equity.length < 2) return null;
	const returns = new Float64Array(equity.length - 1);
	for (let t = 1; t < equity.length; t++) {
		const before = equity[t - 1] ?? NaN;
		const change = (equity[t] ?? NaN) / before - 1;
		if (!(before > 0) || !Number.isFinite(change)) return null;
		returns[t - 1] = change;
	}
	return returns;
}

/** En / E0 − 1 as a fraction; null without a period or when E0 is not positive. */
export function totalReturn(equity: ArrayLike<number>): number | null {
	const growth = growthOf(equity);
	return growth === null ? null : growth - 1;
}

/** Yearly growth (En / E0)^(P / n) − 1 as a fraction, P periods a year; null as totalReturn, and when En is negative. */
export function cagr(equity: ArrayLike<number>, periodsPerYear: number): number | null {
	const growth = growthOf(equity);
	if (growth === null || growth < 0) return null;
	return finiteOrNull(growth ** (periodsPerYear / (equity.length - 1)) - 1);
}

/** Sample deviation of the returns × √P, a fraction a year; null below two returns. */
export function volatility(returns: ArrayLike<number>, periodsPerYear: number): number | null {
	const deviation = sampleDeviation(returns);
	return deviation === null ? null : finiteOrNull(deviation * Math.sqrt(periodsPerYear));
}

/** Mean excess over its sample deviation × √P, `riskFree` a fraction a year; null below two returns or without deviation. */
export function sharpe(returns: ArrayLike<number>, periodsPerYear: number, riskFree: number): number | null {
	const mean = meanOf(returns);
	const deviation = sampleDeviation(returns);
	if (mean === null || deviation === null || deviation <= ROUNDING_NOISE) return null;
	return finiteOrNull(((mean - riskFree / periodsPerYear) / deviation) * Math.sqrt(periodsPerYear));
}

/** Mean excess over its downside deviation (all n in the denominator) × √P; null without returns or without downside. */
export function sortino(returns: ArrayLike<number>, periodsPerYear: number, riskFree: number): number | null {
	const hurdle = riskFree / periodsPerYear;
	const mean = meanOf(returns);
	const downside = downsideDeviation(returns, hurdle);
	if (mean === null || downside <= ROUNDING_NOISE) return null;
	return finiteOrNull(((mean - hurdle) / downside) * Math.sqrt(periodsPerYear));
}

/** CAGR over the deepest drawdown, both fractions; null when either is undefined or there was no drawdown. */
export function calmar(yearlyGrowth: number | null, maxDrawdown: number | null): number | null {
	if (yearlyGrowth === null || maxDrawdown === null || maxDrawdown <= ROUNDING_NOISE) return null;
	return finiteOrNull(yearlyGrowth / maxDrawdown);
}

/** Σ |traded notional| over mean equity, a year: times P / n; null without a period or a positive mean equity. */
export function turnover(
	tradedNotional: number,
	meanEquity: number | null,
	periods: number,
	periodsPerYear: number
): number | null {
	if (meanEquity === null || meanEquity <= 0 || periods < 1) return null;
	return finiteOrNull((tradedNotional / meanEquity) * (periodsPerYear / periods));
}

function growthOf(equity: ArrayLike<number>): number | null {
	const first = equity[0] ?? NaN;
	if (equity.length < 2 || !(first > 0)) return null;
	return finiteOrNull((equity[equity.length - 1] ?? NaN) / first);
}

function downsideDeviation(returns: ArrayLike<number>, hurdle: number): number {
	let squares = 0;
	for (let i = 0; i < returns.length; i++) squares += Math.min((returns[i] ?? NaN) - hurdle, 0) ** 2;
	return Math.sqrt(squares / returns.length);
}
