import { add, isNegative, negate, subtract, unitsToPrice, zeroMoney, type Money } from '../domain/decimal.ts';
import { marketValue } from '../domain/position.ts';
import { createFactor, ProductSum } from '../domain/productSum.ts';
import type { Book, Market } from './state.ts';
import { strategyOf } from './strategyDay.ts';
import type { StrategyWorth, Worth, Worths } from './worth.ts';

/** What positions are worth at their last prices: the long ones, the short ones unsigned, and long less short. */
export interface PositionValues {
	readonly long: Money;
	readonly short: Money;
	readonly net: Money;
}

/** What all positions are worth; null when one of them has no price. */
export function valuesOf(book: Book, market: Market): PositionValues | null {
	const worths = lookAt(book, market);
	if (worths.unpriced > 0) return null;
	const [long, short] = [worths.long.total(), negate(worths.short.total())];
	return { long, short, net: subtract(long, short) };
}

/** Value of all positions at their last prices, that of shorts below zero; null when one of them has no price. */
export function valueOfPositions(book: Book, market: Market): Money | null {
	return valuesOf(book, market)?.net ?? null;
}

/** The same, where a position that has no price counts at its cost. */
export function valueAtCost(book: Book, market: Market): Money {
	const { long, short, list, unpriced } = lookAt(book, market);
	const value = add(long.total(), short.total());
	if (unpriced === 0) return value;
	return list.reduce(
		(sum, { last, position }) => (Number.isNaN(last) ? add(sum, position.basis) : sum),
		value
	);
}

/** What a position is worth, signed; null without a price. */
export function valueOf({ position, last }: Worth): Money | null {
	return Number.isNaN(last) ? null : marketValue(position, unitsToPrice(last));
}

/** What the positions of a strategy that have a price have won, or lost below zero. */
export function unrealisedOf({ long, short, basis }: StrategyWorth): Money {
	return subtract(add(long.total(), short.total()), basis);
}

/** What each position is worth now, with the sums. */
export function lookAt(book: Book, market: Market): Worths {
	const { worths } = market;
	if (worths.heldAnew.size > 0) {
		for (const symbol of worths.heldAnew) lookAtHeld(book, market, symbol);
		worths.heldAnew.clear();
	}
	if (worths.isHeldAnew || worths.list.length !== book.positionBySymbol.size) lookAtAll(book, market);
	const { last } = market;
	for (const worth of worths.list) {
		const now = last[worth.index] ?? NaN;
		if (worth.last !== now) price(worths, worth, now);
	}
	return worths;
}

/** Takes over all positions as they are. */
function lookAtAll(book: Book, market: Market): void {
	const { worths } = market;
	for (const symbol of book.positionBySymbol.keys()) lookAtHeld(book, market, symbol);
	for (const symbol of worths.bySymbol.keys()) lookAtHeld(book, market, symbol);
	worths.isHeldAnew = false;
}

/** Takes over the position of a symbol as it is, or that it is gone. */
function lookAtHeld(book: Book, { worths, indexBySymbol }: Market, symbol: string): void {
	const position = book.positionBySymbol.get(symbol);
	const known = worths.bySymbol.get(symbol);
	if (known?.position === position) return;
	if (known !== undefined) takeOut(worths, known);
	if (position === undefined) {
		worths.bySymbol.delete(symbol);
		worths.list = worths.list.filter((worth) => worth !== known);
		return;
	}
	const factor = createFactor(position.quantity);
	const strategy = strategyOf(book, position.decisionId);
	if (known !== undefined) {
		Object.assign(known, { position, factor, strategy, risk: null });
		putIn(worths, known);
		return;
	}
	const worth = { position, factor, index: indexBySymbol.get(symbol) ?? -1, strategy, last: NaN, risk: null };
	putIn(worths, worth);
	worths.bySymbol.set(symbol, worth);
	worths.list = [...worths.list, worth];
}

function price(worths: Worths, worth: Worth, now: number): void {
	// Without a price it stays as it is: counted as one that has none.
	if (Number.isNaN(now) && Number.isNaN(worth.last)) return;
	if (Number.isNaN(now) || Number.isNaN(worth.last)) {
		takeOut(worths, worth);
		worth.last = now;
		putIn(worths, worth);
		return;
	}
	move(worths, worth, worth.last, now);
	worth.last = now;
}

/** Counts a position in the sums. */
function putIn(worths: Worths, worth: Worth): void {
	if (Number.isNaN(worth.last)) worths.unpriced++;
	else move(worths, worth, 0, worth.last);
	countOfStrategy(worths, worth, 1);
}

/** Takes a position out of the sums. */
function takeOut(worths: Worths, worth: Worth): void {
	if (Number.isNaN(worth.last)) worths.unpriced--;
	else move(worths, worth, worth.last, 0);
	countOfStrategy(worths, worth, -1);
	forgetRisk(worths, worth);
}

/** Takes what a position risks out of the sums. */
export function forgetRisk(worths: Worths, worth: Worth): void {
	const { risk } = worth;
	if (risk === null) return;
	moveRisk(worths, worth, risk.distance, 0);
	worths.riskAmounts = subtract(worths.riskAmounts, risk.amount);
	worth.risk = null;
}

/** Counts what a position risks, unsigned, at the distance `to` of its stop where it was at `from`. */
export function moveRisk({ risk }: Worths, { factor }: Worth, from: number, to: number): void {
	if (isNegative(factor.quantity)) risk.move(factor, to, from);
	else risk.move(factor, from, to);
}

function move(worths: Worths, { factor, strategy }: Worth, from: number, to: number): void {
	const side = isNegative(factor.quantity) ? 'short' : 'long';
	worths[side].move(factor, from, to);
	if (strategy !== '') ofStrategy(worths, strategy)[side].move(factor, from, to);
}

function countOfStrategy(worths: Worths, { strategy, last, position }: Worth, sign: 1 | -1): void {
	if (strategy === '') return;
	const own = ofStrategy(worths, strategy);
	own.positions += sign;
	if (Number.isNaN(last)) return;
	own.basis = sign === 1 ? add(own.basis, position.basis) : subtract(own.basis, position.basis);
}

function ofStrategy({ byStrategy }: Worths, strategy: string): StrategyWorth {
	let own = byStrategy.get(strategy);
	if (own === undefined) {
		own = { positions: 0, long: new ProductSum(), short: new ProductSum(), basis: zeroMoney };
		byStrategy.set(strategy, own);
	}
	return own;
}
