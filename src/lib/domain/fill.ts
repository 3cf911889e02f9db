import { isZero, subtract, type Money, type Price, type Quantity } from './decimal.ts';
import type { Charges } from './fees.ts';
import type { ClientOrderId, DecisionId, FillId } from './ids.ts';
import type { MetPrices } from './metPrices.ts';
import type { OrderSide } from './order.ts';
import type { OrderCause } from './orderCause.ts';
import type { Instant } from './time.ts';

/** A trade of one order: unsigned quantity, price and fee in account currency. */
export interface Fill {
	readonly id: FillId;
	readonly orderId: ClientOrderId;
	readonly decisionId: DecisionId;
	readonly cause: OrderCause;
	readonly symbol: string;
	readonly side: OrderSide;
	readonly quantity: Quantity;
	readonly price: Price;
	readonly fee: Money;
	/** How much of what was bought the fee was taken from, at the price of the fill; zero for a fee paid in money. */
	readonly feeQuantity: Quantity;
	/** When the desk sees it. */
	readonly at: Instant;
	/** The timestamp of its bar as written in the file, or the instant of its quote. */
	readonly bar: Instant;
	/** From when on the triggers that this fill arms are tested. */
	readonly guardsFrom: Instant;
	/** How it was reckoned; null where that was not written down, as of a broker's fill. */
	readonly reckoned: Reckoning | null;
}

/**
 * How a simulated fill was reckoned: what it met, how its price came of that (with slippage, rounded as it was traded, as the
 * order named it, or of the levels that it walked), whether it gave or took liquidity, and what it cost.
 */
export interface Reckoning extends Charges {
	readonly met: MetPrices;
	readonly by: 'slipping' | 'rounding' | 'naming' | 'walking';
	readonly role: 'maker' | 'taker';
}

/** What a fill moves: its quantity less what of it was taken as the fee, which is its price still, so that cash moves by the same. */
export function settledFill(fill: Fill): Fill {
	if (isZero(fill.feeQuantity)) return fill;
	return { ...fill, quantity: subtract(fill.quantity, fill.feeQuantity) };
}
