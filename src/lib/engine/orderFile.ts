import type { ClientOrderId } from '../domain/ids.ts';
import { goesThroughZero } from '../domain/opening.ts';
import { isOpenStatus, isPassive, type Order, type OrderIntent } from '../domain/order.ts';
import { millisecondsPerDay, type Instant } from '../domain/time.ts';
import { claimOf, claimsAlike, settleClaim } from './claims.ts';
import { noteLeg } from './exitGroups.ts';
import type { Book } from './state.ts';

/** Files an order where its status belongs: open ones by symbol, ended ones as long as a late fill could reach them. */
export function fileOrder(book: Book, order: Order): void {
	const { intent, status } = order;
	const isOpen = isOpenStatus(status);
	const before = book.orders.get(intent.id);
	if ((intent.purpose === 'entry' || goesThroughZero(intent)) && !claimsAlike(before, order))
		settleClaim(book, intent, claimOf(before), claimOf(order));
	if (intent.group !== null) noteLeg(book, intent, intent.group, status);
	// Not before it is submitted: an order that is denied must leave no trace among the open ones.
	if (status !== 'initialized') fileBySymbol(placeOf(book, intent), intent, isOpen);
	if (isOpen || status === 'canceled' || status === 'expired') book.orders.set(intent.id, order);
	else book.orders.delete(intent.id);
}

function placeOf(book: Book, intent: OrderIntent): Map<string, readonly ClientOrderId[]> {
	if (intent.purpose === 'entry') return book.entriesBySymbol;
	return isPassive(intent) ? book.restingExitsBySymbol : book.exitsBySymbol;
}

function fileBySymbol(
	place: Map<string, readonly ClientOrderId[]>,
	{ id, symbol }: OrderIntent,
	isOpen: boolean
): void {
	const known = place.get(symbol) ?? [];
	if (isOpen && known.includes(id)) return;
	const others = known.filter((other) => other !== id);
	if (isOpen) place.set(symbol, [...others, id]);
	else if (others.length > 0) place.set(symbol, others);
	else place.delete(symbol);
}

/** The orders of a book that have not ended; those that have are kept beside them for late fills. */
export function openOrders({ orders }: Book): readonly Order[] {
	return [...orders.values()].filter(({ status }) => isOpenStatus(status));
}

/** How long a fill may still come after an order was canceled or expired. */
const lateFillTime = 3 * millisecondsPerDay;

/** Forgets the orders that no late fill can reach any more, and says which. */
export function forgetEnded(book: Book, at: Instant): readonly ClientOrderId[] {
	const ended = [...book.orders].filter(
		([id, { intent, status, since }]) =>
			!isOpenStatus(status) &&
			since < at - lateFillTime &&
			// One that has yielded is sent again as it was.
			book.groupsBySymbol.get(intent.symbol)?.has(id) !== true
	);
	const ids = ended.map(([id]) => id);
	for (const id of ids) book.orders.delete(id);
	return ids;
}
