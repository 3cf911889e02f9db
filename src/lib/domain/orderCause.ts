/**
 * Why an order exists; it stands with each of its fills. `external` was placed at the account by something else than this book; the
 * three after it are no orders but stand for what moved a position: as it was found, a fee that was taken of it, a split.
 */
export const orderCauses = [
	...(['entry_market', 'entry_limit', 'sell_market', 'buy_market'] as const),
	...(['closed_by_hand', 'flattened', 'ordered_by_hand'] as const),
	...(['stop_loss', 'trailing_stop', 'take_profit', 'stop_leg', 'target_leg'] as const),
	...(['external', 'adopted', 'fee_in_kind', 'split'] as const)
] as const;
/** Why an order exists. */
export type OrderCause = (typeof orderCauses)[number];

const madeUp: ReadonlySet<OrderCause> = new Set<OrderCause>(['adopted', 'fee_in_kind', 'split']);

/** Whether an order of this cause is none, but stands for what moved a holding otherwise. */
export function isMadeUp(cause: OrderCause): boolean {
	return madeUp.has(cause);
}
