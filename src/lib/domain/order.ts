import {
	add,
	higher,
	isPositive,
	multiply,
	subtract,
	zeroMoney,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from './decimal.ts';
import type { ProtectionLevels } from './decision.ts';
import { addCharges, chargesOfFee, noCharges, type Charges } from './fees.ts';
import type { ClientOrderId, DecisionId, FillId } from './ids.ts';
import { noArrivals, type Errand } from './latency.ts';
import type { OrderCause } from './orderCause.ts';
import type { ExitLegs, OrderGroup, OrderTerms, OrderType, TimeInForce } from './orderTerms.ts';
import type { Instant } from './time.ts';

/** Which way an order trades. */
export type OrderSide = 'buy' | 'sell';

/** What ends an order that nobody cancels. */
export type OrderEndReason = 'session_close' | 'expires_at';

/** What an order lacks when it comes to trade. */
export type Shortfall = 'insufficient_cash' | 'no_position';

/** Why an order is taken back, by the desk or by the venue; what it lacks takes back the rest of one that has filled in part. */
export type CancelReason =
	| Shortfall
	| 'by_hand'
	| 'kill_switch'
	| 'follows_position'
	| 'escalated'
	| 'expires_at'
	| 'position_closed'
	| 'immediate_or_cancel'
	| 'fill_or_kill'
	| 'auction_missed'
	| 'at_broker';

/** An order to be: everything it asks for, sized, before the risk review has spoken. */
export interface OrderIntent extends OrderTerms {
	readonly id: ClientOrderId;
	/** The decision it comes from; for a trigger the BUY that opened the position. */
	readonly decisionId: DecisionId;
	readonly symbol: string;
	readonly side: OrderSide;
	readonly type: OrderType;
	readonly timeInForce: TimeInForce;
	/** Whether it trades outside the regular session as well. */
	readonly extendedHours: boolean;
	/** An entry opens or adds and reserves cash, a short as well; an exit shrinks a position. */
	readonly purpose: 'entry' | 'exit';
	readonly cause: OrderCause;
	/** How much more than is held an exit trades, which opens a position the other way; zero for all that do not go through zero. */
	readonly beyond: Quantity;
	/** The last price that what it opens was sized with; null for an exit that opens nothing. */
	readonly refPrice: Price | null;
	/** Cash held from the making of what opens to its end. */
	readonly reserve: Money;
	/** Triggers to arm when an entry fills. */
	readonly levels: ProtectionLevels;
	/** Exit orders to send when an entry fills, for as much as has filled. */
	readonly legs: ExitLegs | null;
	/** The exits it belongs to, one of which ends the others. */
	readonly group: OrderGroup | null;
	readonly madeAt: Instant;
	/** The first instant whose prices it may trade on. */
	readonly actsFrom: Instant;
	readonly ends: { readonly at: Instant; readonly reason: OrderEndReason } | null;
}

/** Where an order is in its life. */
export type OrderStatus = keyof typeof orderTable;

/** What can happen to an order. */
export type OrderMove =
	| 'deny'
	| 'submit'
	| 'adopt'
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
	initialized: { deny: 'denied', submit: 'submitted', adopt: 'accepted' },
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
		replace: 'accepted',
		cancel: 'canceled',
		expire: 'expired'
	},
	partially_filled: {
		fillPart: 'partially_filled',
		fillAll: 'filled',
		requestCancel: 'pending_cancel',
		requestReplace: 'pending_replace',
		replace: 'partially_filled',
		cancel: 'canceled',
		expire: 'expired'
	},
	pending_cancel: {
		fillPart: 'pending_cancel',
		fillAll: 'filled',
		refuseRequest: 'accepted',
		replace: 'pending_cancel',
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
	/** What a replace that is under way asks for. */
	readonly asked: OrderIntent | null;
	/** The last thing the venue did not do: the quantity it was asked for in all, what had filled when it was to end. */
	readonly refused: { readonly quantity: Quantity; readonly at: Instant } | null;
	/** Whether the market has reached its stop: a stop-limit order is a limit order from then on. */
	readonly isElected: boolean;
	/** When what was last sent about it comes, or came, to its venue; null for what came at once or was not sent. */
	readonly arrivals: Readonly<Record<Errand, Instant | null>>;
	/** What its fills cost. */
	readonly costs: Charges;
	/** The fills that were counted. */
	readonly fillIds: readonly FillId[];
}

