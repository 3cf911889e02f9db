import { breakerNames, breakerTable, type BreakerMeasure } from '../domain/breakers.ts';
import { zeroRatio } from '../domain/decimal.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import { areBreakersOn, equityOf, isReached, measureBreaker } from './breakerMeasure.ts';
import { resetEvent } from './breakerResets.ts';
import { worstHeld } from './brokenLimits.ts';
import { nothing, type Decided, type Input } from './inputs.ts';
import { haltBrokenCheck, raiseLevel } from './killSwitch.ts';
import { decideSnapshot } from './snapshot.ts';
import type { Book, EngineState, Market } from './state.ts';

type BreakersDue = Extract<Input, { type: 'BreakersDue' }>;

/**
 * What happened may trip a breaker; null when it cannot. A fill on a bar comes before all bars of the instant have marked: what prices
 * move is judged when they have.
 */
export function breakersDue({ book, market }: EngineState, events: readonly BookEvent[]): BreakersDue | null {
	let due: BreakersDue | null = null;
	for (const event of events) {
		if (event.type === 'OrderFilled') {
			due = { type: 'BreakersDue', at: event.fill.at, isMarked: hasQuote(market, event.fill.symbol) };
		} else if (event.type === 'OrderRejected' || event.type === 'RequestRefused') {
			due = { type: 'BreakersDue', at: event.at, isMarked: false };
		} else if (event.type === 'SettingsChanged') {
			due = { type: 'BreakersDue', at: event.at, isMarked: true };
		}
	}
	return due !== null && areBreakersOn(book) ? due : null;
}

function hasQuote({ bid, indexBySymbol }: Market, symbol: string): boolean {
	return !Number.isNaN(bid[indexBySymbol.get(symbol) ?? -1] ?? NaN);
}

/**
 * Judges the breakers: those that have reached their limit trip, and a limit of positions that holds again lets its breaker go. What was
 * measured by equity is put on record with its marks before, and so is a new peak. A breaker that cannot say what it measures halts.
 */
export function decideBreakers(state: EngineState, { at, isMarked }: BreakersDue): Decided {
	const { book } = state;
	const trips: BookEvent[] = [];
	let isOfEquity = false;
	for (const breaker of breakerNames) {
		const { unit } = breakerTable[breaker];
		if ((unit === 'money' && !isMarked) || book.breakers.tripped.has(breaker)) continue;
		let found: BreakerMeasure | null;
		try {
			found = measureBreaker(state, breaker, at);
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			return { events: haltBrokenCheck(book, { check: breaker, message }, at), effects: [] };
		}
		if (found === null || !isReached(breaker, found)) continue;
		trips.push({ type: 'BreakerTripped', at, breaker, ...found });
		isOfEquity ||= unit === 'money';
	}
	const isRecorded = isOfEquity || (isMarked && isPeak(state));
	const events = [
		...(isRecorded ? decideSnapshot(state, at, false).events : []),
		...trips,
		...(isMarked ? letGoWithin(state, at) : []),
		...(trips.length > 0 ? closeAll(book, trips, at) : [])
	];
	return events.length === 0 ? nothing : { events, effects: [] };
}

/** Whether equity is above a peak that a breaker measures from. */
function isPeak(state: EngineState): boolean {
	const { breakers, config } = state.book;
	const { maxDayDrawdown, maxPeakDrawdown } = config.risk;
	if (maxDayDrawdown === null && maxPeakDrawdown === null) return false;
	const equity = equityOf(state);
	if (equity === null) return false;
	const { dayDrawdown, peakDrawdown } = breakers.peaks;
	return (
		(maxDayDrawdown !== null && equity > dayDrawdown) || (maxPeakDrawdown !== null && equity > peakDrawdown)
	);
}

/** What was beyond a limit of positions is within every one of them again. */
function letGoWithin(state: EngineState, at: Instant): readonly BookEvent[] {
	if (!state.book.breakers.tripped.has('brokenLimit')) return [];
	const worst = worstHeld(state, zeroRatio);
	if (worst === null || isReached('brokenLimit', worst)) return [];
	return [resetEvent('brokenLimit', 'recheck', 'every limit holds again', null, at)];
}

/** By the policy of the book what has tripped closes everything too. */
function closeAll(book: Book, trips: readonly BookEvent[], at: Instant): readonly BookEvent[] {
	if (book.config.risk.breakerPolicy !== 'flatten') return [];
	const names = trips.flatMap((trip) =>
		trip.type === 'BreakerTripped' ? [breakerTable[trip.breaker].title] : []
	);
	return raiseLevel(book, 'flatten', 'breaker', names.join(', '), at);
}
