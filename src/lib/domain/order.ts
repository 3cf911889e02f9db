import {
	add,
	isPositive,
	zeroMoney,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from './decimal.ts';
import type { ProtectionLevels } from './decision.ts';
import type { ClientOrderId, DecisionId } from './ids.ts';
import type { Instant } from './time.ts';

/** Which way an order trades. */
export type OrderSide = 'buy' | 'sell';
/** How an order is priced. */
export type OrderType = 'market' | 'limit';

/** Why an order exists; it stands with each of its fills. */
export type OrderCause =
	| 'entry_market'
	| 'entry_limit'
	| 'sell_market'
	| 'closed_by_hand'
	| 'stop_loss'
	| 'trailing_stop'
	| 'take_profit';

/** What ends an order that nobody cancels. */
export type OrderEndReason = 'session_close' | 'expires_at';

/** An order to be: everything it asks for, sized, before the risk review has spoken. */
export interface OrderIntent {
	readonly id: ClientOrderId;
	/** The decision it comes from; for a trigger the BUY that opened the position. */
	readonly decisionId: DecisionId;
	readonly symbol: string;
	readonly side: OrderSide;
	readonly type: OrderType;
	readonly quantity: Quantity;
	readonly limitPrice: Price | null;
	/** An entry opens or adds and reserves cash; an exit shrinks a position. */
	readonly purpose: 'entry' | 'exit';
	readonly cause: OrderCause;
	/** The last price an entry was sized with; null for an exit. */
	readonly refPrice: Price | null;
	/** Cash held from the making of an entry to its end. */
	readonly reserve: Money;
	/** Triggers to arm when an entry fills. */
	readonly levels: ProtectionLevels;
	readonly madeAt: Instant;
	readonly ends: { readonly at: Instant; readonly reason: OrderEndReason } | null;
}

/** Where an order is in its life. */
export type OrderStatus = keyof typeof orderTable;

/** What can happen to an order. */
export type OrderMove =
	| 'deny'
	| 'submit'
	| 'accept'
	| 'reject'
	| 'fillPart'
	| 'fillAll'
	| 'requestCancel'
	| 'cancel'
	| 'requestReplace'
	| 'replace'
	| 'refuseRequest'
	| 'expire';

/**
 * The whole life of an order: the next status for each status and move; a move that is not listed is illegal.
 * Out of a terminal status only a late fill leads on: a fill that crossed the cancel or the end is counted.
 */
export const orderTable = {
	initialized: { deny: 'denied', submit: 'submitted' },
	denied: {},
	submitted: {
		accept: 'accepted',
		reject: 'rejected',
		fillPart: 'partially_filled',
		fillAll: 'filled',
		requestCancel: 'pending_cancel',
		cancel: 'canceled',
		expire: 'expired'
	},
	accepted: {
		reject: 'rejected',
		fillPart: 'partially_filled',
		fillAll: 'filled',
		requestCancel: 'pending_cancel',
		requestReplace: 'pending_replace',
		cancel: 'canceled',
		expire: 'expired'
	},
	partially_filled: {
		fillPart: 'partially_filled',
		fillAll: 'filled',
		requestCancel: 'pending_cancel',
		requestReplace: 'pending_replace',
		cancel: 'canceled',
		expire: 'expired'
	},
	pending_cancel: {
		fillPart: 'pending_cancel',
		fillAll: 'filled',
		refuseRequest: 'accepted',
		cancel: 'canceled',
		expire: 'expired',
		reject: 'rejected'
	},
	pending_replace: {
		fillPart: 'pending_replace',
		fillAll: 'filled',
		refuseRequest: 'accepted',
		replace: 'accepted',
		requestCancel: 'pending_cancel',
		cancel: 'canceled',
		expire: 'expired',
		reject: 'rejected'
	},
	filled: {},
	canceled: { fillPart: 'canceled', fillAll: 'filled' },
	expired: { fillPart: 'expired', fillAll: 'filled' },
	rejected: {}
} as const satisfies Record<string, Partial<Record<OrderMove, string>>>;

/** The status that `move` leads to from `status`, or null when the table forbids it. */
export function nextStatus(status: OrderStatus, move: OrderMove): OrderStatus | null {
	const row: Partial<Record<OrderMove, OrderStatus>> = orderTable[status];
	return row[move] ?? null;
}

const lateMoves: ReadonlySet<string> = new Set<OrderMove>(['fillPart', 'fillAll']);

/** Statuses that something other than a late fill leads on from. */
const openStatuses: ReadonlySet<string> = new Set(
	Object.entries(orderTable)
		.filter(([, row]) => Object.keys(row).some((move) => !lateMoves.has(move)))
		.map(([status]) => status)
);

/** Whether an order of this status can still trade without being late. */
export function isOpenStatus(status: OrderStatus): boolean {
	return openStatuses.has(status);
}

/** An order in its book: what it asks for, where it stands, and what has filled (quantity and Σ quantity × price). */
export interface Order {
	readonly intent: OrderIntent;
	readonly status: OrderStatus;
	readonly since: Instant;
	readonly filled: Quantity;
	readonly notional: Money;
}

/** The order of an intent at the start of its life. */
export function createOrder(intent: OrderIntent, at: Instant): Order {
	return { intent, status: 'initialized', since: at, filled: zeroQuantity, notional: zeroMoney };
}

/**
 * The order after `move`; throws when the table forbids it, since then the book is wrong. An order that goes back to
 * work with a part filled is partially filled.
 */
export function moveOrder(order: Order, move: OrderMove, at: Instant): Order {
	const next = nextStatus(order.status, move);
	if (next === null) throw new Error(`order ${order.intent.id}: ${move} is illegal when ${order.status}`);
	const status = next === 'accepted' && isPositive(order.filled) ? 'partially_filled' : next;
	return { ...order, status, since: at };
}

/** The order after a fill of `quantity` (above zero) worth `notional`; throws when it would fill more than it asks for. */
export function fillOrder(order: Order, quantity: Quantity, notional: Money, at: Instant): Order {
	if (!isPositive(quantity)) throw new Error(`order ${order.intent.id}: a fill of nothing`);
	const filled = add(order.filled, quantity);
	if (filled > order.intent.quantity) throw new Error(`order ${order.intent.id}: filled beyond its quantity`);
	const move = filled === order.intent.quantity ? 'fillAll' : 'fillPart';
	return { ...moveOrder(order, move, at), filled, notional: add(order.notional, notional) };
}

/** Whether an order comes from a decision itself, and not from a trigger that guards what a decision opened. */
export function isOfDecision({ cause }: OrderIntent): boolean {
	return cause === 'entry_market' || cause === 'entry_limit' || cause === 'sell_market';
}
