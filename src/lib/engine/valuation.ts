import { add, isNegative, subtract, unitsToPrice, zeroMoney, type Money } from '../domain/decimal.ts';
import { marketValue, type Position } from '../domain/position.ts';
import { indexOf, type Book, type Market } from './state.ts';
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

/** What each position is worth now, with the sums. */
export function lookAt({ positionBySymbol }: Book, market: Market): Worths {
	const { worths } = market;
	const { bySymbol } = worths;
	for (const position of positionBySymbol.values()) {
		const known = bySymbol.get(position.symbol);
		if (known !== undefined && known.position === position && known.last === market.last[known.index]) {
			continue;
		}
		keep(worths, known, position, market);
	}
	if (bySymbol.size > positionBySymbol.size) {
		for (const [symbol, worth] of bySymbol) if (!positionBySymbol.has(symbol)) forget(worths, worth);
	}
	return worths;
}

function keep(worths: Worths, known: Worth | undefined, position: Position, market: Market): void {
	if (known !== undefined) count(worths, known.value, -1);
	const index = known?.index ?? indexOf(market, position.symbol);
	const last = market.last[index] ?? NaN;
	const value = Number.isNaN(last) ? null : marketValue(position, unitsToPrice(last));
	count(worths, value, 1);
	if (known === undefined) {
		worths.bySymbol.set(position.symbol, { position, index, last, value, risk: null });
		return;
	}
	known.position = position;
	known.last = last;
	known.value = value;
}

function forget(worths: Worths, { position, value, risk }: Worth): void {
	count(worths, value, -1);
	worths.risk = subtract(worths.risk, risk?.amount ?? zeroMoney);
	worths.bySymbol.delete(position.symbol);
}

function count(worths: Worths, value: Money | null, sign: 1 | -1): void {
	if (value === null) worths.unpriced += sign;
	else if (isNegative(value)) worths.short = (sign === 1 ? subtract : add)(worths.short, value);
	else worths.long = (sign === 1 ? add : subtract)(worths.long, value);
}
