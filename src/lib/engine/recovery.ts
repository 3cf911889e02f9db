import type { ApprovedIntent } from '../domain/approvedIntent.ts';
import { approvedIntentOf } from './riskReview.ts';
import type { Effect } from './inputs.ts';
import type { Book } from './state.ts';

/** What was decided and the venue has not answered yet: to be done again after a start, each safe to do twice. */
export function pendingEffects(book: Book): readonly Effect[] {
	const effects: Effect[] = [];
	for (const order of book.orders.values()) {
		if (order.status === 'pending_cancel') {
			effects.push({ type: 'CancelOrder', orderId: order.intent.id, at: order.since });
		}
		const intent = order.status === 'submitted' ? approvedIntentOf(order) : null;
		if (intent !== null) effects.push({ type: 'SubmitOrder', intent, at: order.since, firedOn: null });
	}
	return effects;
}

/** The orders that rest at the venue as far as the book knows, oldest first. */
export function restingIntents(book: Book): readonly ApprovedIntent[] {
	return [...book.orders.values()].flatMap((order) => {
		if (order.status === 'submitted') return [];
		const intent = approvedIntentOf(order);
		return intent === null ? [] : [intent];
	});
}
