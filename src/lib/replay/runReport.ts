import { outcomeStatistics } from '../analytics/outcome.ts';
import { formatMoney, moneyToNumber } from '../domain/decimal.ts';
import { areAllCrypto } from '../domain/instrument.ts';
import { isOfDecision } from '../domain/orderOrigin.ts';
import type { DecisionStory, OutcomeStatistics, RunReport } from '../domain/runReport.ts';
import { tellCheck, tellSizing } from '../domain/verdictLines.ts';
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
	const isCryptoAlone = areAllCrypto(state.market.instruments.map(({ instrument }) => instrument));
	return outcomeStatistics({
		startEquity: moneyToNumber(state.book.account.startingCash),
		startedAt,
		dailyEquity: daily,
		equity: points.equity,
		exposure: points.meanExposure,
		tradedNotional: recording.tradedNotional,
		trades: recording.trips,
		periodsPerYear: isCryptoAlone ? 365 : 252,
		riskFree: 0
	});
}

function storiesOf(recording: Recording): ReadonlyMap<string, DecisionStory> {
	const stories = new Map<string, DecisionStory>();
	for (const { intent, sizing, verdict } of recording.orders.values()) {
		if (!isOfDecision(intent)) continue;
		stories.set(intent.decisionId, {
			sizing: sizing === null ? null : tellSizing(sizing),
			verdict: verdict.checks.map(tellCheck)
		});
	}
	return stories;
}
