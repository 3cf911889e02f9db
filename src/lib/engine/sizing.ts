import type { BookConfig } from '../domain/bookConfig.ts';
import {
	add,
	floorToLot,
	fractionOf,
	higher,
	lower,
	multiply,
	subtract,
	zeroMoney,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from '../domain/decimal.ts';
import type { Decision, DecisionSize } from '../domain/decision.ts';
import { expectedFee, feeOf } from '../domain/fees.ts';
import { slippedPrice } from '../domain/fillModel.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { OrderSide } from '../domain/order.ts';
import type { OrderTerms } from '../domain/orderTerms.ts';
import type { Sizing } from '../domain/sizing.ts';
import type { EntryFacts } from './riskFacts.ts';

const unsized: Sizing = {
	by: 'fraction',
	refPrice: null,
	equity: null,
	requested: zeroMoney,
	positionCap: zeroMoney,
	room: zeroMoney,
	orderCap: null,
	budget: zeroMoney,
	quantity: zeroQuantity,
	expected: null,
	reserve: zeroMoney
};

/**
 * Turns what a decision asks for into a quantity: a fraction of equity is cut to the position cap, to the room under
 * the total exposure and to the most that an order may be worth, then floored to the lot; a quantity is only floored, its limits are the review's business.
 * Without a price or equity the quantity is zero.
 */
export function sizeEntry(
	decision: Decision,
	facts: EntryFacts,
	config: BookConfig,
	instrument: Instrument,
	side: OrderSide
): Sizing {
	const { refPrice, equity, exposure, heldValue } = facts;
	if (refPrice === null || equity === null || exposure === null || heldValue === null) return unsized;
	if (decision.size === null) return unsized;
	const { maxPositionFraction, maxTotalExposure } = config.sizing;
	const ofSymbol = add(heldValue, facts.limits.onOrder.notional);
	const positionCap = subtract(fractionOf(equity, maxPositionFraction), ofSymbol);
	const used = add(exposure, facts.pendingNotional);
	const room = subtract(fractionOf(equity, maxTotalExposure), used);
	const requested = requestedNotional(decision.size, equity, refPrice);
	const isFraction = decision.size.by === 'fraction';
	const orderCap = config.risk.maxTradeMoney;
	const capped = orderCap === null ? requested : lower(requested, orderCap);
	const budget = isFraction ? lower(lower(capped, positionCap), room) : requested;
	const quantity = floorToLot(budget, refPrice, instrument.lot);
	const terms = { limitPrice: decision.entryPrice, stopPrice: null };
	const met = facts.marketPrice ?? refPrice;
	const expected = expectedPrice(config, instrument, side, met, terms);
	const reserve = reserveFor(config, instrument, { side, quantity, price: expected });
	const { by } = decision.size;
	const caps = { requested, positionCap, room, orderCap, budget };
	return { by, refPrice, equity, ...caps, quantity, expected, reserve };
}

function requestedNotional(size: DecisionSize, equity: Money, refPrice: Price): Money {
	return size.by === 'fraction' ? fractionOf(equity, size.fraction) : multiply(size.quantity, refPrice);
}

/**
 * What an entry is expected to pay or to get: its limit, or the price that a market order meets, or its stop when that is worse,
 * with slippage.
 */
export function expectedPrice(
	{ fillModel }: Pick<BookConfig, 'fillModel'>,
	instrument: Instrument,
	side: OrderSide,
	marketPrice: Price,
	{ limitPrice, stopPrice }: Pick<OrderTerms, 'limitPrice' | 'stopPrice'>
): Price {
	const worse = side === 'buy' ? higher : lower;
	return (
		limitPrice ?? slippedPrice(fillModel, instrument, worse(marketPrice, stopPrice ?? marketPrice), side)
	);
}

/** Something that opens, at the price it is expected to trade at. */
interface Opening {
	readonly side: OrderSide;
	readonly quantity: Quantity;
	readonly price: Price;
}

/**
 * Cash an order holds from its making to its end: what it buys and the fee of such a fill; of a short the initial margin and the
 * fee, since its proceeds bring the rest of what it holds once it has filled.
 */
export function reserveFor(
	{ fillModel, margin }: Pick<BookConfig, 'fillModel' | 'margin'>,
	instrument: Instrument,
	{ side, quantity, price }: Opening
): Money {
	const notional = multiply(quantity, price);
	if (side === 'buy') return add(notional, feeOf(fillModel, quantity, price));
	const fee = expectedFee(fillModel, instrument, { side, quantity, price });
	return add(fractionOf(notional, margin.shortInitial), fee);
}
