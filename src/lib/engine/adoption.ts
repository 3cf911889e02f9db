import type { BrokerOrder } from '../domain/accountReading.ts';
import {
	absolute,
	multiply,
	zeroMoney,
	zeroPrice,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from '../domain/decimal.ts';
import type { Fill } from '../domain/fill.ts';
import { accountToDecisionId, type ClientOrderId, type FillId } from '../domain/ids.ts';
import type { OrderIntent, OrderSide } from '../domain/order.ts';
import type { OrderCause } from '../domain/orderCause.ts';
import { typeOfTerms } from '../domain/orderTerms.ts';
import { directionOf, exitSideOf } from '../domain/position.ts';
import type { Instant } from '../domain/time.ts';
import type { Comparison } from './comparison.ts';
import { lastPrice } from './state.ts';

/** What an order that this book did not make asks for. */
interface Adopted {
	readonly id: string;
	readonly cause: OrderCause;
	readonly symbol: string;
	readonly side: OrderSide;
	readonly quantity: Quantity;
	/** The order at the broker; null for what stands for a position. */
	readonly order: BrokerOrder | null;
	/** What a position that is found is worth at the account, a share; null where it is not known, and for an order. */
	readonly worth?: Price | null;
}

const noLevels = { stopLoss: null, takeProfit: null, trailing: null };

/** The intent of an order that this book did not make: it shrinks a position where it trades against one, and else opens. */
export function adoptedIntent(comparison: Comparison, given: Adopted): OrderIntent {
	const { book, at, desk } = comparison;
	const { id, cause, symbol, side, quantity, order, worth = null } = given;
	const held = book.positionBySymbol.get(symbol);
	const closes = held !== undefined && exitSideOf(directionOf(held)) === side;
	const terms = {
		limitPrice: order?.limitPrice ?? null,
		stopPrice: order?.stopPrice ?? null,
		trail: order?.trail ?? null
	};
	const price =
		terms.limitPrice ?? terms.stopPrice ?? lastPrice(desk.state.market, symbol)?.price ?? zeroPrice;
	return {
		...{
			id: id as ClientOrderId,
			decisionId: accountToDecisionId(id),
			symbol,
			side,
			quantity,
			...terms
		},
		type: order?.type ?? typeOfTerms(terms),
		timeInForce: order?.timeInForce ?? 'gtc',
		...{ extendedHours: order?.extendedHours ?? false, purpose: closes ? 'exit' : 'entry', cause },
		...{ beyond: zeroQuantity, refPrice: closes ? null : order === null ? worth : price },
		reserve: closes || order === null ? zeroMoney : multiply(quantity, price),
		...{ levels: noLevels, legs: null, group: null, madeAt: at, actsFrom: at, ends: null }
	};
}

/** A fill as it is booked: `id` is known for ever, `tradedAt` is the account's own time for it. */
interface BookedFill {
	readonly id: string;
	readonly side: OrderSide;
	readonly quantity: Quantity;
	readonly price: Price;
	readonly fee?: Money;
	readonly tradedAt: Instant;
}

/** A fill of an order of the book, at the book's own instant: its journal only goes forward. */
export function bookedFill(intent: OrderIntent, at: Instant, fill: BookedFill): Fill {
	const { id, side, quantity, price, fee = zeroMoney, tradedAt } = fill;
	return {
		...{ id: id as FillId, orderId: intent.id, decisionId: intent.decisionId, cause: intent.cause },
		...{ symbol: intent.symbol, side, quantity, price, fee, feeQuantity: zeroQuantity },
		...{ at, bar: Math.min(at, tradedAt), guardsFrom: at, reckoned: null }
	};
}

/** Takes over a quantity (signed) of a symbol that no order of the account tells of, at a price: an order that stands for it, filled at once. */
export function takeOver(
	comparison: Comparison,
	what: {
		readonly id: string;
		readonly cause: OrderCause;
		readonly symbol: string;
		readonly quantity: Quantity;
		readonly price: Price;
		readonly fee?: Money;
		readonly tradedAt?: Instant;
		readonly worth?: Price | null;
	}
): void {
	const { at } = comparison;
	const { id, cause, symbol, quantity, price, fee = zeroMoney, tradedAt = at, worth = null } = what;
	const side = quantity < zeroQuantity ? 'sell' : 'buy';
	const size = absolute(quantity);
	const intent = adoptedIntent(comparison, {
		id: `p.${id}`,
		cause,
		symbol,
		side,
		quantity: size,
		...{ order: null, worth }
	});
	comparison.tell({ type: 'OrderAdopted', at, intent, brokerId: '' });
	const fill = bookedFill(intent, at, { id, side, quantity: size, price, fee, tradedAt });
	comparison.report({ type: 'OrderFilled', fill });
}
