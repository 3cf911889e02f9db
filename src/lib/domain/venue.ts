import type { ApprovedIntent } from './approvedIntent.ts';
import type { Bar } from './bar.ts';
import type { Price } from './decimal.ts';
import type { Fill } from './fill.ts';
import type { ClientOrderId } from './ids.ts';
import type { OrderEndReason } from './order.ts';
import type { Quote } from './quote.ts';
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

/**
 * What fired a trigger: a bar with the price its rule gives before slippage, where `slips` tells a stop's price, which
 * slips, from a target's, which does not; or a quote, on which the exit is a market order like any other.
 */
export type FiredOn =
	| { readonly type: 'bar'; readonly bar: Bar; readonly price: Price; readonly slips: boolean }
	| { readonly type: 'quote'; readonly quote: Quote };

/** A venue that answers at once, inside the turn that asked: the simulator. Nothing but an approved intent gets in. */
export interface InlineVenue {
	/** Takes an order; one that a trigger fired is filled on the bar or quote that fired it. */
	submit(intent: ApprovedIntent, at: Instant, firedOn: FiredOn | null): readonly VenueReport[];
	/** Takes an order back; nothing happens when it is gone already. */
	cancel(orderId: ClientOrderId, at: Instant): readonly VenueReport[];
	/** Matches the symbol's resting orders against a completed bar. */
	matchBar(symbol: string, bar: Bar): readonly VenueReport[];
	/** Matches the symbol's resting orders against a quote. */
	matchQuote(symbol: string, quote: Quote): readonly VenueReport[];
	/** Ends the orders whose end has come. */
	endOrders(at: Instant): readonly VenueReport[];
	/** Whether orders of the symbol rest. */
	isResting(symbol: string): boolean;
	/** The next instant at which an order ends; Infinity when none does. */
	nextEnd(): Instant;
}
