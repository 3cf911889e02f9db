import { isPositive, type Quantity } from '../domain/decimal.ts';
import { instantOf, type BookEvent } from '../domain/events.ts';
import { sweepToOrderId, type ClientOrderId } from '../domain/ids.ts';
import type { LeftBecause, Sweep, SweepOutcome, SweepRest } from '../domain/killSwitch.ts';
import { goesThroughZero } from '../domain/opening.ts';
import type { Order } from '../domain/order.ts';
import type { Position } from '../domain/position.ts';
import type { Instant } from '../domain/time.ts';
import { arrivalOf, askCancels } from './errands.ts';
import { nothing, type Decided, type Input } from './inputs.ts';
import { isRefusedClosed } from './marketHours.ts';
import { createExitIntent, reviewed, reviewExit } from './placement.ts';
import { closableQuantity } from './riskFacts.ts';
import { isDryRun } from './routing.ts';
import { orderOf, type Book, type EngineState } from './state.ts';

/** What is left is asked for again after this long, in milliseconds of the book's time. */
const tryEvery = 1000;
/** Cancels that the venue has not answered are sent again each time this long has passed since the sweep began. */
const cancelPatience = 5000;
/** So often is something asked for; then the sweep gives up, and says what is left. */
const mostRounds = 60;

/** Something that a sweep asks for, and from when on. */
type Want = { readonly dueAt: Instant } & (
	| { readonly type: 'cancel' | 'cancelAgain'; readonly order: Order }
	| { readonly type: 'close'; readonly position: Position; readonly quantity: Quantity }
);

/** Whether a level of the kill switch has nothing left to take back or close. */
export function isSwept(book: Book, level: Sweep['level']): boolean {
	const { entriesBySymbol, exitsBySymbol, restingExitsBySymbol, positionBySymbol } = book;
	if (entriesBySymbol.size > 0) return false;
	if (level === 'cancel_entries') return throughZero(book).length === 0;
	return exitsBySymbol.size === 0 && restingExitsBySymbol.size === 0 && positionBySymbol.size === 0;
}

/** The next instant, `from` or later, at which a sweep has something to do; Infinity when it waits for the venue or the market, or is over. */
export function sweepDueAt({ book }: EngineState, from: Instant): Instant {
	const { sweep } = book;
	if (sweep === null || sweep.outcome === 'gave_up') return Infinity;
	if (isSwept(book, sweep.level)) return sweep.outcome === 'clear' ? Infinity : from;
	const soonest = wantsOf(book, sweep, from).reduce((least, { dueAt }) => Math.min(least, dueAt), Infinity);
	return Math.max(from, soonest);
}

/** What happened may be what a sweep waits for; null when there is none. */
export function sweepDue(
	book: Book,
	events: readonly BookEvent[]
): Extract<Input, { type: 'SweepDue' }> | null {
	const last = events.at(-1);
	if (book.sweep === null || last === undefined) return null;
	if (last.type === 'SnapshotTaken' || last.type === 'DayBegan') return null;
	return { type: 'SweepDue', at: instantOf(last) };
}

/** Takes a sweep one round further: asks for what is left, says that nothing is, or that it gives up; a dry run shows one round and gives up. */
export function decideSweep(state: EngineState, at: Instant): Decided {
	const { book } = state;
	const { sweep } = book;
	if (sweep === null || sweep.outcome === 'gave_up') return nothing;
	if (isSwept(book, sweep.level)) return sweep.outcome === 'clear' ? nothing : end(book, sweep, 'clear', at);
	if (isDryRun(book) && sweep.round > 0) return end(book, sweep, 'gave_up', at);
	const wants = wantsOf(book, sweep, at).filter(({ dueAt }) => dueAt <= at);
	if (wants.length === 0) return nothing;
	return sweep.round < mostRounds ? ask(state, sweep, wants, at) : end(book, sweep, 'gave_up', at);
}

function end(book: Book, sweep: Sweep, outcome: SweepOutcome, at: Instant): Decided {
	const rest = sweepRest(book, sweep, at);
	return { events: [{ type: 'SweepEnded', at, level: sweep.level, outcome, rest }], effects: [] };
}

function wantsOf(book: Book, sweep: Sweep, at: Instant): readonly Want[] {
	const { level, round, triedAt } = sweep;
	const next = round === 0 ? triedAt : triedAt + tryEvery;
	const again = nextAgain(sweep);
	const wants: Want[] = openToCancel(book, level).map((order) =>
		order.status === 'pending_cancel'
			? { type: 'cancelAgain', order, dueAt: Math.max(again, order.arrivals.cancel ?? again) }
			: { type: 'cancel', order, dueAt: next }
	);
	if (level === 'cancel_entries') return wants;
	for (const position of book.positionBySymbol.values()) {
		const quantity = closableQuantity(book, position.symbol);
		const canClose = isPositive(quantity) && !isRefusedClosed(book, position.symbol, Math.max(next, at));
		if (canClose) wants.push({ type: 'close', position, quantity, dueAt: next });
	}
	return wants;
}

