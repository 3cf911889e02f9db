import type { Price, Quantity, Ratio } from './decimal.ts';

/** How an order is priced: at once, no worse than a limit, or once the market has reached a stop. */
export type OrderType = (typeof orderTypes)[number];
/** Every type of order. */
export const orderTypes = ['market', 'limit', 'stop', 'stop_limit', 'trailing_stop'] as const;

/**
 * How long an order works: for the session, until it is canceled, until a date, at once or not at all (in part for `ioc`,
 * whole for `fok`), in the opening or in the closing auction.
 */
export type TimeInForce = (typeof timesInForce)[number];
/** Every time in force. */
export const timesInForce = ['day', 'gtc', 'gtd', 'ioc', 'fok', 'opg', 'cls'] as const;

/** How far a trailing stop follows the best price since it works; with an activation price it works from that price on. */
export type Trail = TrailDistance & { readonly activation: Price | null };
type TrailDistance =
	{ readonly by: 'fraction'; readonly fraction: Ratio } | { readonly by: 'amount'; readonly amount: Price };

/** What a replace can change of an order: all of it, as it shall be. */
export interface OrderTerms {
	readonly quantity: Quantity;
	readonly limitPrice: Price | null;
	readonly stopPrice: Price | null;
	readonly trail: Trail | null;
}

/** The stop of an entry with exit legs: a stop, a stop-limit or a trailing stop order. */
export interface StopLeg {
	readonly stopPrice: Price | null;
	readonly limitPrice: Price | null;
	readonly trail: Trail | null;
}

/** The exit orders that an entry brings: a bracket has both, one triggers the other (OTO) has one. */
export interface ExitLegs {
	readonly takeProfit: Price | null;
	readonly stopLoss: StopLeg | null;
}

/** Which of its entry's exit orders an order is. */
export type LegRole = 'target' | 'stop';

/** Exit orders that cancel each other: those of one entry, or two that were given together (OCO). */
export interface OrderGroup {
	readonly id: string;
	readonly role: LegRole;
}

/** The type of an order by the prices it has. */
export function typeOfTerms({ limitPrice, stopPrice, trail }: Omit<OrderTerms, 'quantity'>): OrderType {
	if (trail !== null) return 'trailing_stop';
	if (stopPrice !== null) return limitPrice === null ? 'stop' : 'stop_limit';
	return limitPrice === null ? 'market' : 'limit';
}
