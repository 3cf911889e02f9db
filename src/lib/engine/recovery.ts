import type { RestingState } from '../domain/venue.ts';
import { wakeTriggers } from './evolveProtection.ts';
import { holdAnew } from './heldRange.ts';
import type { Effect } from './inputs.ts';
import { approvedIntentOf } from './riskReview.ts';
import { createMarket, indexOf, type Book, type EngineState, type Market } from './state.ts';

/** What was decided and the venue has not answered yet: to be done again after a start, each safe to do twice. */
export function pendingEffects(book: Book): readonly Effect[] {
	const effects: Effect[] = [];
	for (const order of book.orders.values()) {
		if (order.status === 'pending_cancel') {
			effects.push({ type: 'CancelOrder', orderId: order.intent.id, at: order.since });
		}
		const asked = order.status === 'pending_replace' ? approvedIntentOf(order, order.asked) : null;
		if (asked !== null) effects.push({ type: 'ReplaceOrder', intent: asked, at: order.since });
		const intent = order.status === 'submitted' ? approvedIntentOf(order) : null;
		if (intent !== null) effects.push({ type: 'SubmitOrder', intent, at: order.since, firedOn: null });
	}
	return effects;
}

/** The orders that rest at the venue as far as the book knows, oldest first; `marks` are those that their trails had. */
export function restingOrders(
	book: Book,
	marks: Readonly<Record<string, number>> = {}
): readonly RestingState[] {
	return [...book.orders.values()].flatMap((order) => {
		if (order.status === 'submitted') return [];
		const intent = approvedIntentOf(order);
		if (intent === null) return [];
		const { filled, fillIds, isElected } = order;
		return [{ intent, filled, fills: fillIds.length, isElected, mark: marks[intent.id] ?? null }];
	});
}

const savedColumns = ['last', 'lastAt', 'bid', 'ask', 'highWater', 'heldLow', 'heldHigh'] as const;

/** The volatile columns of a market that a book goes on with, by name. */
export function saveColumns(market: Market): Readonly<Record<string, readonly number[]>> {
	return Object.fromEntries(savedColumns.map((name) => [name, Array.from(market[name])]));
}

/** A book with a market of its instruments: `columns` as saved, or no price yet. Every trigger is tested by the next price. */
export function resumeState(book: Book, columns: Readonly<Record<string, readonly number[]>>): EngineState {
	const state = { book, market: createMarket(book.instruments) };
	for (const position of book.positionBySymbol.values()) {
		holdAnew(state.market, indexOf(state.market, position.symbol), position);
	}
	for (const name of savedColumns) {
		const saved = columns[name];
		if (saved?.length === book.instruments.length) state.market[name].set(saved);
	}
	wakeTriggers(state);
	return state;
}
