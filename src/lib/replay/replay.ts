import { accountDayOf } from '../domain/accountDay.ts';
import { barAt, type BarSeries } from '../domain/bar.ts';
import type { BookConfig } from '../domain/bookConfig.ts';
import type { Decision } from '../domain/decision.ts';
import type { BookEvent } from '../domain/events.ts';
import { areAllCrypto, createInstrument } from '../domain/instrument.ts';
import type { Instant } from '../domain/time.ts';
import { createDayEnds, createTimeline, nextCompletion, passBar, type Timeline } from '../domain/timeline.ts';
import type { InlineVenue } from '../domain/venue.ts';
import { arePricesWatched } from '../engine/breakerMeasure.ts';
import { canCross } from '../engine/errands.ts';
import { evolve } from '../engine/evolve.ts';
import { seeHeld } from '../engine/heldRange.ts';
import { withoutPerson } from '../engine/needsPerson.ts';
import { createState, markPrice, type EngineState } from '../engine/state.ts';
import { isQuiet, runArrival, runBar, runDay, runEnds, runTurn, type Desk } from '../engine/turn.ts';
import { createSimulator } from '../adapters/simulator/simulator.ts';
import type { Strategy } from '../strategy/strategy.ts';
import { createRecorder, type Recording } from './recorder.ts';
import { createStrategyDesk, type StrategyDesk } from './strategyDesk.ts';

/** A run to be: settings, bars of one series a symbol, decisions in file order, strategies. */
export interface ReplaySetup {
	readonly config: BookConfig;
	readonly series: readonly BarSeries[];
	readonly decisions: readonly Decision[];
	readonly strategies: readonly Strategy[];
	/** Sees each event after it is folded. */
	readonly onEvent?: Desk['record'];
}

/** A run in progress, advanced in slices so that its owner can report progress and stop. */
export interface Replay {
	/** Takes up to `instants` further instants; false when the run has ended. */
	advance(instants: number): boolean;
	/** Bars done, bars in all, and the instant reached. */
	progress(): { readonly done: number; readonly total: number; readonly at: Instant };
	/** What happened so far, and the state it led to. */
	outcome(): { readonly recording: Recording; readonly state: EngineState };
}

/** Everything one instant needs, gathered once. */
interface Run {
	readonly desk: Desk;
	readonly timeline: Timeline;
	readonly decisions: readonly Decision[];
	readonly strategyDesk: StrategyDesk;
	readonly recording: Recording;
	readonly dayEndOf: (startsAt: Instant) => Instant | null;
	readonly matchesAll: boolean;
	nextDecision: number;
	dayEnd: Instant;
	at: Instant;
	done: number;
}

/**
 * Prepares a run of decisions and strategies over bars: at each instant completed bars match symbol by symbol, all of
 * them mark, orders end, the session ends, the day begins, decisions are taken in file order, then strategies speak.
 * Nothing waits for a person.
 */
export function createReplay({ config: given, series, decisions, strategies, onEvent }: ReplaySetup): Replay {
	const config = withoutPerson(given);
	const timeline = createTimeline(series);
	const instruments = timeline.series.map(({ symbol, assetClass, interval }) => ({
		instrument: createInstrument(symbol, assetClass),
		interval
	}));
	const state = createState(config, instruments);
	const venue = createSimulator({
		cash: config.startingCash,
		model: config.fillModel,
		margin: config.margin,
		instruments: instruments.map(({ instrument }) => instrument),
		canCross: () => canCross(state)
	});
	const recorder = createRecorder(state.market, timeline.totalBars);
	const record: Desk['record'] = onEvent === undefined ? recorder.record : both(recorder.record, onEvent);
	const startsAt = firstInstant(timeline);
	const opened: BookEvent = {
		type: 'BookOpened',
		at: startsAt,
		config,
		source: { type: 'history', startsAt },
		instruments,
		day: accountDayOf(startsAt, areAllCrypto(series))
	};
	evolve(state, opened);
	record(opened, state);
	const run: Run = {
		desk: { state, venue, record },
		timeline,
		decisions: [...decisions].sort((a, b) => a.at - b.at),
		strategyDesk: createStrategyDesk(strategies),
		recording: recorder.recording,
		dayEndOf: createDayEnds(series),
		matchesAll: config.extendedHours,
		nextDecision: 0,
		dayEnd: Infinity,
		at: NaN,
		done: 0
	};
	return {
		advance: (instants) => {
			for (let count = 0; count < instants; count++) if (!stepInstant(run, venue)) return false;
			return true;
		},
		progress: () => ({ done: run.done, total: timeline.totalBars, at: run.at }),
		outcome: () => ({ recording: run.recording, state })
	};
}

