import type { ApprovedIntent } from './approvedIntent.ts';
import type { Bar } from './bar.ts';
import type { Price, Quantity } from './decimal.ts';
import type { Charges } from './fees.ts';
import type { Fill } from './fill.ts';
import type { ClientOrderId } from './ids.ts';
import type { CancelReason, OrderEndReason } from './order.ts';
import type { OrderTerms } from './orderTerms.ts';
import type { Quote } from './quote.ts';
import type { Instant } from './time.ts';

/** Every reason for which a venue refuses an order. */
export const rejectionReasons = [
	...(['insufficient_cash', 'no_position', 'unknown_symbol', 'duplicate_order'] as const),
	...([
		'insufficient_buying_power',
		'quantity_held',
		'wash_trade',
		'not_fractionable',
		'price_increment'
	] as const),
	...([
		'not_tradable',
		'short_not_allowed',
		'stop_beyond_market',
		'symbol_halted',
		'account_blocked'
	] as const),
	...(['key_refused', 'id_collision', 'not_accepted', 'ended_at_broker', 'never_arrived'] as const)
] as const;
/** Why the venue refuses an order. */
export type RejectionReason = (typeof rejectionReasons)[number];

/** Every reason for which a venue does not cancel or replace an order. */
export const requestRefusals = [
	...(['unknown_order', 'order_ended', 'below_filled', 'terms_refused', 'not_possible'] as const)
] as const;
/** Why the venue does not cancel or replace an order. */
export type RequestRefusal = (typeof requestRefusals)[number];

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
	| {
			readonly type: 'OrderCanceled';
			readonly orderId: ClientOrderId;
			readonly at: Instant;
			readonly reason: CancelReason;
	  }
	| {
			/** The market has reached the stop of an order. */
			readonly type: 'OrderElected';
			readonly orderId: ClientOrderId;
			readonly at: Instant;
			readonly price: Price;
	  }
	| {
			readonly type: 'OrderReplaced';
			readonly orderId: ClientOrderId;
			readonly at: Instant;
			readonly terms: OrderTerms;
	  }
	| {
			/** The venue does not do what was asked of an order; the order stays as it is. */
			readonly type: 'RequestRefused';
			readonly orderId: ClientOrderId;
			readonly at: Instant;
			readonly reason: RequestRefusal;
	  }
	| {
			readonly type: 'OrderExpired';
			readonly orderId: ClientOrderId;
			readonly at: Instant;
			readonly reason: OrderEndReason;
	  };

/**
 * What of an order at a simulated venue is in no book: the mark of its trail in 1e-9 units when it works, or the instant from
 * which its limit rests, with what is still ahead of it there where that is known; `null` is all that will be there with the next price.
 */
export type OrderMark = number | { readonly since: Instant; readonly ahead: Quantity | null };

/** The marks of orders that have one, by order. */
export type OrderMarks = Readonly<Record<string, OrderMark>>;

/** What a simulated venue has to know of an order that rests there. */
export interface RestingState {
	readonly intent: ApprovedIntent;
	readonly filled: Quantity;
	/** How many fills it had. */
	readonly fills: number;
	readonly isElected: boolean;
	/** What its fills cost. */
	readonly costs: Charges;
	readonly mark: OrderMark | null;
}

/**
 * What fired a trigger: a bar with the price its rule gives before slippage, where `slips` tells a stop's price, which
 * slips, from a target's, which does not; or a quote, on which the exit is a market order like any other.
 */
export type FiredOn =
	| { readonly type: 'bar'; readonly bar: Bar; readonly price: Price; readonly slips: boolean }
	| { readonly type: 'quote'; readonly quote: Quote };

/** The last price of a symbol and when it was seen; null before the first. */
export type LastOf = (symbol: string) => { readonly price: Price; readonly at: Instant } | null;

/** Which orders a bar is matched with. */
export type BarTurn = 'first' | 'last' | 'extended';

/** A venue that answers at once, inside the turn that asked: the simulator. Nothing but an approved intent gets in. */
export interface InlineVenue {
	/** Takes an order; one that a trigger fired is filled on the bar or quote that fired it. */
	submit(intent: ApprovedIntent, at: Instant, firedOn: FiredOn | null): readonly VenueReport[];
	/** Takes an order back. */
	cancel(orderId: ClientOrderId, at: Instant): readonly VenueReport[];
	/** Gives an order the terms of an intent of the same id. */
	replace(intent: ApprovedIntent, at: Instant): readonly VenueReport[];
	/**
	 * Matches the symbol's resting orders against a completed bar and says what comes next of it; asked again until nothing
	 * comes any more, so that the desk can act in between. `first` is what the triggers of the same bar come after, `last`
	 * what they come before: a target inside the bar yields to a stop. `extended` is a bar outside the session, which only orders
	 * for extended hours see.
	 */
	matchBar(symbol: string, bar: Bar, turn: BarTurn): readonly VenueReport[];
	/** Matches the symbol's resting orders against a quote, asked again as for a bar; outside the session those for extended hours alone. */
	matchQuote(symbol: string, quote: Quote, isExtended?: boolean): readonly VenueReport[];
	/** Ends the orders whose end has come; what trades at the close does so at the last price of its session. */
	endOrders(at: Instant, lastOf: LastOf): readonly VenueReport[];
	/**
	 * Whether prices from `low` to `high` (1e-9 units) can do anything to an order of the symbol. `place` is a number of its own that the
	 * caller has for the symbol, from 0, so that it need not be looked up: with another one each time it only takes longer.
	 */
	mayTrade(symbol: string, place: number, low: number, high: number): boolean;
	/** The next instant at which an order ends; Infinity when none does. */
	nextEnd(): Instant;
	/** What it must be told when the book goes on. */
	marks(): OrderMarks;
}
