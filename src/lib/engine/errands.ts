import type { ApprovedIntent } from '../domain/approvedIntent.ts';
import type { ReplaceReason } from '../domain/events.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import { delayOf, errands, seedOf, type Errand } from '../domain/latency.ts';
import type { CancelReason, OrderIntent } from '../domain/order.ts';
import type { Instant } from '../domain/time.ts';
import { nothing, type Decided } from './inputs.ts';
import { isDryRun } from './routing.ts';
import type { Book, EngineState } from './state.ts';

/**
 * When what is asked of an order now comes to its venue; null for at once. What was sent first about an order arrives first.
 */
export function arrivalOf(book: Book, orderId: ClientOrderId, errand: Errand, at: Instant): Instant | null {
	const delay = delayOf(book.config.latency[errand], seedOf(book.source), orderId, errand, at);
	const earlier = book.orders.get(orderId)?.arrivals;
	const sentBefore = errands.map((one) => earlier?.[one] ?? at);
	const arrivesAt = Math.max(at + delay, ...sentBefore);
	return arrivesAt > at ? arrivesAt : null;
}

/** Whether something that is sent about an order can cross what the venue does to it. */
export function canCross({ book, underWay }: EngineState): boolean {
	const { latency } = book.config;
	const hasDelay = errands.some((errand) => latency[errand].base + latency[errand].jitter > 0);
	return hasDelay || underWay.next() !== Infinity;
}

/** Asks the venue to take orders back; in a dry run nothing is asked. */
export function askCancels(
	book: Book,
	orderIds: readonly ClientOrderId[],
	reason: CancelReason,
	at: Instant
): Decided {
	if (isDryRun(book)) return nothing;
	const asked = orderIds.map((orderId) => ({
		...{ at, orderId },
		arrivesAt: arrivalOf(book, orderId, 'cancel', at)
	}));
	return {
		events: asked.map((one) => ({ type: 'CancelRequested', ...one, reason })),
		effects: asked.map((one) => ({ type: 'CancelOrder', ...one }))
	};
}

/** Asks the venue to give an order the terms of an intent that was approved; in a dry run nothing is asked. */
export function askReplace(
	book: Book,
	asked: OrderIntent,
	approved: ApprovedIntent,
	reason: ReplaceReason,
	at: Instant
): Decided {
	if (isDryRun(book)) return nothing;
	const orderId = asked.id;
	const arrivesAt = arrivalOf(book, orderId, 'replace', at);
	return {
		events: [{ type: 'ReplaceRequested', at, orderId, asked, arrivesAt, reason }],
		effects: [{ type: 'ReplaceOrder', intent: approved, at, arrivesAt }]
	};
}