/** What opens or rests is taken back; an exit that trades at once and opens nothing closes what is to be closed. */
function openToCancel(book: Book, level: Sweep['level']): readonly Order[] {
	const { entriesBySymbol, restingExitsBySymbol } = book;
	const resting = level === 'flatten' ? ordersIn(book, restingExitsBySymbol) : [];
	return [...ordersIn(book, entriesBySymbol), ...throughZero(book), ...resting];
}

/** The exits that open a position the other way: they trade at once. */
function throughZero(book: Book): readonly Order[] {
	return ordersIn(book, book.exitsBySymbol).filter(({ intent }) => goesThroughZero(intent));
}

function ordersIn(book: Book, place: Book['entriesBySymbol']): readonly Order[] {
	return [...place.values()].flat().map((id) => orderOf(book, id));
}

/** By the sweep's own time, since an order that goes on filling changes all the while. */
function nextAgain({ begunAt, triedAt }: Sweep): Instant {
	const times = Math.floor((triedAt - begunAt) / cancelPatience) + 1;
	return begunAt + times * cancelPatience;
}

function ask(state: EngineState, { number, round }: Sweep, wants: readonly Want[], at: Instant): Decided {
	const { book } = state;
	const tried: BookEvent = {
		...{ type: 'SweepTried', at, round: round + 1 },
		...{ orders: countOpen(book), positions: book.positionBySymbol.size }
	};
	const cancels = wants.flatMap((want) => (want.type === 'cancel' ? [want.order.intent.id] : []));
	const asked = [askCancels(book, cancels, 'kill_switch', at)];
	for (const want of wants) {
		if (want.type === 'cancelAgain') asked.push(cancelAgain(book, want.order.intent.id, at));
		if (want.type !== 'close') continue;
		const { position, quantity } = want;
		const id = sweepToOrderId(number, round + 1, position.symbol);
		const intent = createExitIntent(id, position.decisionId, position, 'flattened', at, quantity);
		asked.push(reviewed(book, intent, reviewExit(state, intent), null, null, at));
	}
	return {
		events: [tried, ...asked.flatMap(({ events }) => events)],
		effects: asked.flatMap(({ effects }) => effects)
	};
}

/** It is requested already: the venue is asked once more, and nothing new has happened. */
function cancelAgain(book: Book, orderId: ClientOrderId, at: Instant): Decided {
	if (isDryRun(book)) return nothing;
	const arrivesAt = arrivalOf(book, orderId, 'cancel', at);
	return { events: [], effects: [{ type: 'CancelOrder', orderId, at, arrivesAt }] };
}

function countOpen({ entriesBySymbol, exitsBySymbol, restingExitsBySymbol }: Book): number {
	const places = [entriesBySymbol, exitsBySymbol, restingExitsBySymbol];
	return places.reduce((sum, place) => [...place.values()].reduce((all, ids) => all + ids.length, sum), 0);
}

/** What a sweep has left at an instant, and why it is still there. */
export function sweepRest(book: Book, { level, round }: Sweep, at: Instant): SweepRest {
	const orders = openToCancel(book, level).map(({ intent, status, refused }) => ({
		orderId: intent.id,
		because: isDryRun(book) ? 'dry_run' : orderLeft(status === 'pending_cancel', refused !== null, round)
	}));
	if (level === 'cancel_entries') return { orders, positions: [] };
	const positions = [...book.positionBySymbol.values()].map(({ symbol, quantity }) => ({
		...{ symbol, quantity },
		because: positionLeft(book, symbol, round, at)
	}));
	return { orders, positions };
}

function orderLeft(isPending: boolean, wasRefused: boolean, round: number): LeftBecause {
	if (isPending) return 'cancel_pending';
	return wasRefused && round > 0 ? 'cancel_refused' : 'not_asked';
}

function positionLeft(book: Book, symbol: string, round: number, at: Instant): LeftBecause {
	if (isDryRun(book)) return 'dry_run';
	if (!isPositive(closableQuantity(book, symbol))) return 'close_pending';
	if (isRefusedClosed(book, symbol, at)) return 'market_closed';
	return round > 0 ? 'close_failed' : 'not_asked';
}
