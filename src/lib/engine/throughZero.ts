import {
	absolute,
	add,
	higher,
	isPositive,
	multiply,
	subtract,
	zeroMoney,
	zeroPrice,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from '../domain/decimal.ts';
import type { BookConfig } from '../domain/bookConfig.ts';
import type { CommandRefusal } from '../domain/events.ts';
import { expectedFee } from '../domain/fees.ts';
import { isShortable, type Instrument } from '../domain/instrument.ts';
import { collateralOf } from '../domain/margin.ts';
import type { OrderRequest } from '../domain/orderRequest.ts';
import { directionOf, exitSideOf, type Position } from '../domain/position.ts';
import type { LimitFacts } from './limitFacts.ts';
import { isClosing, openingOrders, type EntryFacts } from './riskFacts.ts';
import type { Book } from './state.ts';

/**
 * How much more than is held an order by hand trades: what it opens the other way. Zero when it only closes, which it does as
 * well where it may not open, or while another order closes already: then the review denies what is too much of it.
 */
export function quantityBeyond(
	book: Book,
	{ symbol, side, reduceOnly, otherStop }: OrderRequest,
	instrument: Instrument,
	quantity: Quantity
): Quantity {
	const position = book.positionBySymbol.get(symbol);
	if (position === undefined || exitSideOf(directionOf(position)) !== side) return zeroQuantity;
	const mayOpen = side === 'buy' || (book.config.allowShort && isShortable(instrument));
	if (!mayOpen || reduceOnly || otherStop !== null || isClosing(book, symbol)) return zeroQuantity;
	return higher(subtract(quantity, absolute(position.quantity)), zeroQuantity);
}

/**
 * Why an order that goes through zero is refused: it rests, so that nobody knows what is held when it trades, or entries of the
 * position that it closes are open still.
 */
export function throughZeroFault(book: Book, order: OrderRequest, beyond: Quantity): CommandRefusal | null {
	if (!isPositive(beyond)) return null;
	const { type, timeInForce, symbol } = order;
	if (type !== 'market' || timeInForce === 'opg' || timeInForce === 'cls')
		return 'through_zero_not_at_market';
	return openingOrders(book, symbol).length > 0 ? 'other_side_pending' : null;
}

/** The facts for what an order opens beyond a position, as they are once it has closed that at the price it is expected to trade at. */
export function factsAfterClose(
	facts: EntryFacts,
	position: Position,
	{ fillModel, margin }: BookConfig,
	instrument: Instrument,
	expected: Price | null
): EntryFacts {
	const { heldValue, exposure, shortValue, freeCash, openTrades, symbolTrades } = facts;
	const quantity = absolute(position.quantity);
	const direction = directionOf(position);
	const price = expected ?? zeroPrice;
	const worth = multiply(quantity, price);
	const side = exitSideOf(direction);
	const fee = expectedFee(fillModel, instrument, { side, quantity, price });
	const held = heldValue ?? zeroMoney;
	const isShort = direction === 'short';
	const gained = isShort ? subtract(collateralOf(margin, held), worth) : worth;
	return {
		...facts,
		heldValue: heldValue === null ? null : zeroMoney,
		exposure: exposure === null ? null : subtract(exposure, held),
		shortValue: shortValue === null ? null : subtract(shortValue, isShort ? held : zeroMoney),
		freeCash: freeCash === null ? null : subtract(add(freeCash, gained), fee),
		openTrades: openTrades - 1,
		symbolTrades: symbolTrades - 1,
		limits: limitsAfterClose(facts.limits, held)
	};
}

/** The order goes against what is held, which so stands below zero in the net exposure of its direction. */
function limitsAfterClose(limits: LimitFacts, held: Money): LimitFacts {
	const { heldRisk, positionsRisk, netExposure, sector } = limits;
	const risk = heldRisk ?? zeroMoney;
	return {
		...limits,
		heldQuantity: zeroQuantity,
		heldRisk: heldRisk === null ? null : zeroMoney,
		positionsRisk: positionsRisk === null ? null : subtract(positionsRisk, risk),
		netExposure: netExposure === null ? null : add(netExposure, held),
		sector: { ...sector, exposure: sector.exposure === null ? null : subtract(sector.exposure, held) }
	};
}
