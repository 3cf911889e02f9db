import type { Errand } from '../domain/latency.ts';
import type { Order } from '../domain/order.ts';
import type { Instant } from '../domain/time.ts';
import type { OrderMarks, RestingState } from '../domain/venue.ts';
import { wakeTriggers } from './evolveProtection.ts';
import { holdAnew } from './heldRange.ts';
import type { Effect } from './inputs.ts';
import { approvedIntentOf } from './riskReview.ts';
import { createMarket, indexOf, type Book, type EngineState, type Market } from './state.ts';
import { UnderWay } from './underWay.ts';

/**
 * What was decided and the venue has not answered by an instant: to be done again after a start, each safe to do twice. What was
 * under way then is under way again.
 */
export function pendingEffects(book: Book, clockAt: Instant): readonly Effect[] {
	return [...book.orders.values()].flatMap((order) => effectsOf(order, clockAt));
}

function effectsOf(order: Order, clockAt: Instant): readonly Effect[] {
	const { status, since: at, arrivals } = order;
	const isUnderWay = (errand: Errand): boolean => (arrivals[errand] ?? -Infinity) > clockAt;
	const arrivalOf = (errand: Errand): Instant | null => (isUnderWay(errand) ? arrivals[errand] : null);
	const isCanceling = status === 'pending_cancel';
	const effects: Effect[] = [];
	const isSent = status === 'submitted' || (isCanceling && isUnderWay('submit'));
	const intent = isSent ? approvedIntentOf(order) : null;
	if (intent !== null) {
		effects.push({ type: 'SubmitOrder', intent, at, arrivesAt: arrivalOf('submit'), firedOn: null });
	}
	const isReplacing = status === 'pending_replace' || (isCanceling && isUnderWay('replace'));
	const asked = isReplacing ? approvedIntentOf(order, order.asked) : null;
	if (asked !== null) {
		effects.push({ type: 'ReplaceOrder', intent: asked, at, arrivesAt: arrivalOf('replace') });
	}
	if (isCanceling) {
		effects.push({ type: 'CancelOrder', orderId: order.intent.id, at, arrivesAt: arrivalOf('cancel') });
	}
	return effects;
}

/** Lets what was under way at an instant be under way again. */
export function sendAnew({ book, underWay }: EngineState, clockAt: Instant): void {
	for (const effect of pendingEffects(book, clockAt)) {
		if (effect.arrivesAt !== null) underWay.add(effect, effect.arrivesAt);
	}
}

/**
 * The orders that rest at the venue as far as the book knows, in the order in which they came there; `marks` are those that they
 * had there.
 */
export function restingOrders(
	{ book, underWay }: EngineState,
	marks: OrderMarks = {}
): readonly RestingState[] {
	const sent = underWay.submitted();
	const arrived = [...book.orders.values()].sort((a, b) => arrivedAt(a) - arrivedAt(b));
	return arrived.flatMap((order) => {
		if (order.status === 'submitted' || sent.has(order.intent.id)) return [];
		const intent = approvedIntentOf(order);
		if (intent === null) return [];
		const { filled, fillIds, isElected, costs } = order;
		return [{ intent, filled, fills: fillIds.length, isElected, costs, mark: marks[intent.id] ?? null }];
	});
}

function arrivedAt({ arrivals, intent }: Order): Instant {
	return arrivals.submit ?? intent.madeAt;
}

const savedColumns = ['last', 'lastAt', 'seenAt', 'bid', 'ask', 'highWater', 'heldLow', 'heldHigh'] as const;

/** The volatile columns of a market that a book goes on with, by name. */
export function saveColumns(market: Market): Readonly<Record<string, readonly number[]>> {
	return Object.fromEntries(savedColumns.map((name) => [name, Array.from(market[name])]));
}

/**
 * A book with a market of its instruments: `columns` as saved, maybe before instruments were added, or no price yet. Every trigger is
 * tested by the next price.
 */
export function resumeState(book: Book, columns: Readonly<Record<string, readonly number[]>>): EngineState {
	const state = { book, market: createMarket(book.instruments), underWay: new UnderWay() };
	for (const position of book.positionBySymbol.values()) {
		holdAnew(state.market, indexOf(state.market, position.symbol), position);
	}
	for (const name of savedColumns) {
		// An earlier version kept no second time: what was made had come.
		const saved = columns[name] ?? (name === 'seenAt' ? columns['lastAt'] : undefined);
		if (saved !== undefined && saved.length <= book.instruments.length) state.market[name].set(saved);
	}
	wakeTriggers(state);
	return state;
}
