import { leftOf, type Order } from '../domain/order.ts';
import type { Instant } from '../domain/time.ts';
import { askCancels } from './errands.ts';
import { nothing, type Decided } from './inputs.ts';
import { createExitIntent, reviewed, reviewExit } from './placement.ts';
import { withAlso } from './restOfEntry.ts';
import { orderOf, type Book, type EngineState } from './state.ts';

/** Whether an exit of the symbol was reached and waits for its limit: then every price is looked at. */
export function hasStranded(book: Book, symbol: string): boolean {
	return book.restingExitsBySymbol.size > 0 && strandedExits(book, symbol).length > 0;
}

/** Whether one of them has waited for too long. */
export function escalationsDue(book: Book, symbol: string, at: Instant): boolean {
	return book.restingExitsBySymbol.size > 0 && findOverdue(book, symbol, at) !== undefined;
}

function findOverdue(book: Book, symbol: string, at: Instant): Order | undefined {
	// A stop that protects nothing is no stop.
	const patience = book.config.orders.escalationSeconds * 1000;
	return strandedExits(book, symbol).find(({ since }) => at >= since + patience);
}

/** The exits of a symbol whose stop was reached and whose limit the market has run past. */
function strandedExits(book: Book, symbol: string): readonly Order[] {
	const resting = book.restingExitsBySymbol.get(symbol);
	if (resting === undefined) return [];
	return resting.map((id) => orderOf(book, id)).filter(isStranded);
}

function isStranded({ intent, isElected, status }: Order): boolean {
	const isWaiting = status === 'accepted' || status === 'partially_filled';
	return isElected && isWaiting && intent.stopPrice !== null && intent.limitPrice !== null;
}

/** Lets an exit that has waited for its limit for too long go at the market. */
export function decideEscalation(state: EngineState, symbol: string, at: Instant): Decided {
	const position = state.book.positionBySymbol.get(symbol);
	const order = findOverdue(state.book, symbol, at);
	if (position === undefined || order === undefined) return nothing;
	const { id: orderId, decisionId, cause, group } = order.intent;
	const id = `${orderId}.market` as typeof orderId;
	const exit = createExitIntent(id, decisionId, position, cause, at, leftOf(order));
	const intent = { ...exit, group };
	const review = reviewExit(state, intent);
	if (review.approved === null) return nothing;
	const decided = reviewed(state.book, intent, review, null, null, at);
	return withAlso(askCancels(state.book, [orderId], 'escalated', at), decided);
}
