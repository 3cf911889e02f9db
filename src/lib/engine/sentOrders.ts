import type { Quantity } from '../domain/decimal.ts';
import { openedBy } from '../domain/opening.ts';
import type { OrderIntent } from '../domain/order.ts';
import type { Instant } from '../domain/time.ts';
import type { Book, SentOrder } from './state.ts';

/** Notes that an order that opens was sent, as long as a limit looks back at it. */
export function noteSent({ sent, config }: Book, intent: OrderIntent, at: Instant): void {
	const { maxOrders, orderWindowSeconds, duplicateSeconds, maxOrdersPerInstant } = config.risk;
	const window = Math.max(
		maxOrders === null ? -1 : orderWindowSeconds,
		duplicateSeconds ?? -1,
		maxOrdersPerInstant === null ? -1 : 0
	);
	if (window < 0) {
		sent.length = 0;
		return;
	}
	// Of this very instant all count, whatever the window.
	sent.splice(
		0,
		countUntil(sent, at - Math.max(window * 1000, 1), ({ at: sentAt }) => sentAt)
	);
	const { symbol, side } = intent;
	sent.push({ at, symbol, side, quantity: openedBy(intent) });
}

/** Notes that a person replaced an order, as long as a limit looks back at it. */
export function noteReplaced({ replacedAt, config }: Book, at: Instant): void {
	const { maxReplaces, replaceWindowSeconds } = config.risk;
	if (maxReplaces === null) {
		replacedAt.length = 0;
		return;
	}
	replacedAt.splice(
		0,
		countUntil(replacedAt, at - replaceWindowSeconds * 1000, (one) => one)
	);
	replacedAt.push(at);
}

/** Orders that open and were sent in the last so many seconds; those that are exactly that old are not counted. */
export function sentWithin({ sent }: Book, seconds: number, now: Instant): number {
	return sent.length - countUntil(sent, now - seconds * 1000, ({ at }) => at);
}

/** Orders that open and were sent at an instant, the last one there was. */
export function sentAt({ sent }: Book, now: Instant): number {
	return sent.length - countUntil(sent, now - 1, ({ at }) => at);
}

/** Replaces of the last so many seconds. */
export function replacedWithin({ replacedAt }: Book, seconds: number, now: Instant): number {
	return replacedAt.length - countUntil(replacedAt, now - seconds * 1000, (at) => at);
}

/** Seconds since the last order of the same symbol, side and quantity, as far as one was noted; null without one. */
export function secondsSinceSame(
	{ sent }: Book,
	{
		symbol,
		side,
		quantity
	}: { readonly symbol: string; readonly side: SentOrder['side']; readonly quantity: Quantity },
	now: Instant
): number | null {
	for (let index = sent.length - 1; index >= 0; index--) {
		const one = sent[index];
		if (one?.symbol === symbol && one.side === side && one.quantity === quantity)
			return (now - one.at) / 1000;
	}
	return null;
}

/** How many of a list in order of time are not later than an instant. */
function countUntil<Item>(items: readonly Item[], until: Instant, atOf: (item: Item) => Instant): number {
	let [low, high] = [0, items.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		const item = items[middle];
		if (item !== undefined && atOf(item) <= until) low = middle + 1;
		else high = middle;
	}
	return low;
}
