import type { ApprovedIntent } from './approvedIntent.ts';
import type { Bar } from './bar.ts';
import type { Price } from './decimal.ts';
import type { Fill } from './fill.ts';
import type { ClientOrderId } from './ids.ts';
import type { OrderEndReason } from './order.ts';
import type { Instant } from './time.ts';

/** Why the venue refuses an order. */
export type RejectionReason = 'insufficient_cash' | 'no_position' | 'unknown_symbol' | 'duplicate_order';

/** What a venue says about an order. */
export type VenueReport =
	| { readonly type: 'OrderAccepted'; readonly orderId: ClientOrderId; readonly at: Instant }
	| {
			readonly type: 'OrderRejected';
			readonly orderId: ClientOrderId;
			readonly at: Instant;
			readonly reason: RejectionReason;
	  }
	| { readonly type: 'OrderFilled'; readonly fill: Fill }
	| { readonly type: 'OrderCanceled'; readonly orderId: ClientOrderId; readonly at: Instant }
	| {
			readonly type: 'OrderExpired';
			readonly orderId: ClientOrderId;
			readonly at: Instant;
			readonly reason: OrderEndReason;
	  };

/** The bar that fired a trigger and the price its rule gives, before slippage. */
export interface FiredOn {
	readonly bar: Bar;
	readonly price: Price;
	/** Whether the rule's price is a stop's, which slips, or a target's, which does not. */
	readonly slips: boolean;
}

/** A venue that answers at once, inside the turn that asked: the simulator. Nothing but an approved intent gets in. */
export interface InlineVenue {
	/** Takes an order; one that a trigger fired on a bar is filled on that bar. */
	submit(intent: ApprovedIntent, at: Instant, firedOn: FiredOn | null): readonly VenueReport[];
	/** Takes an order back; nothing happens when it is gone already. */
	cancel(orderId: ClientOrderId, at: Instant): readonly VenueReport[];
	/** Matches the symbol's resting orders against a completed bar. */
	matchBar(symbol: string, bar: Bar): readonly VenueReport[];
	/** Ends the orders whose end has come. */
	endOrders(at: Instant): readonly VenueReport[];
	/** Whether orders of the symbol rest. */
	isResting(symbol: string): boolean;
	/** The next instant at which an order ends; Infinity when none does. */
	nextEnd(): Instant;
}
