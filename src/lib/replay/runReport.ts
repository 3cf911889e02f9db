import { outcomeStatistics } from '../analytics/outcome.ts';
import { formatDecimal, formatMoney, moneyToNumber, subtract, type Money } from '../domain/decimal.ts';
import { checkTable, type CheckName, type CheckResult, type CheckValue } from '../domain/risk.ts';
import type {
	DecisionStory,
	OutcomeStatistics,
	RunReport,
	SizingLine,
	VerdictLine
} from '../domain/runReport.ts';
import type { Sizing } from '../domain/sizing.ts';
import { takeSnapshot } from '../engine/snapshot.ts';
import type { EngineState } from '../engine/state.ts';
import type { Recording } from './recorder.ts';
import type { Replay } from './replay.ts';
import { toRunResult } from './runResult.ts';
import { thinCurve } from './thinCurve.ts';

const mostPoints = 20_000;

/** Tells a finished run in full: the exact result, statistics, the curve, and the story of each decision that was judged. */
export function toRunReport(replay: Replay, elapsedMs: number): RunReport {
	const { recording, state } = replay.outcome();
	const { total, at } = replay.progress();
	const { startingCash } = state.book.account;
	const points = recording.curve.points();
	const startedAt = points.at[0] ?? at;
	return {
		result: toRunResult(recording, state, at),
		statistics: statisticsOf(recording, state, startedAt, at),
		curve: thinCurve(points, mostPoints),
		storyByDecision: storiesOf(recording),
		startingCash: formatMoney(startingCash),
		startedAt,
		endedAt: at,
		bars: total,
		events: recording.events,
		elapsedMs
	};
}

/** The statistics of a run from its daily points; a last day that has not ended counts with the equity it reached. */
function statisticsOf(
	recording: Recording,
	state: EngineState,
	startedAt: number,
	at: number
): OutcomeStatistics {
	const points = recording.curve.points();
	const daily = recording.snapshots.map((snapshot) => ({
		at: snapshot.at,
		equity: moneyToNumber(snapshot.equity)
	}));
	if (at > (daily.at(-1)?.at ?? -Infinity))
		daily.push({ at, equity: moneyToNumber(takeSnapshot(state, at).equity) });
	const isCryptoAlone = state.market.instruments.every(
		({ instrument }) => instrument.assetClass === 'crypto'
	);
	return outcomeStatistics({
		startEquity: moneyToNumber(state.book.account.startingCash),
		startedAt,
		dailyEquity: daily,
		equity: points.equity,
		exposure: points.meanExposure ?? 0,
		tradedNotional: recording.tradedNotional,
		trades: recording.trips,
		periodsPerYear: isCryptoAlone ? 365 : 252,
		riskFree: 0
	});
}

function storiesOf(recording: Recording): Record<string, DecisionStory> {
	const stories: Record<string, DecisionStory> = {};
	for (const { intent, sizing, verdict } of recording.orders.values()) {
		stories[intent.decisionId] = {
			sizing: sizing === null ? null : tellSizing(sizing),
			verdict: verdict.checks.map(tellCheck)
		};
	}
	return stories;
}

function tellSizing(sizing: Sizing): SizingLine | null {
	if (sizing.refPrice === null || sizing.equity === null) return null;
	return {
		refPrice: formatDecimal(sizing.refPrice),
		equity: formatMoney(sizing.equity),
		requested: formatMoney(sizing.requested),
		positionCap: formatMoney(sizing.positionCap),
		room: formatMoney(sizing.room),
		budget: formatMoney(sizing.budget),
		quantity: formatDecimal(sizing.quantity)
	};
}

function tellCheck({ check, passed, measured, limit }: CheckResult): VerdictLine {
	return {
		check,
		passed,
		unit: checkTable[check].unit,
		measured: tellValue(measured),
		limit: tellValue(limit),
		headroom: tellValue(headroomOf(check, measured, limit))
	};
}

/** How far a measured value is on the right side of its limit; negative when the check failed, null when either is unknown. */
function headroomOf(check: CheckName, measured: CheckValue, limit: CheckValue): CheckValue {
	const isLeast = checkTable[check].limitIs === 'least';
	const [high, low] = isLeast ? [measured, limit] : [limit, measured];
	if (typeof high === 'bigint' && typeof low === 'bigint') return subtract<Money>(high, low);
	return typeof high === 'number' && typeof low === 'number' ? high - low : null;
}

function tellValue(value: CheckValue): string | null {
	if (value === null) return null;
	return typeof value === 'bigint' ? formatMoney(value) : String(value);
}
