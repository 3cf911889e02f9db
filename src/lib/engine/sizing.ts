import type { BookConfig, FillModel } from '../domain/bookConfig.ts';
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
import { feeOf, slippedPrice } from '../domain/fillModel.ts';
import type { Instrument } from '../domain/instrument.ts';
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
	budget: zeroMoney,
	quantity: zeroQuantity,
	expected: null,
	reserve: zeroMoney
};

/**
 * Turns what a decision asks for into a quantity: a fraction of equity is cut to the position cap and to the room under
 * the total exposure, then floored to the lot; a quantity is only floored, its limits are the review's business.
 * Without a price or equity the quantity is zero.
 */
export function sizeEntry(
	decision: Decision,
	facts: EntryFacts,
	config: BookConfig,
	instrument: Instrument
): Sizing {
	const { refPrice, equity, positionsValue, heldValue } = facts;
	if (refPrice === null || equity === null || positionsValue === null || heldValue === null) return unsized;
	if (decision.size === null) return unsized;
	const { maxPositionFraction, maxTotalExposure } = config.sizing;
	const positionCap = subtract(fractionOf(equity, maxPositionFraction), heldValue);
	const used = add(positionsValue, facts.pendingNotional);
	const room = subtract(fractionOf(equity, maxTotalExposure), used);
	const requested = requestedNotional(decision.size, equity, refPrice);
	const isFraction = decision.size.by === 'fraction';
	const budget = isFraction ? lower(lower(requested, positionCap), room) : requested;
	const quantity = floorToLot(budget, refPrice, instrument.lot);
	const terms = { limitPrice: decision.entryPrice, stopPrice: null };
	const met = facts.marketPrice ?? refPrice;
	const expected = expectedPrice(config.fillModel, instrument, met, terms);
	const reserve = reserveFor(config.fillModel, quantity, expected);
	const { by } = decision.size;
	return { by, refPrice, equity, requested, positionCap, room, budget, quantity, expected, reserve };
}

function requestedNotional(size: DecisionSize, equity: Money, refPrice: Price): Money {
	return size.by === 'fraction' ? fractionOf(equity, size.fraction) : multiply(size.quantity, refPrice);
}

/** What an entry is expected to pay: its limit, or the price that a market order meets, or its stop when that is higher, with slippage. */
export function expectedPrice(
	model: FillModel,
	instrument: Instrument,
	marketPrice: Price,
	{ limitPrice, stopPrice }: Pick<OrderTerms, 'limitPrice' | 'stopPrice'>
): Price {
	return limitPrice ?? slippedPrice(model, instrument, higher(marketPrice, stopPrice ?? marketPrice), 'buy');
}

/** Cash an order holds from its making to its end: quantity × expected price plus the fee of such a fill. */
export function reserveFor(model: FillModel, quantity: Quantity, price: Price): Money {
	return add(multiply(quantity, price), feeOf(model, quantity, price));
}
