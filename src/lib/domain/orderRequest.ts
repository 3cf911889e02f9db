import type { Money, Price, Quantity } from './decimal.ts';
import type { OrderSide } from './order.ts';
import type { ExitLegs, OrderType, StopLeg, TimeInForce, Trail } from './orderTerms.ts';
import type { Instant } from './time.ts';

/** How much an order by hand asks for. */
export type OrderSize =
	| { readonly by: 'quantity'; readonly quantity: Quantity }
	| { readonly by: 'notional'; readonly notional: Money };

/** An order as a person gives it: read, not yet sized or reviewed. */
export interface OrderRequest {
	readonly symbol: string;
	readonly side: OrderSide;
	readonly size: OrderSize;
	readonly type: OrderType;
	readonly limitPrice: Price | null;
	readonly stopPrice: Price | null;
	readonly trail: Trail | null;
	readonly timeInForce: TimeInForce;
	/** When a `gtd` order ends. */
	readonly expiresAt: Instant | null;
	readonly extendedHours: boolean;
	/** Shrinks a position or is refused, whatever else is allowed. */
	readonly reduceOnly: boolean;
	/** Exit orders that follow its fills (bracket, OTO). */
	readonly legs: ExitLegs | null;
	/** The stop that is given together with this order as its target; one cancels the other (OCO). */
	readonly otherStop: StopLeg | null;
	readonly strategy: string;
	readonly reason: string;
	readonly tag: string;
}
