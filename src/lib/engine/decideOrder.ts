import type { Command } from '../domain/commands.ts';
import {
	absolute,
	floorToLot,
	isPositive,
	multiply,
	zeroMoney,
	zeroQuantity,
	type Price,
	type Quantity
} from '../domain/decimal.ts';
import type { BookEvent, CommandRefusal } from '../domain/events.ts';
import { groupToOrderId, requestToDecisionId, requestToOrderId, type ClientOrderId } from '../domain/ids.ts';
import { isShortable, type Instrument } from '../domain/instrument.ts';
import { nextDayOrderEnd, nextExtendedEnd } from '../domain/marketCalendar.ts';
import type { OrderIntent } from '../domain/order.ts';
import type { OrderRequest } from '../domain/orderRequest.ts';
import { directionOf, exitSideOf, type Position } from '../domain/position.ts';
import type { Sizing } from '../domain/sizing.ts';
import type { Instant } from '../domain/time.ts';
import { exitsFault, guardedExits } from './deskGuards.ts';
import type { Decided } from './inputs.ts';
import { createExitIntent, reviewed, reviewExit } from './placement.ts';
import { isMarketOpen, isRefusedClosed } from './marketHours.ts';
import { refuseCommand } from './refusal.ts';
import { gatherEntryFacts, openingOrders, type EntryFacts } from './riskFacts.ts';
import { reviewIntent } from './riskReview.ts';
import { expectedPrice, reserveFor } from './sizing.ts';
import { instrumentOf, lastPrice, type Book, type EngineState } from './state.ts';
import { factsAfterClose, quantityBeyond, throughZeroFault } from './throughZero.ts';
import { sizedInstrument } from './wholeShorts.ts';

type SubmitOrder = Extract<Command, { type: 'SubmitOrder' }>;

/** Takes an order of a person as it is: sized, reviewed, and on its way to the venue or refused with its reasons. */
export function decideOrder(state: EngineState, command: SubmitOrder): Decided {
	const { order, at, request } = command;
	const fault = orderFault(state, command);
	if (fault !== null) return refuseCommand(command, order.symbol, fault);
	const decisionId = requestToDecisionId(request);
	const asked: BookEvent = { type: 'OrderRequested', at, request, decisionId, order };
	const decided = isAgainstHeld(state.book, order) ? exitBy(state, command) : enterBy(state, command);
	return { events: [asked, ...decided.events], effects: decided.effects };
}

/** Whether an order trades against what is held, so that it closes. */
function isAgainstHeld({ positionBySymbol }: Book, { symbol, side }: OrderRequest): boolean {
	const position = positionBySymbol.get(symbol);
	return position !== undefined && exitSideOf(directionOf(position)) === side;
}

function orderFault(state: EngineState, { order, request, at }: SubmitOrder): CommandRefusal | null {
	const { book, market } = state;
	const { symbol, timeInForce } = order;
	if (book.requests.has(request)) return 'already_done';
	const index = market.indexBySymbol.get(symbol);
	const priced = index === undefined ? undefined : market.instruments[index];
	if (priced === undefined) return 'unknown_symbol';
	if (lastPrice(market, symbol) === null && order.size.by === 'notional') return 'no_price';
	const isExit = isAgainstHeld(book, order);
	const beyond = isExit ? beyondOf(state, order, priced.instrument) : zeroQuantity;
	const fault = isExit ? throughZeroFault(book, order, beyond) : openingFault(book, order, priced.instrument);
	if (fault !== null) return fault;
	const exits = exitsFault(book, order, isPositive(beyond));
	if (exits !== null) return exits;
	const isAtOnce = timeInForce === 'ioc' || timeInForce === 'fok';
	const cannotWait = isAtOnce && !isMarketOpen(book, symbol, at);
	return cannotWait || isRefusedClosed(book, symbol, at) ? 'market_closed' : null;
}

/** What speaks against an order that opens or adds. */
function openingFault(
	book: Book,
	{ symbol, side, reduceOnly, otherStop }: OrderRequest,
	instrument: Instrument
): CommandRefusal | null {
	if (reduceOnly) return 'no_position';
	if (side === 'sell' && !book.config.allowShort) return 'short_not_allowed';
	if (side === 'sell' && !isShortable(instrument)) return 'not_shortable';
	if (otherStop !== null) return 'no_position';
	const isOtherSide = openingOrders(book, symbol).some(({ intent }) => intent.side !== side);
	return isOtherSide ? 'other_side_pending' : null;
}

function beyondOf(state: EngineState, order: OrderRequest, instrument: Instrument): Quantity {
	const last = lastPrice(state.market, order.symbol)?.price ?? null;
	const quantity = quantityOf(order, instrument, order.limitPrice ?? last);
	return quantityBeyond(state.book, order, instrument, quantity);
}

/** What of a request an intent takes over as it is. */
function askedTerms(state: EngineState, order: OrderRequest, at: Instant) {
	const { type, limitPrice, stopPrice, trail, timeInForce, extendedHours, symbol } = order;
	const { instrument } = instrumentOf(state, symbol);
	return {
		type,
		limitPrice,
		stopPrice,
		trail,
		timeInForce,
		extendedHours,
		ends: endOf(order, instrument, at)
	};
}

