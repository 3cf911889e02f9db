import {
	absolute,
	add,
	isNegative,
	subtract,
	unitsToPrice,
	zeroMoney,
	type Money
} from '../domain/decimal.ts';
import { marketValue } from '../domain/position.ts';
import type { Book, Market } from './state.ts';
import { strategyOf } from './strategyDay.ts';
import type { Worth, Worths } from './worth.ts';

/** What positions are worth at their last prices: the long ones, the short ones unsigned, and long less short. */
export interface PositionValues {
	readonly long: Money;
	readonly short: Money;
	readonly net: Money;
}

/** What all positions are worth; null when one of them has no price. */
export function valuesOf(book: Book, market: Market): PositionValues | null {
	const { long, short, unpriced } = lookAt(book, market);
	return unpriced > 0 ? null : { long, short, net: subtract(long, short) };
}

/** Value of all positions at their last prices, that of shorts below zero; null when one of them has no price. */
export function valueOfPositions(book: Book, market: Market): Money | null {
	return valuesOf(book, market)?.net ?? null;
}

/** The same, where a position that has no price counts at its cost. */
export function valueAtCost(book: Book, market: Market): Money {
	return lookAt(book, market).list.reduce(
		(sum, { value: worth, position }) => add(sum, worth ?? position.basis),
		zeroMoney
	);
}

/** What each position is worth now, with the sums. */
export function lookAt(book: Book, market: Market): Worths {
	const { worths } = market;
	if (worths.isHeldAnew || worths.list.length !== book.positionBySymbol.size) lookAtHeld(book, market);
	for (const worth of worths.list) {
		if (worth.last !== market.last[worth.index]) value(worths, worth, market);
	}
	return worths;
}

/** Takes over the positions as they are. */
function lookAtHeld(book: Book, { worths, indexBySymbol }: Market): void {
	const { bySymbol } = worths;
	for (const position of book.positionBySymbol.values()) {
		const { symbol } = position;
		const known = bySymbol.get(symbol);
		if (known?.position === position) continue;
		if (known !== undefined) forget(worths, known);
		const index = indexBySymbol.get(symbol) ?? -1;
		const strategy = strategyOf(book, position.decisionId);
		const worth = { position, index, strategy, last: NaN, value: null, risk: null };
		count(worths, worth, 1);
		bySymbol.set(symbol, worth);
	}
	if (bySymbol.size > book.positionBySymbol.size) {
		for (const [symbol, worth] of bySymbol) {
			if (!book.positionBySymbol.has(symbol)) forget(worths, worth);
		}
	}
	worths.list = [...bySymbol.values()];
	worths.isHeldAnew = false;
}

function value(worths: Worths, worth: Worth, market: Market): void {
	const last = market.last[worth.index] ?? NaN;
	// Without a price it stays as it is: counted as one that has none.
	if (Number.isNaN(last) && worth.value === null) return;
	count(worths, worth, -1);
	worth.last = last;
	worth.value = Number.isNaN(last) ? null : marketValue(worth.position, unitsToPrice(last));
	count(worths, worth, 1);
}

function forget(worths: Worths, worth: Worth): void {
	count(worths, worth, -1);
	worths.risk = subtract(worths.risk, worth.risk?.amount ?? zeroMoney);
	worths.bySymbol.delete(worth.position.symbol);
}

/** Counts a position in the sums, or takes it out of them. */
function count(worths: Worths, { value: worth, position, strategy }: Worth, sign: 1 | -1): void {
	const [plus, minus] = sign === 1 ? [add<Money>, subtract<Money>] : [subtract<Money>, add<Money>];
	if (worth === null) worths.unpriced += sign;
	else if (isNegative(worth)) worths.short = minus(worths.short, worth);
	else worths.long = plus(worths.long, worth);
	if (strategy === '') return;
	const own = worths.byStrategy.get(strategy) ?? { positions: 0, exposure: zeroMoney, unrealised: zeroMoney };
	own.positions += sign;
	if (worth !== null) {
		own.exposure = plus(own.exposure, absolute(worth));
		own.unrealised = plus(own.unrealised, subtract(worth, position.basis));
	}
	worths.byStrategy.set(strategy, own);
}
