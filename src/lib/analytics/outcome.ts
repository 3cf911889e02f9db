import type { OutcomeStatistics } from '../domain/runReport.ts';
import type { Instant } from '../domain/time.ts';
import { deepestDrawdown, type Drawdown, drawdownSeries, longestUnderWater, ulcerIndex } from './drawdown.ts';
import { finiteOrNull, meanOf } from './mean.ts';
import { cagr, calmar, returnsOf, sharpe, sortino, totalReturn, turnover, volatility } from './returns.ts';
import { type RoundTrip, tradeStatistics } from './tradeStatistics.ts';

/** What a finished or running book leaves behind; money in account currency. */
export interface OutcomeInput {
	/** E0 and its time. */
	readonly startEquity: number;
	readonly startedAt: Instant;
	/** E1..En: the last point of each session, oldest first. */
	readonly dailyEquity: readonly { readonly at: Instant; readonly equity: number }[];
	/** Equity at every bar. */
	readonly equity: Float64Array;
	/** Mean of |position value| / equity over the bars; null without bars. */
	readonly exposure: number | null;
	/** Σ |quantity × price| over all fills. */
	readonly tradedNotional: number;
	readonly trades: readonly RoundTrip[];
	/** 252, or 365 for a book of crypto alone. */
	readonly periodsPerYear: number;
	/** A fraction a year. */
	readonly riskFree: number;
}

/**
 * Every statistic of an outcome, risk and return from its daily points: fractions, the ulcer index in percent, time
 * under water in sessions, turnover in times a year; null, never 0 or infinity, where undefined; no drawdown is null.
 */
export function outcomeStatistics(input: OutcomeInput): OutcomeStatistics {
	const { periodsPerYear, riskFree } = input;
	const daily = dailyPoints(input);
	const returns = returnsOf(daily);
	const yearlyGrowth = cagr(daily, periodsPerYear);
	const deepest = deepestDrawdown(daily);
	const drawdowns = drawdownSeries(daily);
	return {
		totalReturn: totalReturn(daily),
		cagr: yearlyGrowth,
		volatility: returns && volatility(returns, periodsPerYear),
		sharpe: returns && sharpe(returns, periodsPerYear, riskFree),
		sortino: returns && sortino(returns, periodsPerYear, riskFree),
		calmar: calmar(yearlyGrowth, deepest?.depth ?? null),
		maxDrawdown: deepest && datedDrawdown(deepest, input),
		ulcerIndex: drawdowns && ulcerIndex(drawdowns),
		timeUnderWater: drawdowns && longestUnderWater(drawdowns),
		meanExposure: input.exposure === null ? null : finiteOrNull(input.exposure),
		turnover: turnover(input.tradedNotional, meanOf(input.equity), daily.length - 1, periodsPerYear),
		trades: tradeStatistics(input.trades)
	};
}

function dailyPoints(input: OutcomeInput): Float64Array {
	const points = new Float64Array(input.dailyEquity.length + 1);
	points[0] = input.startEquity;
	input.dailyEquity.forEach((day, index) => (points[index + 1] = day.equity));
	return points;
}

function datedDrawdown(found: Drawdown, input: OutcomeInput): OutcomeStatistics['maxDrawdown'] {
	const dateOf = (index: number): Instant => input.dailyEquity[index - 1]?.at ?? input.startedAt;
	return {
		depth: found.depth,
		peakAt: dateOf(found.peakIndex),
		troughAt: dateOf(found.troughIndex),
		recoveredAt: found.recoveryIndex === null ? null : dateOf(found.recoveryIndex)
	};
}
