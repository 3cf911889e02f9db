import type { OutcomeStatistics } from '../../domain/runReport.ts';
import { changeText, countOf, countText, estimateText, percentText } from './estimateText.ts';
import { newYorkTime } from './instantText.ts';

/** One statistic as it is read; `value` is null when it is not defined, and `missing` then says why. */
export interface StatisticLine {
	readonly key: string;
	readonly label: string;
	readonly value: number | null;
	readonly text: string;
	readonly meaning: string;
	readonly missing: string;
}

type Line = readonly [
	key: string,
	label: string,
	value: number | null,
	write: (value: number) => string,
	meaning: string,
	missing: string
];

const ratio = (value: number): string => estimateText(value, 2);
const percent = (value: number): string => percentText(value, 2);
const money = (value: number): string => estimateText(value, 2);
const sessions = (value: number): string => countOf(value, 'session');

/** Return and risk, from the equity at the end of each session. */
export function outcomeLines(statistics: OutcomeStatistics): readonly StatisticLine[] {
	return [...returnLines(statistics), ...riskLines(statistics)].map(toLine);
}

function returnLines(statistics: OutcomeStatistics): readonly Line[] {
	return [
		[
			'cagr',
			'Growth a year',
			statistics.cagr,
			changeText,
			'(last ÷ first equity) to the power of periods a year ÷ sessions, less 1',
			'fewer than one session'
		],
		[
			'volatility',
			'Volatility a year',
			statistics.volatility,
			percent,
			'Sample deviation of the session returns × √ periods a year',
			'fewer than two sessions'
		],
		[
			'sharpe',
			'Sharpe',
			statistics.sharpe,
			ratio,
			'Mean session return ÷ its sample deviation × √ periods a year',
			'fewer than two sessions, or no deviation'
		],
		[
			'sortino',
			'Sortino',
			statistics.sortino,
			ratio,
			'Mean session return ÷ downside deviation × √ periods a year',
			'no session lost'
		],
		['calmar', 'Calmar', statistics.calmar, ratio, 'Growth a year ÷ deepest drawdown', 'no drawdown']
	];
}

function riskLines({ maxDrawdown, ...statistics }: OutcomeStatistics): readonly Line[] {
	return [
		[
			'maxDrawdown',
			'Deepest drawdown, at closes',
			maxDrawdown?.depth ?? null,
			(depth) => percent(-depth),
			drawdownDates(maxDrawdown),
			'equity never fell below a peak'
		],
		[
			'ulcerIndex',
			'Ulcer index',
			statistics.ulcerIndex,
			(index) => `${estimateText(index, 3)} %`,
			'Root of the mean squared drawdown',
			'no sessions'
		],
		[
			'timeUnderWater',
			'Longest under water',
			statistics.timeUnderWater,
			sessions,
			'Longest run of sessions below the running peak',
			'no sessions'
		],
		[
			'meanExposure',
			'Mean exposure',
			statistics.meanExposure,
			percent,
			'Mean of position value ÷ equity over the bars',
			'no bars'
		],
		[
			'turnover',
			'Turnover a year',
			statistics.turnover,
			(times) => `${estimateText(times, 1)} ×`,
			'Traded notional ÷ mean equity, a year',
			'no sessions'
		]
	];
}

/** Round trips: a position from its opening to its close, net of fees. */
export function tradeLines({ trades }: OutcomeStatistics): readonly StatisticLine[] {
	const won = `${countText(trades.wins)} won, ${countText(trades.losses)} lost`;
	const lines: readonly Line[] = [
		['trades', 'Number', trades.count, countText, `Positions opened and closed: ${won}`, ''],
		['winRate', 'Win rate', trades.winRate, percent, `Wins ÷ all round trips: ${won}`, 'no round trips'],
		['profitFactor', 'Profit factor', trades.profitFactor, ratio, 'Sum of wins ÷ sum of losses', 'no losses'],
		[
			'expectancy',
			'Expectancy',
			trades.expectancy,
			money,
			'Mean net result of a round trip',
			'no round trips'
		],
		['averageWin', 'Average win', trades.averageWin, money, 'Mean net result of the wins', 'no wins'],
		['averageLoss', 'Average loss', trades.averageLoss, money, 'Mean net result of the losses', 'no losses'],
		['payoff', 'Payoff', trades.payoff, ratio, 'Average win ÷ average loss', 'no losses'],
		['largestWin', 'Largest win', trades.largestWin, money, 'Best net result of a round trip', 'no wins'],
		[
			'largestLoss',
			'Largest loss',
			trades.largestLoss,
			money,
			'Worst net result of a round trip',
			'no losses'
		],
		['kelly', 'Kelly', trades.kelly, ratio, 'Win rate less loss rate ÷ payoff', 'no wins or no losses'],
		[
			'sqn',
			'System quality',
			trades.sqn,
			ratio,
			'Mean net result ÷ its sample deviation × √ round trips',
			'fewer than two round trips, or no deviation'
		],
		[
			'winStreak',
			'Longest winning streak',
			trades.longestWinStreak,
			countText,
			'Round trips in a row that won',
			''
		],
		[
			'lossStreak',
			'Longest losing streak',
			trades.longestLossStreak,
			countText,
			'Round trips in a row that lost',
			''
		]
	];
	return lines.map(toLine);
}

function toLine([key, label, value, write, meaning, missing]: Line): StatisticLine {
	return {
		key,
		label,
		value,
		text: value === null ? '—' : write(value),
		meaning,
		missing: `not defined: ${missing}`
	};
}

function drawdownDates(drawdown: OutcomeStatistics['maxDrawdown']): string {
	const meaning = 'Largest fall of the session equity from a running peak';
	if (drawdown === null) return meaning;
	const { peakAt, troughAt, recoveredAt } = drawdown;
	const recovered = recoveredAt === null ? 'not recovered' : `recovered ${newYorkTime(recoveredAt).date}`;
	return `${meaning}: ${newYorkTime(peakAt).date} to ${newYorkTime(troughAt).date}, ${recovered}`;
}
