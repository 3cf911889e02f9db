import type { Decision } from '../domain/decision.ts';
import type { Instant } from '../domain/time.ts';
import { confirmationDueAt } from '../engine/confirmation.ts';
import { endsDueAt } from '../engine/brokerEnds.ts';
import { seeHeld } from '../engine/heldRange.ts';
import type { Input } from '../engine/inputs.ts';
import { markPrice, type Book, type EngineState } from '../engine/state.ts';
import { isSymbolHalted } from '../engine/symbolHalts.ts';
import { sweepDueAt } from '../engine/sweep.ts';
import { timeOverAt } from '../engine/timeOver.ts';
import {
	isQuiet,
	runArrival,
	runBar,
	runDay,
	runEnds,
	runExtendedBar,
	runQuote,
	runTurn,
	type Desk
} from '../engine/turn.ts';
import type { CompletedBar, PriceSink, PriceSource } from '../ports/priceSource.ts';
import { BarRecorder } from './barRecorder.ts';
import { createRetryWatch, type RetryWatch } from './retryWatch.ts';
import {
	createWaitingWatch,
	isWorthRecheck,
	isWorthSnapshot,
	nextDayEnd,
	nextMinute,
	nextRecheck
} from './instants.ts';

/** The market of a book: instants taken one after another, each in the order of a replay. */
export interface MarketRun {
	/** The next instant at which anything is due; Infinity when there is none any more. */
	nextAt(): Instant;
	/** Takes the next instant to its end: prices, ends of orders, snapshots, waiting decisions. */
	takeInstant(): Instant;
	/** Begins the account's day of an instant, when it is a later one than the book's. */
	beginDay(at: Instant): void;
	/** The clock stands at an instant up to which nothing was due. */
	passTo(at: Instant): void;
	/** Whether the source has no prices left. */
	isOver(): boolean;
	/** By index the last price of the day before, in 1e-9 units; where nothing tells, the first price, NaN before it. */
	readonly dayStart: Float64Array;
	/** Says what a symbol was worth at last before this day, where that is known better than from the prices that came; 1e-9 units. */
	closedBefore(symbol: string, price: number): void;
	/** Bars of the quotes that came. */
	readonly bars: BarRecorder;
	/** What it goes on with after a restart, by name. */
	columns(): Readonly<Record<string, readonly number[]>>;
}

/** What a market runs on; `beginInput` is told before each input, `clockAt` is the instant it goes on from. */
export interface MarketSetup {
	readonly desk: Desk;
	readonly source: PriceSource;
	readonly clockAt: Instant;
	readonly beginInput: () => void;
	/** What `columns` gave before the last end. */
	readonly columns: Readonly<Record<string, readonly number[]>>;
	/** Bars so far; from the columns when absent. */
	readonly bars?: BarRecorder | undefined;
}

/** The market of a book from `clockAt` on. */
export function createMarketRun(setup: MarketSetup): MarketRun {
	const { desk, source, clockAt, beginInput, columns } = setup;
	const { state, venue } = desk;
	const bars = setup.bars ?? new BarRecorder(state.book, columns);
	const day = resumeDay(setup);
	const beginDay = createDayBegin({ desk, day, bars, beginInput });
	const sink = createSink({ desk, day, bars, beginInput, beginDay });
	const nextWaiting = createWaitingWatch(state.book);
	const retries = createRetryWatch(state.book);
	let [clock, minute] = [clockAt, nextMinute(clockAt)];
	source.passTo?.(clockAt);

	const take = createTaking(desk, beginInput);

	const nextAt = (): Instant => {
		const asked = Math.min(nextWaiting(), retries.nextAt(clock), askedForAt(state, clock));
		const soonest = Math.min(source.nextAt(), state.underWay.next(), venue.nextEnd(), asked);
		if (source.nextAt() === Infinity) return soonest;
		const next = Math.min(soonest, day.end, state.book.dayEndsAt);
		const due = nextLook(state, clock, minute < next && isWorthSnapshot(state, minute) ? minute : next);
		// What was due while nobody looked is due now.
		return Math.max(due, clock);
	};

	/** Whole minutes before an instant at which there was nothing to say are not made up for. */
	const passTo = (at: Instant, until = at): void => {
		clock = Math.max(clock, until);
		bars.passTo(until);
		source.passTo?.(clock);
		if (minute < at) minute = nextMinute(at - 1);
	};

	function takeInstant(): Instant {
		const at = nextAt();
		passTo(at);
		// Bars that complete as a day begins are of the day before.
		beginDay(at - 1);
		takeArrivals(desk, at, beginInput);
		if (source.nextAt() === at) source.step(sink);
		takeEnds(desk, at, beginInput);
		snapshotAt(at);
		takeRecheck(state, at, take);
		beginDay(at);
		takeDue(state, at, nextWaiting() <= at ? dueDecisions(state, at) : [], retries, take);
		return at;
	}

	function snapshotAt(at: Instant): void {
		const endsDay = day.end <= at;
		if (endsDay || (minute <= at && isWorthSnapshot(state, minute))) {
			take({ type: 'SnapshotDue', at, endsDay });
		}
		if (endsDay) day.end = nextDayEnd(state.book, at);
		if (minute <= at) minute = nextMinute(at);
	}

	return {
		nextAt,
		...{ takeInstant, beginDay },
		passTo: (at) => passTo(at + 1, at),
		isOver: () => source.nextAt() === Infinity,
		get dayStart() {
			return day.start;
		},
		closedBefore: (symbol, price) => setClose(day, state.market.indexBySymbol.get(symbol), price),
		bars,
		columns: () => ({ dayStart: Array.from(day.start), ...bars.columns() })
	};
}

