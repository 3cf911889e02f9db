import type { OrderIntent } from './order.ts';

declare const approved: unique symbol;

/** An intent that the risk review has passed: the only thing a venue takes. */
export type ApprovedIntent = OrderIntent & { readonly [approved]: true };

/** Marks an intent as approved; only the risk review may import this. */
export function approveIntent(intent: OrderIntent): ApprovedIntent {
	return intent as ApprovedIntent;
}
