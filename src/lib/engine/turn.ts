import type { Bar } from '../domain/bar.ts';
import type { BookEvent } from '../domain/events.ts';
import { madeAtOf, type Quote } from '../domain/quote.ts';
import type { Instant } from '../domain/time.ts';
import type { InlineVenue, LastOf, VenueReport } from '../domain/venue.ts';
import { coverageDue, type CoverageDue } from './coverage.ts';
import { decide } from './decide.ts';
import { breakersDue } from './decideBreakers.ts';
import { escalationsDue, hasStranded } from './escalation.ts';
import { evolve } from './evolve.ts';
import { settleQuiet, settleQuote } from './evolveProtection.ts';
import { guardDue } from './guardAgain.ts';
import { seeHeld } from './heldRange.ts';
import type { Effect, Input } from './inputs.ts';
import { isTooOld, standingOf } from './priceStanding.ts';
import { isSymbolHalted } from './symbolHalts.ts';
import { sweepDue } from './sweep.ts';
import { lastPrice, markPrice, type Book, type EngineState } from './state.ts';

/** An engine with its venue, and where its events go: `record` sees each event after it is folded. */
export interface Desk {
	readonly state: EngineState;
	readonly venue: InlineVenue;
	readonly record: (event: BookEvent, state: EngineState) => void;
}

/** Takes one input to its end: decide, fold, perform the effects at the venue, take its answers in turn, and let exits follow. */
export function runTurn(desk: Desk, input: Input): void {
	const { events, effects } = decide(desk.state, input);
	const { book } = desk.state;
	const due: CoverageDue[] = [];
	for (const event of events) {
		// Before it is folded: an order that has ended is not found any more.
		due.push(...coverageDue(book, event));
		evolve(desk.state, event);
		desk.record(event, desk.state);
	}
	for (const effect of effects) send(desk, effect);
	for (const next of due) if (isResting(book, next.symbol)) runTurn(desk, next);
	const guard = guardDue(book, events);
	if (guard !== null) runTurn(desk, guard);
	const sweep = sweepDue(book, events);
	if (sweep !== null) runTurn(desk, sweep);
	const breakers = breakersDue(desk.state, events);
	if (breakers !== null) runTurn(desk, breakers);
}

/** Begins the account's day of an instant when it is a later one than the book's: before the prices of that instant. */
export function runDay(desk: Desk, at: Instant): void {
	if (at >= desk.state.book.dayEndsAt) runTurn(desk, { type: 'DayDue', at });
}

/** Performs what is asked of the venue, or lets it travel there. */
function send(desk: Desk, effect: Effect): void {
	if (effect.arrivesAt !== null) desk.state.underWay.add(effect, effect.arrivesAt);
	else takeReports(desk, perform(desk.venue, effect));
}

/** Performs the next thing that has come to the venue by an instant. */
export function runArrival(desk: Desk, at: Instant): void {
	const effect = desk.state.underWay.take(at);
	if (effect !== null) takeReports(desk, perform(desk.venue, effect));
}

function isResting({ groupsBySymbol, restingExitsBySymbol }: Book, symbol: string): boolean {
	return groupsBySymbol.has(symbol) || restingExitsBySymbol.has(symbol);
}

/** Takes what the venue says, one report a turn. */
export function takeReports(desk: Desk, reports: readonly VenueReport[]): void {
	for (const report of reports) runTurn(desk, { type: 'VenueReported', report });
}

/** Whether prices between these extremes (1e-9 units) can be passed over: no order and no trigger can act on them, or trading in the symbol has stopped. */
export function isQuiet(
	{ state, venue }: Desk,
	symbol: string,
	index: number,
	low: number,
	high: number
): boolean {
	const { quietAbove, quietBelow } = state.market;
	if (isSymbolHalted(state.book, symbol)) return true;
	return (
		low > (quietAbove[index] ?? NaN) &&
		high < (quietBelow[index] ?? NaN) &&
		!venue.mayTrade(symbol, index, low, high) &&
		!hasStranded(state.book, symbol)
	);
}

/** Takes a completed bar: resting orders match, the triggers are tested against the same bar, then what yields to them matches. */
export function runBar(desk: Desk, symbol: string, bar: Bar): void {
	const { venue } = desk;
	takeAll(desk, () => venue.matchBar(symbol, bar, 'first'));
	runTurn(desk, { type: 'BarCompleted', symbol, bar });
	takeAll(desk, () => venue.matchBar(symbol, bar, 'last'));
	escalate(desk, symbol, bar.completesAt);
	settleQuiet(desk.state, symbol, bar.startsAt);
}

/** Takes a completed bar outside the session: orders for extended hours match, and nothing else acts. */
export function runExtendedBar(desk: Desk, symbol: string, bar: Bar): void {
	takeAll(desk, () => desk.venue.matchBar(symbol, bar, 'extended'));
}

/** Takes a quote: it marks, resting orders match, then the triggers are tested against it. Most quotes end at a glance. */
export function runQuote(desk: Desk, symbol: string, index: number, quote: Quote): void {
	const { market } = desk.state;
	const { at, last } = quote;
	const madeAt = madeAtOf(quote);
	market.bid[index] = quote.isLastAlone === true ? NaN : quote.bid;
	market.ask[index] = quote.isLastAlone === true ? NaN : quote.ask;
	markPrice(market, index, last, madeAt, at);
	seeHeld(market, index, last, last, madeAt);
	const low = Math.min(quote.bid, last);
	const high = Math.max(quote.ask, last);
	if (isQuiet(desk, symbol, index, low, high)) return;
	const standing = standingOf(desk.state, index, quote);
	if (standing === 'extended') takeAll(desk, () => desk.venue.matchQuote(symbol, quote, true));
	if (standing !== 'acts') return;
	takeAll(desk, () => desk.venue.matchQuote(symbol, quote));
	runTurn(desk, { type: 'QuoteReceived', symbol, quote });
	escalate(desk, symbol, at);
	settleQuote(desk.state, symbol, quote);
	// What was bought on this very quote is worth something at its last price.
	seeHeld(market, index, last, last, at);
}

/** Lets what was reached and jumped over go at the market once it has waited for long enough. */
function escalate(desk: Desk, symbol: string, at: Instant): void {
	if (escalationsDue(desk.state.book, symbol, at)) runTurn(desk, { type: 'EscalationDue', symbol, at });
}

/** Ends the orders whose end has come. */
export function runEnds(desk: Desk, at: Instant): void {
	const { book, market } = desk.state;
	// What has stopped trading has no close to trade at.
	const lastOf: LastOf = (symbol) =>
		isSymbolHalted(book, symbol) || isTooOld(desk.state, symbol, at) ? null : lastPrice(market, symbol);
	takeReports(desk, desk.venue.endOrders(at, lastOf));
}

/** Takes what the venue says as long as it has something to say; in between the desk acts on it. */
function takeAll(desk: Desk, ask: () => readonly VenueReport[]): void {
	for (let reports = ask(); reports.length > 0; reports = ask()) takeReports(desk, reports);
}

/** Asks a venue for what the engine asks of it. */
export function perform(venue: InlineVenue, effect: Effect): readonly VenueReport[] {
	switch (effect.type) {
		case 'SubmitOrder':
			return venue.submit(effect.intent, effect.at, effect.firedOn);
		case 'ReplaceOrder':
			return venue.replace(effect.intent, effect.at);
		case 'CancelOrder':
			return venue.cancel(effect.orderId, effect.at);
	}
}
