import type { PriceOrigin } from '../../domain/quote.ts';
import type { Instant } from '../../domain/time.ts';
import type { FedPrice, PositionPrice } from '../../ports/priceFeed.ts';
import { compareInstants, readFineInstant, type FineInstant } from './fineInstant.ts';
import { unitsOfWire } from './priceUnits.ts';

/** A quote of the wire; `bs` and `as` are sizes. */
export interface WiredQuote {
	readonly t: string;
	readonly bp: number;
	readonly ap: number;
	readonly bs?: number;
	readonly as?: number;
}

/** A trade of the wire. */
export interface WiredTrade {
	readonly t: string;
	readonly p: number;
}

/** What was heard of a symbol at once. */
export interface Heard {
	readonly quote?: WiredQuote | null | undefined;
	readonly trade?: WiredTrade | null | undefined;
}

interface Part {
	readonly made: FineInstant;
	readonly origin: PriceOrigin;
}

interface Sides extends Part {
	readonly bid: number | null;
	readonly ask: number | null;
	readonly bidSize: number | null;
	readonly askSize: number | null;
}

interface Last extends Part {
	readonly last: number;
}

/** What is known of a symbol: its sides and its last trade are two prices with two times. */
interface Known {
	sides: Sides | null;
	last: Last | null;
	given: { readonly madeAt: Instant; readonly origin: PriceOrigin } | null;
}

const rankOf: Readonly<Record<PriceOrigin, number>> = { stream: 0, quotes: 1, positions: 2 };

/** The newest prices that were heard, whichever way they came; what is not newer is not given again. */
export class HeardPrices {
	readonly #known = new Map<string, Known>();

	/** Takes what was heard of a symbol; the price that it makes, or null where it is nothing new. */
	take(symbol: string, heard: Heard, origin: PriceOrigin, takenAt: Instant): FedPrice | null {
		const known = this.#of(symbol);
		const sides = sidesOf(heard.quote, origin);
		const last = lastOf(heard.trade, origin);
		const hasSides = sides !== null && isNews(sides, known.sides, sameSides);
		const hasLast = last !== null && isNews(last, known.last, sameLast);
		if (!hasSides && !hasLast) return null;
		if (hasSides) known.sides = sides;
		if (hasLast) known.last = last;
		// What stood in for a price has no place beside one.
		else if (known.last?.origin === 'positions') known.last = null;
		return give(symbol, known, origin, takenAt);
	}

	/** Takes a price that came with a position; null when a price that is not older was given. */
	takePosition({ symbol, price, at }: PositionPrice): FedPrice | null {
		const known = this.#of(symbol);
		if (known.given !== null && known.given.madeAt >= at) return null;
		known.sides = null;
		known.last = { last: price, made: { at, nanoseconds: 0 }, origin: 'positions' };
		return give(symbol, known, 'positions', at);
	}

	/** Where the price that was given last came from. */
	originOf(symbol: string): PriceOrigin | null {
		return this.#known.get(symbol)?.given?.origin ?? null;
	}

	/** Forgets all but these. */
	keep(symbols: ReadonlySet<string>): void {
		for (const symbol of this.#known.keys()) if (!symbols.has(symbol)) this.#known.delete(symbol);
	}

	#of(symbol: string): Known {
		let known = this.#known.get(symbol);
		if (known === undefined) {
			known = { sides: null, last: null, given: null };
			this.#known.set(symbol, known);
		}
		return known;
	}
}

function give(symbol: string, known: Known, origin: PriceOrigin, takenAt: Instant): FedPrice | null {
	const { sides, last } = known;
	const [bid, ask] = [sides?.bid ?? null, sides?.ask ?? null];
	const isEmpty = bid === null && ask === null && last === null;
	// That the sides are gone is news only to who has seen them.
	if (isEmpty && known.given === null) return null;
	const madeAt = Math.max(sides?.made.at ?? -Infinity, last?.made.at ?? -Infinity);
	known.given = { madeAt, origin };
	return {
		...{ symbol, bid, ask, last: last?.last ?? null, madeAt, takenAt, origin },
		...(sides === null || sides.bidSize === null ? {} : { bidSize: sides.bidSize }),
		...(sides === null || sides.askSize === null ? {} : { askSize: sides.askSize })
	};
}

/**
 * Whether a price is newer than the one that is known. A price that came with a position has no time of its own, and any of a better
 * origin takes its place; two of one moment follow each other as they come, unless the later one came a worse way.
 */
function isNews<Some extends Part>(next: Some, known: Some | null, isSame: (a: Some, b: Some) => boolean) {
	if (known === null || known.origin === 'positions') return true;
	const later = compareInstants(next.made, known.made);
	if (later !== 0) return later > 0;
	return rankOf[next.origin] <= rankOf[known.origin] && !isSame(next, known);
}

function sameSides(a: Sides, b: Sides): boolean {
	return a.bid === b.bid && a.ask === b.ask && a.bidSize === b.bidSize && a.askSize === b.askSize;
}

function sameLast(a: Last, b: Last): boolean {
	return a.last === b.last;
}

/** Both sides of a quote; a side without an offer is null, and so are both where the bid is above the ask. */
function sidesOf(quote: WiredQuote | null | undefined, origin: PriceOrigin): Sides | null {
	if (quote === null || quote === undefined) return null;
	const made = readFineInstant(quote.t);
	if (made === null) return null;
	const [bid, ask] = [unitsOfWire(quote.bp), unitsOfWire(quote.ap)];
	const isCrossed = bid !== null && ask !== null && bid > ask;
	const size = (side: number | null, value: number | undefined) =>
		side === null || isCrossed || value === undefined || !(value > 0) ? null : value;
	return {
		...{ made, origin, bid: isCrossed ? null : bid, ask: isCrossed ? null : ask },
		...{ bidSize: size(bid, quote.bs), askSize: size(ask, quote.as) }
	};
}

function lastOf(trade: WiredTrade | null | undefined, origin: PriceOrigin): Last | null {
	if (trade === null || trade === undefined) return null;
	const made = readFineInstant(trade.t);
	const last = unitsOfWire(trade.p);
	return made === null || last === null ? null : { made, origin, last };
}
