import type { BrokerFill, BrokerOrder } from '../domain/accountReading.ts';
import {
	add,
	formatDecimal,
	higher,
	isPositive,
	lower,
	subtract,
	zeroQuantity,
	type Quantity
} from '../domain/decimal.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import { isOpenStatus, type Order } from '../domain/order.ts';
import type { OrderTerms, Trail } from '../domain/orderTerms.ts';
import { adoptedIntent, bookedFill } from './adoption.ts';
import type { Comparison } from './comparison.ts';
import { isKnownActivity } from './brokerState.ts';
import { isDryRun } from './routing.ts';
import { orderOf } from './state.ts';

/** How long an order may be missing at the account before its outcome is settled, in milliseconds. */
const missingFor = 120_000;

const openAtBroker: ReadonlySet<string> = new Set<BrokerOrder['status']>([
	...(['open', 'held', 'pending_cancel', 'pending_replace', 'unknown'] as const)
]);

/** Orders first: ours get what the account knows of them, those of others are taken over. */
export function reconcileOrders(comparison: Comparison): void {
	const newest = newestById(comparison);
	for (const order of comparison.reading.orders) {
		const id = idOf(comparison, order);
		if (id === null) adopt(comparison, order);
		else if (newest.get(id) === order) followOrder(comparison, id, order);
		else noteBrokerId(comparison, id, order);
	}
}

/** Fills that are not in the book yet, each once; `settle` does before each what came before it. */
export function reconcileFills(
	comparison: Comparison,
	settle: (fill: BrokerFill) => void = () => undefined
): void {
	for (const fill of unseenFills(comparison)) {
		const { broker, book, at } = comparison;
		// One that is told twice in one reading is known by now.
		if (!isFollowed(comparison, fill.symbol) || isKnownActivity(broker, fill)) continue;
		settle(fill);
		const known = broker.orderByBrokerId.get(fill.orderId);
		const order = known === undefined ? undefined : book.orders.get(known);
		// What is of another symbol or side is under a wrong id.
		const isOfOrder = order?.intent.symbol === fill.symbol && order.intent.side === fill.side;
		const intent = isOfOrder ? order.intent : adoptAlone(comparison, fill);
		const { id, side, quantity, price, at: tradedAt } = fill;
		comparison.report({
			type: 'OrderFilled',
			fill: bookedFill(intent, at, { id, side, quantity, price, tradedAt })
		});
	}
}

/** Orders that are over at the account end here too, once all that they have filled is in the book. */
export function reconcileEnds(comparison: Comparison): void {
	const newest = newestById(comparison);
	for (const order of [...comparison.book.orders.values()]) {
		if (!isOpenStatus(order.status) || order.status === 'initialized') continue;
		const theirs = newest.get(order.intent.id);
		if (theirs === undefined) missing(comparison, order);
		else end(comparison, order, theirs);
	}
}

/** Which order of the book an order of the account is, as far as the book still has it. */
function idOf({ book, broker }: Comparison, { id, ourId }: BrokerOrder): ClientOrderId | null {
	const known = broker.orderByBrokerId.get(id) ?? ourId;
	return known !== null && book.orders.has(known) ? known : null;
}

/** The last of all that took an order's place, by the order of the book. */
function newestById(comparison: Comparison): ReadonlyMap<ClientOrderId, BrokerOrder> {
	const newest = new Map<ClientOrderId, BrokerOrder>();
	for (const order of comparison.reading.orders) {
		const id = idOf(comparison, order);
		if (id === null) continue;
		const before = newest.get(id);
		if (before === undefined || before.status === 'replaced' || order.replaces === before.id)
			newest.set(id, order);
	}
	return newest;
}

function noteBrokerId(comparison: Comparison, orderId: ClientOrderId, { id: brokerId }: BrokerOrder): void {
	if (comparison.broker.orderByBrokerId.has(brokerId)) return;
	comparison.tell({ type: 'BrokerIdGiven', at: comparison.at, orderId, brokerId });
}

function followOrder(comparison: Comparison, orderId: ClientOrderId, theirs: BrokerOrder): void {
	const { at, book } = comparison;
	noteBrokerId(comparison, orderId, theirs);
	const before = orderOf(book, orderId);
	if (before.status === 'submitted' && theirs.status !== 'rejected')
		comparison.report({ type: 'OrderAccepted', orderId, at });
	const order = book.orders.get(orderId);
	if (order === undefined || !isOpenStatus(order.status)) return;
	if (theirs.status === 'unknown') {
		const about = { about: 'order', of: nameOf(theirs), ours: order.status, theirs: theirs.word } as const;
		comparison.isLeft(about);
		return;
	}
	followTerms(comparison, order, theirs);
}