/** A column as long as there are instruments; NaN of those that it knows nothing of. */
function fitted(column: ArrayLike<number>, { instruments }: Book): Float64Array {
	return Float64Array.from(instruments, (_, index) => column[index] ?? NaN);
}

function createTaking(desk: Desk, beginInput: () => void): (input: Input) => void {
	return (input) => {
		beginInput();
		runTurn(desk, input);
	};
}

/** When the book itself asks for an instant next, `from` or later. */
function askedForAt(state: EngineState, from: Instant): Instant {
	return Math.min(
		...[sweepDueAt(state, from), confirmationDueAt(state.book, from), timeOverAt(state.book, from)],
		endsDueAt(state, from)
	);
}

/** When the breakers are to be looked at after `clock`, if that is before `next`. */
function nextLook(state: EngineState, clock: Instant, next: Instant): Instant {
	const recheck = nextRecheck(state.book, clock);
	return recheck < next && isWorthRecheck(state, recheck) ? recheck : next;
}

/** Judges the breakers by the prices of an instant at which that is due. */
function takeRecheck(state: EngineState, at: Instant, take: (input: Input) => void): void {
	if (nextRecheck(state.book, at - 1) !== at || !isWorthRecheck(state, at)) return;
	take({ type: 'BreakersDue', at, isMarked: true });
}

/** What waits for its time, when its time has come. */
function takeDue(
	state: EngineState,
	at: Instant,
	decisions: readonly Decision[],
	retries: RetryWatch,
	take: (input: Input) => void
): void {
	for (const decision of decisions) take({ type: 'TakeDecision', at, decision });
	if (sweepDueAt(state, at) <= at) take({ type: 'SweepDue', at });
	if (confirmationDueAt(state.book, at) <= at) take({ type: 'ConfirmationsDue', at });
	if (endsDueAt(state, at) <= at) take({ type: 'EndsDue', at });
	for (const symbol of retries.take(at)) take({ type: 'RetryDue', symbol, at });
	if (timeOverAt(state.book, at) <= at) take({ type: 'TimeOver', at });
}

function takeEnds(desk: Desk, at: Instant, beginInput: () => void): void {
	if (desk.venue.nextEnd() > at) return;
	beginInput();
	runEnds(desk, at);
}

/** What arrives meets the prices of this very instant. */
function takeArrivals(desk: Desk, at: Instant, beginInput: () => void): void {
	while (desk.state.underWay.next() <= at) {
		beginInput();
		runArrival(desk, at);
	}
}

/** Those whose time has come, the earliest first, those of one time in the order in which they came. */
function dueDecisions({ book }: EngineState, at: Instant): readonly Decision[] {
	return [...book.waiting.values()].filter((decision) => decision.at <= at).sort((a, b) => a.at - b.at);
}

/**
 * Begins the day of an instant when it is due; the last prices before it are then those of the day before. Instruments that were added
 * have room from here on.
 */
function createDayBegin({ desk, day, bars, beginInput }: Omit<Hearing, 'beginDay'>): (at: Instant) => void {
	const { state } = desk;
	return (at) => {
		if (bars.grow(state.book)) {
			day.start = fitted(day.start, state.book);
			// A session ends now where a UTC day did.
			day.end = nextDayEnd(state.book, at);
		}
		if (at < state.book.dayEndsAt) return;
		beginInput();
		runDay(desk, at);
		day.start.set(state.market.last);
	};
}

function setClose({ start }: MarketDay, index: number | undefined, price: number): void {
	// An instrument that was added a moment ago has no place yet.
	if (index !== undefined && index < start.length) start[index] = price;
}

/** By index the last prices of the day before, and when a session ends next. */
interface MarketDay {
	start: Float64Array;
	end: Instant;
}

function resumeDay({ desk, columns, clockAt }: MarketSetup): MarketDay {
	const { book } = desk.state;
	return { start: fitted(columns['dayStart'] ?? [], book), end: nextDayEnd(book, clockAt) };
}

interface Hearing {
	readonly desk: Desk;
	readonly day: MarketDay;
	readonly bars: BarRecorder;
	readonly beginInput: () => void;
	readonly beginDay: (at: Instant) => void;
}

function createSink({ desk, day, bars: recorder, beginInput, beginDay }: Hearing): PriceSink {
	const { state } = desk;
	const symbolOf = (index: number): string => state.market.instruments[index]?.instrument.symbol ?? '';
	return {
		quote(index, quote) {
			beginDay(quote.at);
			if (Number.isNaN(day.start[index])) day.start[index] = quote.last;
			recorder.take(index, quote.last, quote.at);
			beginInput();
			runQuote(desk, symbolOf(index), index, quote);
		},
		bars(at, bars) {
			for (const completed of bars) {
				beginInput();
				matchBar(desk, symbolOf(completed.index), completed);
			}
			for (const { index, bar } of bars) {
				if (Number.isNaN(day.start[index])) day.start[index] = bar.open;
				markPrice(state.market, index, bar.close, at);
				seeHeld(state.market, index, bar.low, bar.high, bar.startsAt);
			}
		},
		halt(index, isHalted, at) {
			beginDay(at);
			beginInput();
			runTurn(desk, { type: 'HaltReported', symbol: symbolOf(index), isHalted, at });
		}
	};
}

function matchBar(desk: Desk, symbol: string, { index, bar, regular }: CompletedBar): void {
	if (!regular && !desk.state.book.config.extendedHours) {
		const mayTrade = desk.venue.mayTrade(symbol, index, bar.low, bar.high);
		if (mayTrade && !isSymbolHalted(desk.state.book, symbol)) runExtendedBar(desk, symbol, bar);
		return;
	}
	if (!isQuiet(desk, symbol, index, bar.low, bar.high)) runBar(desk, symbol, bar);
}