/** A day order ends with the session, an order with a date at its date; others work until they are canceled. */
function endOf(
	{ timeInForce, expiresAt, extendedHours }: OrderRequest,
	instrument: Instrument,
	at: Instant
): OrderIntent['ends'] {
	if (timeInForce === 'gtd' && expiresAt !== null) return { at: expiresAt, reason: 'expires_at' };
	if (timeInForce === 'cls')
		return { at: nextDayOrderEnd(instrument.assetClass, at), reason: 'session_close' };
	if (timeInForce !== 'day') return null;
	const endAfter = extendedHours ? nextExtendedEnd : nextDayOrderEnd;
	return { at: endAfter(instrument.assetClass, at), reason: 'session_close' };
}

function quantityOf({ size }: OrderRequest, { lot }: Instrument, price: Price | null): Quantity {
	if (size.by === 'quantity') return size.quantity;
	return price === null || !isPositive(price) ? zeroQuantity : floorToLot(size.notional, price, lot);
}

function enterBy(state: EngineState, { order, at, request }: SubmitOrder): Decided {
	const { config } = state.book;
	const { instrument } = instrumentOf(state, order.symbol);
	const { side, type, limitPrice, stopPrice, trail, timeInForce, extendedHours } = order;
	const facts = gatherEntryFacts(state, order.symbol, side, at);
	const last = facts.refPrice;
	const met = facts.marketPrice;
	const expected = met === null ? null : expectedPrice(config, instrument, side, met, order);
	const quantity = quantityOf(order, sizedInstrument(state.book, instrument, side), expected);
	const reserve =
		expected === null ? zeroMoney : reserveFor(config, instrument, { side, quantity, price: expected });
	const intent: OrderIntent = {
		id: requestToOrderId(request),
		decisionId: requestToDecisionId(request),
		symbol: order.symbol,
		side,
		type,
		timeInForce,
		extendedHours,
		quantity,
		limitPrice,
		stopPrice,
		trail,
		purpose: 'entry',
		cause: 'ordered_by_hand',
		beyond: zeroQuantity,
		refPrice: last,
		reserve,
		...guardedExits(state.book, order.legs),
		group: null,
		madeAt: at,
		actsFrom: at,
		ends: endOf(order, instrument, at)
	};
	const sizing = sizingOf(order, facts, { quantity, expected, reserve });
	return reviewed(state.book, intent, reviewIntent(intent, facts, config), sizing, null, at);
}

/** A quantity that a person gives is cut by nothing: the limits are the review's business. */
function sizingOf(
	order: OrderRequest,
	facts: EntryFacts,
	sized: Pick<Sizing, 'quantity' | 'expected' | 'reserve'>
): Sizing {
	const { refPrice, equity } = facts;
	const notional = refPrice === null ? zeroMoney : multiply(sized.quantity, refPrice);
	const requested = order.size.by === 'notional' ? order.size.notional : notional;
	const { quantity, expected, reserve } = sized;
	return {
		by: order.size.by,
		refPrice,
		equity,
		requested,
		positionCap: requested,
		room: requested,
		orderCap: null,
		budget: requested,
		quantity,
		expected,
		reserve
	};
}

function exitBy(state: EngineState, { order, at, request }: SubmitOrder): Decided {
	const position = state.book.positionBySymbol.get(order.symbol);
	if (position === undefined) return { events: [], effects: [] };
	const { instrument } = instrumentOf(state, order.symbol);
	const last = lastPrice(state.market, order.symbol)?.price ?? null;
	const quantity = quantityOf(order, instrument, order.limitPrice ?? last);
	const id = requestToOrderId(request);
	const beyond = quantityBeyond(state.book, order, instrument, quantity);
	const exitOf = (orderId: ClientOrderId): OrderIntent => ({
		...createExitIntent(orderId, position.decisionId, position, 'ordered_by_hand', at, absolute(quantity)),
		...askedTerms(state, order, at),
		decisionId: requestToDecisionId(request)
	});
	if (isPositive(beyond)) return reviewedThrough(state, order, exitOf(id), position, beyond);
	if (order.otherStop === null) return reviewedExit(state, exitOf(id), at);
	// The stop follows the target: it is sent because the group lacks it.
	const target: OrderIntent = {
		...exitOf(groupToOrderId(id, 'target')),
		group: { id, role: 'target' },
		legs: { takeProfit: order.limitPrice, stopLoss: order.otherStop }
	};
	return reviewedExit(state, target, at);
}

/** What an order opens beyond what it closes is reviewed like an entry, as if that were closed; all of it passes or nothing. */
function reviewedThrough(
	state: EngineState,
	order: OrderRequest,
	exit: OrderIntent,
	position: Position,
	beyond: Quantity
): Decided {
	const { config } = state.book;
	const { side, madeAt: at } = exit;
	const { instrument } = instrumentOf(state, order.symbol);
	const held = gatherEntryFacts(state, order.symbol, side, at);
	const met = held.marketPrice;
	const expected = met === null ? null : expectedPrice(config, instrument, side, met, exit);
	const reserve =
		expected === null
			? zeroMoney
			: reserveFor(config, instrument, { side, quantity: beyond, price: expected });
	const facts = factsAfterClose(held, position, config, instrument, expected);
	const intent: OrderIntent = { ...exit, beyond, refPrice: held.refPrice, reserve, legs: order.legs };
	const sizing = sizingOf(order, facts, { quantity: beyond, expected, reserve });
	return reviewed(state.book, intent, reviewIntent(intent, facts, config), sizing, null, at);
}

function reviewedExit(state: EngineState, intent: OrderIntent, at: Instant): Decided {
	return reviewed(state.book, intent, reviewExit(state, intent), null, null, at);
}