/** An order that was replaced has the account's terms, whoever asked for them. */
function followTerms(comparison: Comparison, order: Order, theirs: BrokerOrder): void {
	if (theirs.replaces === null || theirs.quantity === null || theirs.status === 'replaced') return;
	const { limitPrice, stopPrice, trail } = theirs;
	const quantity = subtract(theirs.quantity, countedBeside(comparison, order, theirs));
	const terms = { quantity, limitPrice, stopPrice, trail: trail ?? order.intent.trail };
	if (hasTerms(order.intent, terms) && order.status !== 'pending_replace') return;
	const { id: orderId } = order.intent;
	const isAsked = order.asked !== null && hasTerms(order.asked, terms);
	if (order.status === 'pending_replace' && !isAsked && hasTerms(order.intent, terms)) return;
	comparison.report({ type: 'OrderReplaced', orderId, at: comparison.at, terms });
	if (isAsked) return;
	const ours = termsText(order.intent);
	comparison.did('adopted', { about: 'order', of: nameOf(theirs), ours, theirs: termsText(terms) });
}

/**
 * What the account counts of an order beyond what the book does: what had filled before it was taken over, which its order of the book is
 * not for. Below zero where the account made an order for what was left alone, which counts from zero. The fills tell, each by its id.
 */
function countedBeside(comparison: Comparison, order: Order, theirs: BrokerOrder): Quantity {
	const { intent, filled } = order;
	const { reading, broker } = comparison;
	const ids = new Set(
		reading.orders.filter((one) => idOf(comparison, one) === intent.id).map(({ id }) => id)
	);
	const unseen = unseenFills(comparison).filter(
		({ orderId }) => ids.has(orderId) || broker.orderByBrokerId.get(orderId) === intent.id
	);
	const beside = subtract(theirs.filled, add(filled, sumOf(unseen)));
	// What an order of the book has filled beyond its fills is told with the next ones.
	return intent.cause === 'external' ? beside : lower(beside, zeroQuantity);
}

function hasTerms(one: OrderTerms, other: OrderTerms): boolean {
	return (
		one.quantity === other.quantity &&
		one.limitPrice === other.limitPrice &&
		one.stopPrice === other.stopPrice &&
		sameTrail(one.trail, other.trail)
	);
}

function sameTrail(one: Trail | null, other: Trail | null): boolean {
	if (one === null || other === null) return one === other;
	if (one.by === 'fraction') return other.by === 'fraction' && one.fraction === other.fraction;
	return other.by === 'amount' && one.amount === other.amount;
}

function termsText({ quantity, limitPrice, stopPrice }: Omit<OrderTerms, 'trail'>): string {
	const limit = limitPrice === null ? '' : `, limit ${formatDecimal(limitPrice)}`;
	const stop = stopPrice === null ? '' : `, stop ${formatDecimal(stopPrice)}`;
	return `${formatDecimal(quantity)}${limit}${stop}`;
}

function nameOf({ symbol, id }: BrokerOrder): string {
	return `${symbol} ${id}`;
}

/** Whether the book follows a symbol. */
export function isFollowed({ desk }: Pick<Comparison, 'desk'>, symbol: string): boolean {
	return desk.state.market.indexBySymbol.has(symbol);
}

/** Fills that the book does not have; what was there before the account was taken over is in its positions. */
export function unseenFills({ broker, reading }: Comparison): readonly BrokerFill[] {
	return broker.takenAt === null ? [] : reading.fills.filter((fill) => !isKnownActivity(broker, fill));
}

