import type { RunResult } from './runResult.ts';
import type { Instant } from './time.ts';
import type { SizingLine, VerdictLine } from './verdictLines.ts';

/** What the round trips say; money in account currency, losses negative, rates and Kelly as fractions. */
export interface TradeStatistics {
	readonly count: number;
	readonly wins: number;
	readonly losses: number;
	readonly winRate: number | null;
	readonly profitFactor: number | null;
	readonly expectancy: number | null;
	readonly averageWin: number | null;
	readonly averageLoss: number | null;
	readonly payoff: number | null;
	readonly kelly: number | null;
	readonly sqn: number | null;
	readonly longestWinStreak: number;
	readonly longestLossStreak: number;
	readonly largestWin: number | null;
	readonly largestLoss: number | null;
}

/** Statistics of a run's outcome in float64, by the definitions of the help page; what is undefined is null. */
export interface OutcomeStatistics {
	readonly totalReturn: number | null;
	readonly cagr: number | null;
	readonly volatility: number | null;
	readonly sharpe: number | null;
	readonly sortino: number | null;
	readonly calmar: number | null;
	readonly maxDrawdown: {
		readonly depth: number;
		readonly peakAt: Instant;
		readonly troughAt: Instant;
		readonly recoveredAt: Instant | null;
	} | null;
	readonly ulcerIndex: number | null;
	readonly timeUnderWater: number | null;
	readonly meanExposure: number | null;
	readonly turnover: number | null;
	readonly trades: TradeStatistics;
}

/** Why a decision ended as it did: sizing arithmetic and every check of its verdict. */
export interface DecisionStory {
	readonly sizing: SizingLine | null;
	readonly verdict: readonly VerdictLine[];
}

/** Equity over the run for drawing, one point an instant at which bars completed (thinned to extremes when very many). */
export interface EquityCurve {
	readonly at: Float64Array;
	readonly equity: Float64Array;
}

/** Everything the page shows of a finished run. */
export interface RunReport {
	readonly result: RunResult;
	readonly statistics: OutcomeStatistics;
	readonly curve: EquityCurve;
	/** By decision id: a map, since an id is whatever a person wrote. */
	readonly storyByDecision: ReadonlyMap<string, DecisionStory>;
	readonly startingCash: string;
	readonly startedAt: Instant;
	readonly endedAt: Instant;
	readonly bars: number;
	readonly events: number;
	readonly elapsedMs: number;
}
