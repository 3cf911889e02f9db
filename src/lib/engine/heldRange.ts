import { higher, lower, unitsToPrice } from '../domain/decimal.ts';
import type { Fill } from '../domain/fill.ts';
import type { Position } from '../domain/position.ts';
import type { Instant } from '../domain/time.ts';
import type { PriceRange } from '../domain/trade.ts';
import { indexOf, type EngineState, type Market } from './state.ts';

/** Widens what was seen of a symbol while it is held by prices (1e-9 units) that were there from an instant on. */
export function seeHeld(market: Market, index: number, low: number, high: number, from: Instant): void {
	if (!(from >= (market.heldFrom[index] ?? NaN))) return;
	// A comparison with NaN is false: the first prices are taken as they are.
	if (!(low >= (market.heldLow[index] ?? NaN))) market.heldLow[index] = low;
	if (!(high <= (market.heldHigh[index] ?? NaN))) market.heldHigh[index] = high;
}

/** After a fill: what is held now is seen anew, from the prices on that are not of before it. */
export function holdAnew(market: Market, index: number, position: Position | null): void {
	market.heldFrom[index] = position?.seenFrom ?? Infinity;
	market.heldLow[index] = NaN;
	market.heldHigh[index] = NaN;
}

/** The prices since the fill before while a position was held, with that of the fill that comes now. */
export function seenUntil({ book, market }: EngineState, { symbol, price }: Fill): PriceRange {
	const index = indexOf(market, symbol);
	const [low, high] = [market.heldLow[index] ?? NaN, market.heldHigh[index] ?? NaN];
	if (!book.positionBySymbol.has(symbol) || Number.isNaN(low)) return { low: price, high: price };
	return { low: lower(unitsToPrice(low), price), high: higher(unitsToPrice(high), price) };
}