/** The order of an intent at the start of its life. */
export function createOrder(intent: OrderIntent, at: Instant): Order {
	return {
		intent,
		status: 'initialized',
		since: at,
		filled: zeroQuantity,
		notional: zeroMoney,
		asked: null,
		refused: null,
		isElected: false,
		arrivals: noArrivals,
		costs: noCharges,
		fillIds: []
	};
}

/** What is left to fill; nothing when the venue filled more than was asked for. */
export function leftOf({ intent, filled }: Order): Quantity {
	return higher(subtract(intent.quantity, filled), zeroQuantity);
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

/** What an order learns of a fill. */
interface Filled {
	readonly id: FillId;
	readonly quantity: Quantity;
	readonly price: Price;
	readonly fee: Money;
	readonly at: Instant;
	readonly reckoned: Charges | null;
}

/**
 * The order after a fill of a quantity above zero. What a venue fills beyond the quantity is counted as
 * well: it has happened.
 */
export function fillOrder(order: Order, { id, quantity, price, at, fee, reckoned }: Filled): Order {
	if (!isPositive(quantity)) throw new Error(`order ${order.intent.id}: a fill of nothing`);
	const filled = add(order.filled, quantity);
	const moved = moveOrder(order, filled >= order.intent.quantity ? 'fillAll' : 'fillPart', at);
	return {
		...moved,
		filled,
		notional: add(order.notional, multiply(quantity, price)),
		costs: addCharges(order.costs, reckoned ?? chargesOfFee(fee)),
		asked: isOpenStatus(moved.status) ? order.asked : null,
		fillIds: [...order.fillIds, id]
	};
}

/** The order after something was sent about it that comes to its venue at an instant, or at once. */
export function sendErrand(order: Order, errand: Errand, arrivesAt: Instant | null): Order {
	if (order.arrivals[errand] === arrivesAt) return order;
	return { ...order, arrivals: { ...order.arrivals, [errand]: arrivesAt } };
}

/** The order while a replace by `asked` is under way. */
export function askReplace(order: Order, asked: OrderIntent, at: Instant): Order {
	return { ...moveOrder(order, 'requestReplace', at), asked };
}

/** The order as it was replaced; one that has filled all it asks for now is filled. */
export function replaceOrder(order: Order, terms: OrderTerms, at: Instant): Order {
	const { reserve, actsFrom } = order.asked ?? order.intent;
	const { quantity, limitPrice, stopPrice, trail } = terms;
	const intent = { ...order.intent, quantity, limitPrice, stopPrice, trail, reserve, actsFrom };
	const replaced = { ...order, intent, asked: null };
	return moveOrder(replaced, order.filled >= quantity ? 'fillAll' : 'replace', at);
}

/** The order once the market has reached its stop. */
export function electOrder(order: Order, at: Instant): Order {
	return { ...order, isElected: true, since: at };
}

/** The order after the venue refused what was asked of it. */
export function refuseRequest(order: Order, at: Instant): Order {
	const quantity = order.asked?.quantity ?? order.filled;
	return { ...moveOrder(order, 'refuseRequest', at), asked: null, refused: { quantity, at } };
}

/** Whether an order waits at the venue for its price, so that an exit of this kind yields to one that trades at once. */
export function isPassive({ type, timeInForce }: OrderIntent): boolean {
	return type !== 'market' || timeInForce === 'opg' || timeInForce === 'cls';
}
