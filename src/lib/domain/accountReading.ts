import type { Money, Price, Quantity } from './decimal.ts';
import type { ClientOrderId } from './ids.ts';
import type { OrderSide } from './order.ts';
import type { OrderType, TimeInForce, Trail } from './orderTerms.ts';
import type { Instant } from './time.ts';
import type { AdjustmentKind } from './brokerEvents.ts';

/** Where an order of the account stands; `held` waits for another order, `unknown` is a word that nobody here knows. */
export type BrokerStatus =
	| 'open'
	| 'held'
	| 'pending_cancel'
	| 'pending_replace'
	| 'filled'
	| 'canceled'
	| 'expired'
	| 'rejected'
	| 'replaced'
	| 'unknown';

/** An order as the account has it. */
export interface BrokerOrder {
	readonly id: string;
	readonly clientOrderId: string;
	/** The order of this book that it is, where its client order id says so. */
	readonly ourId: ClientOrderId | null;
	readonly symbol: string;
	readonly side: OrderSide;
	/** Null where its word is not known here. */
	readonly type: OrderType | null;
	readonly timeInForce: TimeInForce | null;
	readonly extendedHours: boolean;
	/** Null of one that was given as an amount of money. */
	readonly quantity: Quantity | null;
	readonly notional: Money | null;
	readonly filled: Quantity;
	readonly limitPrice: Price | null;
	readonly stopPrice: Price | null;
	readonly trail: Trail | null;
	readonly status: BrokerStatus;
	/** The broker's own word for it. */
	readonly word: string;
	/** The ids of the orders that it took the place of and that took its place. */
	readonly replaces: string | null;
	readonly replacedBy: string | null;
	/** The order whose exit it is. */
	readonly legOf: string | null;
	readonly createdAt: Instant;
	readonly updatedAt: Instant;
}

/** A fill as the account tells it, once for ever under its id. */
export interface BrokerFill {
	readonly id: string;
	/** The broker's id of its order. */
	readonly orderId: string;
	readonly symbol: string;
	readonly side: OrderSide;
	/** Unsigned. */
	readonly quantity: Quantity;
	readonly price: Price;
	readonly at: Instant;
}

/** What moved cash or holdings of the account and is no fill. */
export interface BrokerMove {
	readonly id: string;
	readonly kind: Exclude<AdjustmentKind, 'opening' | 'rounding'> | 'split';
	readonly symbol: string | null;
	/** Signed; zero of what moves cash alone. */
	readonly quantity: Quantity;
	readonly price: Price | null;
	/** Signed, what cash moved by. */
	readonly amount: Money;
	readonly words: string;
	readonly at: Instant;
}

/** A position of the account; the quantity is signed. */
export interface BrokerPosition {
	readonly symbol: string;
	readonly quantity: Quantity;
	/** As the broker reckons it, which may change over night. */
	readonly averageEntry: Price;
	/** The last price that the broker has of it. */
	readonly price: Price | null;
}

/** An account as it stood in one moment: nothing of it moved while it was read. */
export interface AccountReading {
	readonly at: Instant;
	readonly cash: Money;
	/** Open orders and those since `since`, the oldest first; legs stand on their own. */
	readonly orders: readonly BrokerOrder[];
	/** Fills and other moves since `since`, the oldest first. */
	readonly fills: readonly BrokerFill[];
	readonly moves: readonly BrokerMove[];
	readonly positions: readonly BrokerPosition[];
	/** From when on fills, moves and ended orders were asked for. */
	readonly since: Instant;
}

/** What a look at an account told: whether an order, a fill or another move is there that its last reading has not. */
export interface AccountGlance {
	readonly isNew: boolean;
}
