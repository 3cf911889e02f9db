import type { OrderIntent } from './order.ts';
import type { OrderCause } from './orderCause.ts';

/** Whether an order comes from a decision itself, and not from a trigger that guards what a decision opened. */
export function isOfDecision({ cause }: OrderIntent): boolean {
	return ofDecision.has(cause);
}

const ofDecision: ReadonlySet<OrderCause> = new Set<OrderCause>([
	'entry_market',
	'entry_limit',
	'sell_market',
	'buy_market',
	'ordered_by_hand'
]);
