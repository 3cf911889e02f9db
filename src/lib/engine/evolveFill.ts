import { bookFill } from '../domain/account.ts';
import { isPositive, multiply, subtract, zeroMoney, type Money } from '../domain/decimal.ts';
import { settledFill, type Fill } from '../domain/fill.ts';
import { fillOrder, type OrderIntent } from '../domain/order.ts';
import { applyFill, directionOf, exitSideOf, grownBy, signedQuantity } from '../domain/position.ts';
import { passDay } from './accountDay.ts';
import { forgetActing, noteActed } from './actingOrders.ts';
import { forgetArmed } from './armedSlots.ts';
import { noteBreakerFill } from './breakerCounts.ts';
import { noteBrokerFill, shiftBases } from './evolveBroker.ts';
import { coverMore, endGroups, exitMore, forgetGroups } from './exitGroups.ts';
import { holdAnew } from './heldRange.ts';
import { noteTrade } from './locks.ts';
import { fileOrder } from './orderFile.ts';
import { indexOf, orderOf, type EngineState } from './state.ts';
import { noteFill } from './strategyDay.ts';
import { settleYields, trimYields } from './yieldedExits.ts';

/** Folds a fill: order, position, account, and everything that counts by them. */
export function evolveFill({ book, market }: EngineState, done: Fill): void {
	if (book.day === null) passDay(book, done.at);
	const order = orderOf(book, done.orderId);
	const before = book.positionBySymbol.get(done.symbol) ?? null;
	const settled = settledFill(done);
	const change = applyFill(before, settled);
	const { position, realised } = change;
	fileOrder(book, fillOrder(order, done));
	noteBrokerFill(book, done);
	const grown = grownBy(before, position);
	// Two exits that are given together stand for each other, and not for what they would open.
	if (isPositive(grown) && order.intent.group === null) coverMore(book, order.intent, grown);
	if (order.intent.purpose === 'exit') exitMore(book, order.intent, done.quantity);
	if (position === null) book.positionBySymbol.delete(done.symbol);
	else book.positionBySymbol.set(done.symbol, position);
	// What may fill again guards itself by further names.
	const isOver = before !== null && position?.openedBy !== before.openedBy;
	noteActed(book, order, done);
	if (isOver) forgetActing(book, done.symbol);
	if (isOver) endGroups(book, done.symbol, exitSideOf(directionOf(before)));
	if (isOver) book.broker?.firedDry.delete(done.symbol);
	if (isOver && !book.orders.has(before.openedBy)) forgetArmed(book, before.openedBy);
	book.account = bookFill(book.account, settled, realised);
	if (order.intent.cause === 'adopted') shiftBases(book, gainBefore(order.intent, settled));
	noteFill(book, order, before, realised, settled.fee);
	noteTrade(book, order, done, before, change);
	noteBreakerFill(book, order, before, position, settled, realised);
	market.worths.heldAnew.add(done.symbol);
	holdAnew(market, indexOf(market, done.symbol), position);
	trimYields(book, done.symbol);
	settleYields(book, done.symbol);
	forgetGroups(book, done.symbol);
}

/** What an adopted position had won, or lost below zero, before it came into the book, by the price that it was adopted at. */
function gainBefore({ refPrice }: OrderIntent, fill: Fill): Money {
	return refPrice === null ? zeroMoney : multiply(signedQuantity(fill), subtract(refPrice, fill.price));
}
