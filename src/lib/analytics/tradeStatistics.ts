import type { TradeStatistics } from '../domain/runReport.ts';
import { finiteOrNull, meanOf, ROUNDING_NOISE, sampleDeviation } from './mean.ts';

/** One round trip, from flat to flat: net result in account currency after fees, closed at epoch ms. */
export interface RoundTrip {
	readonly net: number;
	readonly closedAt: number;
}

/**
 * Statistics of round trips in the order they closed (ties as given); a zero trade is neither win nor loss and ends
 * a streak; averages, ratios and extremes are null when nothing stands behind them, Kelly also without wins.
 */
export function tradeStatistics(trades: readonly RoundTrip[]): TradeStatistics {
	const nets = netsByClose(trades);
	const won = sideOf(nets, 1);
	const lost = sideOf(nets, -1);
	const payoff = ratio(won.average, lost.average);
	return {
		count: nets.length,
		wins: won.count,
		losses: lost.count,
		winRate: finiteOrNull(won.count / nets.length),
		profitFactor: ratio(won.sum, lost.count === 0 ? null : lost.sum),
		expectancy: meanOf(nets),
		averageWin: won.average,
		averageLoss: lost.average === null ? null : -lost.average,
		payoff,
		kelly: kellyOf(won.count / (won.count + lost.count), payoff),
		sqn: sqnOf(nets),
		longestWinStreak: won.longestStreak,
		longestLossStreak: lost.longestStreak,
		largestWin: won.largest,
		largestLoss: lost.largest === null ? null : -lost.largest
	};
}

interface Side {
	readonly count: number;
	readonly sum: number;
	readonly average: number | null;
	readonly largest: number | null;
	readonly longestStreak: number;
}

function netsByClose(trades: readonly RoundTrip[]): Float64Array {
	const ordered = trades.slice().sort((a, b) => a.closedAt - b.closedAt);
	return Float64Array.from(ordered, (trade) => trade.net);
}

/** The wins (sign 1) or the losses (sign −1), sizes unsigned. */
function sideOf(nets: Float64Array, sign: 1 | -1): Side {
	let count = 0;
	let sum = 0;
	let largest = 0;
	let streak = 0;
	let longestStreak = 0;
	for (const net of nets) {
		const size = net * sign;
		streak = size > 0 ? streak + 1 : 0;
		if (streak === 0) continue;
		count++;
		sum += size;
		largest = Math.max(largest, size);
		longestStreak = Math.max(longestStreak, streak);
	}
	const average = finiteOrNull(sum / count);
	return { count, sum, average, largest: count === 0 ? null : finiteOrNull(largest), longestStreak };
}

function ratio(numerator: number | null, denominator: number | null): number | null {
	return numerator === null || denominator === null ? null : finiteOrNull(numerator / denominator);
}

/** p − (1 − p) / payoff: the share of the money to bet, negative when the odds are against it. */
function kellyOf(winShare: number, payoff: number | null): number | null {
	return payoff === null ? null : finiteOrNull(winShare - (1 - winShare) / payoff);
}

/** √n × mean / sample deviation (Van Tharp's system quality number). */
function sqnOf(nets: Float64Array): number | null {
	const mean = meanOf(nets);
	const deviation = sampleDeviation(nets);
	if (mean === null || deviation === null || deviation <= ROUNDING_NOISE * Math.abs(mean)) return null;
	return finiteOrNull((Math.sqrt(nets.length) * mean) / deviation);
}