function both(first: Desk['record'], second: Desk['record']): Desk['record'] {
	return (event, state) => {
		first(event, state);
		second(event, state);
	};
}

function firstInstant(timeline: Timeline): Instant {
	return Math.min(...timeline.series.map(({ startsAt }) => startsAt[0] ?? Infinity));
}

/** Takes the next instant at which anything is due; false when neither bars nor decisions are left. */
function stepInstant(run: Run, venue: InlineVenue): boolean {
	const barsAt = nextCompletion(run.timeline);
	const decisionAt = run.decisions[run.nextDecision]?.at ?? Infinity;
	const main = Math.min(barsAt, decisionAt);
	if (main === Infinity) return false;
	const { underWay } = run.desk.state;
	const at = Math.min(main, underWay.next(), venue.nextEnd(), run.dayEnd);
	run.at = at;
	// Bars that complete as a day begins are of the day before.
	runDay(run.desk, at - 1);
	while (underWay.next() <= at) runArrival(run.desk, at);
	if (barsAt === at) completeBars(run, at);
	if (venue.nextEnd() <= at) runEnds(run.desk, at);
	if (barsAt === at && arePricesWatched(run.desk.state.book.config.risk)) {
		runTurn(run.desk, { type: 'BreakersDue', at, isMarked: true });
	}
	if (run.dayEnd <= at) {
		runTurn(run.desk, { type: 'SnapshotDue', at, endsDay: true });
		run.dayEnd = Infinity;
	}
	runDay(run.desk, at);
	if (decisionAt === at) takeDecisions(run, at);
	if (barsAt === at) run.strategyDesk.takeDecisions(run.desk, at);
	return true;
}

function takeDecisions(run: Run, at: Instant): void {
	for (;;) {
		const decision = run.decisions[run.nextDecision];
		if (decision?.at !== at) return;
		run.nextDecision++;
		runTurn(run.desk, { type: 'TakeDecision', at, decision });
	}
}

/** Matches the bars that complete now, symbol by symbol, then lets all of them mark. */
function completeBars(run: Run, at: Instant): void {
	const { timeline, strategyDesk, recording } = run;
	const { series, cursors, completions } = timeline;
	const { market } = run.desk.state;
	for (let index = 0; index < completions.length; index++) {
		const one = series[index];
		const cursor = cursors[index] ?? 0;
		if (one === undefined || completions[index] !== at) continue;
		if (!run.matchesAll && one.regular[cursor] !== 1) continue;
		const [low, high] = [one.low[cursor] ?? NaN, one.high[cursor] ?? NaN];
		if (!isQuiet(run.desk, one.symbol, index, low, high)) runBar(run.desk, one.symbol, barAt(one, cursor));
	}
	for (let index = 0; index < completions.length; index++) {
		const one = series[index];
		const cursor = cursors[index] ?? 0;
		if (one === undefined || completions[index] !== at) continue;
		markPrice(market, index, one.close[cursor] ?? NaN, at);
		seeHeld(market, index, one.low[cursor] ?? NaN, one.high[cursor] ?? NaN, one.startsAt[cursor] ?? NaN);
		if (one.regular[cursor] === 1) run.dayEnd = run.dayEndOf(one.startsAt[cursor] ?? NaN) ?? run.dayEnd;
		strategyDesk.watch(one, cursor);
		passBar(timeline, index);
		run.done++;
	}
	recording.curve.mark(at, market);
}
