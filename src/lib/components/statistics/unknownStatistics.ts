import type { OutcomeStatistics } from '#lib/domain/runReport.ts';

/** Statistics before there is an outcome. */
export const unknownStatistics: OutcomeStatistics = {
	totalReturn: null,
	cagr: null,
	volatility: null,
	sharpe: null,
	sortino: null,
	calmar: null,
	maxDrawdown: null,
	ulcerIndex: null,
	timeUnderWater: null,
	meanExposure: null,
	turnover: null,
	trades: {
		count: 0,
		wins: 0,
		losses: 0,
		winRate: null,
		profitFactor: null,
		expectancy: null,
		averageWin: null,
		averageLoss: null,
		payoff: null,
		kelly: null,
		sqn: null,
		largestWin: null,
		largestLoss: null,
		longestWinStreak: 0,
		longestLossStreak: 0
	}
};
