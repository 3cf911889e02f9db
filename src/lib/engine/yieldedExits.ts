import { absolute, isPositive, lower, subtract, zeroQuantity } from '../domain/decimal.ts';
import type { BookEvent } from '../domain/events.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import { isPassive, leftOf, type Order, type OrderIntent } from '../domain/order.ts';
import type { LegRole } from '../domain/orderTerms.ts';
import { createGroup, groupsOf, isExitSide, keepGroup, openLegs, wantedOf } from './exitGroups.ts';
import { isClosing, restingAlone } from './riskFacts.ts';
import { orderOf, type Book, type ExitGroup } from './state.ts';

/**
 * Resting exits that stand alone and yield to one that trades at once are groups of their own, each by its own id, as long as that is open: so
 * each is sent again, or given back its quantity, when what it yielded to ends without closing. Afterwards they stand alone again.
 */
export function noteYield(book: Book, { intent }: Order, event: BookEvent): void {
	const isAsked = event.type === 'CancelRequested' || event.type === 'ReplaceRequested';
	if (!isAsked || event.reason !== 'follows_position' || intent.purpose !== 'exit') return;
	if (intent.group !== null || !isClosing(book, intent.symbol)) return;
	// All of them: what keeps its quantity by now is no younger than what does not.
	for (const order of restingAlone(book, intent.symbol)) if (canYield(order)) yieldBy(book, order);
	trimYields(book, intent.symbol);
}

/** One for an auction has no price to wait for again, and what somebody else placed is theirs. */
function canYield({ intent }: Order): boolean {
	return intent.cause !== 'external' && intent.type !== 'market';
}

function yieldBy(book: Book, order: Order): void {
	const { id, symbol, decisionId, side, limitPrice, stopPrice, trail } = order.intent;
	const role: LegRole = stopPrice !== null || trail !== null ? 'stop' : 'target';
	const other = role === 'stop' ? 'target' : 'stop';
	const legs =
		role === 'stop'
			? { takeProfit: null, stopLoss: { stopPrice, limitPrice, trail } }
			: { takeProfit: limitPrice, stopLoss: null };
	const group = createGroup(symbol, decisionId, side, legs);
	book.orders.set(id, { ...order, intent: { ...order.intent, group: { id, role } } });
	keepGroup(book, id, {
		...group,
		covered: leftOf(order),
		[role]: { sent: 1, open: id, isGivenUp: false },
		[other]: { sent: 0, open: null, isGivenUp: true }
	});
}

/** The exit that has yielded, by the id of its group; null of any other group. */
export function yieldedExit(book: Book, groupId: string): OrderIntent | null {
	const intent = book.orders.get(groupId as ClientOrderId)?.intent;
	return intent !== undefined && intent.purpose === 'exit' && isPassive(intent) ? intent : null;
}

/** After a fill, exits that have yielded are for no more than is held by then, the oldest first. */
export function trimYields(book: Book, symbol: string): void {
	let free = absolute(book.positionBySymbol.get(symbol)?.quantity ?? zeroQuantity);
	for (const [id, group] of groupsOf(book, symbol)) {
		const wanted = wantedOf(group);
		const part = isExitSide(book, group) ? lower(wanted, free) : zeroQuantity;
		free = subtract(free, part);
		if (part === wanted || yieldedExit(book, id) === null) continue;
		keepGroup(book, id, { ...group, covered: subtract(group.covered, subtract(wanted, part)) });
	}
}

/** Lets exits that have yielded stand alone again, once nothing trades at once any more and each is what it shall be. */
export function settleYields(book: Book, symbol: string): void {
	const groups = book.groupsBySymbol.get(symbol);
	if (groups === undefined || isClosing(book, symbol)) return;
	const yielded = [...groups].filter(([id]) => yieldedExit(book, id) !== null);
	if (yielded.length === 0 || !yielded.every(([, group]) => isSettled(book, group))) return;
	for (const { intent, ...order } of yielded.flatMap(([, group]) => openLegs(book, group))) {
		book.orders.set(intent.id, { ...order, intent: { ...intent, group: null } });
	}
	const others = [...groups].filter(([id]) => !yielded.some(([one]) => one === id));
	if (others.length === 0) book.groupsBySymbol.delete(symbol);
	else book.groupsBySymbol.set(symbol, new Map(others));
}

function isSettled(book: Book, group: ExitGroup): boolean {
	const id = group.stop.open ?? group.target.open;
	if (id === null) return (group.stop.isGivenUp && group.target.isGivenUp) || !isPositive(wantedOf(group));
	const order = orderOf(book, id);
	const isAtWork = order.status === 'accepted' || order.status === 'partially_filled';
	return isAtWork && leftOf(order) === wantedOf(group);
}