/** Takes over an order of the account that is open, or has filled and is not in the book. */
function adopt(comparison: Comparison, order: BrokerOrder): void {
	const unseen = sumOf(unseenFills(comparison).filter(({ orderId }) => orderId === order.id));
	const isOpen = openAtBroker.has(order.status);
	if (!isOpen && !isPositive(unseen)) return;
	const about = { about: 'order', of: nameOf(order), ours: '' } as const;
	const theirs = `${order.side} ${order.quantity === null ? order.word : formatDecimal(order.quantity)}, ${order.word}`;
	if (!isFollowed(comparison, order.symbol)) {
		comparison.isLeft({ ...about, theirs });
		return;
	}
	const counted = subtract(order.filled, unseen);
	// What is left of one that was replaced is the order that took its place.
	const whole = order.status === 'replaced' ? order.filled : (order.quantity ?? order.filled);
	const quantity = higher(subtract(whole, counted), unseen);
	if (!isPositive(quantity)) return;
	const { symbol, side } = order;
	const intent = adoptedIntent(comparison, {
		id: `x.${order.id}`,
		cause: 'external',
		symbol,
		side,
		quantity,
		order
	});
	comparison.tell({ type: 'OrderAdopted', at: comparison.at, intent, brokerId: order.id });
	comparison.did('adopted', { ...about, theirs });
}

function sumOf(fills: readonly BrokerFill[]): Quantity {
	return fills.reduce((sum, { quantity }) => add(sum, quantity), zeroQuantity);
}

/** Takes over the order of a fill that no list tells of. */
function adoptAlone(comparison: Comparison, fill: BrokerFill) {
	const { id, symbol, side, quantity, price } = fill;
	const intent = adoptedIntent(comparison, {
		id: `x.${id}`,
		cause: 'external',
		symbol,
		side,
		quantity,
		order: null
	});
	comparison.tell({ type: 'OrderAdopted', at: comparison.at, intent, brokerId: '' });
	const theirs = `${side} ${formatDecimal(quantity)} at ${formatDecimal(price)}`;
	comparison.did('added', { about: 'fill', of: symbol, ours: '', theirs });
	return intent;
}

/** An order that the account does not have: one that it never knew has not arrived, any other is left to a person. */
function missing(comparison: Comparison, order: Order): void {
	const { at, broker } = comparison;
	const { status, since } = order;
	const { id: orderId, symbol } = order.intent;
	if (isUnheard(comparison, order)) {
		// It may still be on its way: one that is sent is asked for until nobody can say what became of it, in a dry run it is not sent.
		const isAskedFor = status === 'submitted' && !broker.unknown.has(orderId) && !isDryRun(comparison.book);
		if (isAskedFor || since > at - missingFor) return;
		comparison.report({ type: 'OrderRejected', orderId, at, reason: 'never_arrived' });
		comparison.did('ended', { about: 'order', of: `${symbol} ${orderId}`, ours: status, theirs: '' });
		return;
	}
	if (!comparison.isLeft({ about: 'order', of: `${symbol} ${orderId}`, ours: status, theirs: '' })) return;
	comparison.report({ type: 'OrderCanceled', orderId, at, reason: 'at_broker' });
	comparison.accepted('ended', { about: 'order', of: `${symbol} ${orderId}`, ours: status, theirs: '' });
}

/** Whether the account never said anything of an order: it was sent, and what was asked of it since found nothing there. */
function isUnheard({ broker }: Comparison, { intent, status, filled }: Order): boolean {
	if (status === 'submitted') return true;
	const isKnown = [...broker.orderByBrokerId.values()].includes(intent.id);
	return !isKnown && !isPositive(filled);
}

function end(comparison: Comparison, order: Order, theirs: BrokerOrder): void {
	const { at } = comparison;
	const { id: orderId, cause } = order.intent;
	if (openAtBroker.has(theirs.status) || theirs.status === 'replaced') return;
	const filled = formatDecimal(order.filled);
	// What an order had filled before it was taken over is not counted in it.
	if (cause !== 'external' && theirs.filled > order.filled) {
		const theirsFilled = `${formatDecimal(theirs.filled)} filled, ${theirs.word}`;
		comparison.isLeft({ about: 'fill', of: nameOf(theirs), ours: `${filled} filled`, theirs: theirsFilled });
		return;
	}
	const isAsked = order.status === 'pending_cancel';
	if (theirs.status === 'expired')
		comparison.report({ type: 'OrderExpired', orderId, at, reason: endReason(order) });
	else if (theirs.status === 'rejected' && !isPositive(order.filled))
		comparison.report({ type: 'OrderRejected', orderId, at, reason: 'ended_at_broker' });
	// What was given as an amount of money may come to less than it was taken for.
	else comparison.report({ type: 'OrderCanceled', orderId, at, reason: isAsked ? 'by_hand' : 'at_broker' });
}

function endReason({ intent }: Order): 'session_close' | 'expires_at' {
	return intent.ends?.reason ?? 'session_close';
}
