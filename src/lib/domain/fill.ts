import type { Money, Price, Quantity } from './decimal.ts';
import type { ClientOrderId, DecisionId, FillId } from './ids.ts';
import type { OrderCause, OrderSide } from './order.ts';
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
	/** When the desk sees it. */
	readonly at: Instant;
	/** The timestamp of its bar as written in the file, or the instant of its quote. */
	readonly bar: Instant;
	/** From when on the triggers that this fill arms are tested. */
	readonly guardsFrom: Instant;
}
