import { sessionAt } from '../domain/marketCalendar.ts';
import { madeAtOf, type Quote } from '../domain/quote.ts';
import type { Instant } from '../domain/time.ts';
import { lastPrice, type EngineState } from './state.ts';

/** What a price may do: fill and fire, fill no orders but those for extended hours, or do nothing but mark. */
export type PriceStanding = 'acts' | 'extended' | 'marks';

/** What a quote may do. One without a time of its own is of a market that is never late and never outside its hours. */
export function standingOf({ book, market }: EngineState, index: number, quote: Quote): PriceStanding {
	if (quote.madeAt === undefined) return 'acts';
	if (isOlder(quote.at - quote.madeAt, book.config.risk)) return 'marks';
	const assetClass = market.instruments[index]?.instrument.assetClass;
	if (assetClass === 'crypto' || book.config.extendedHours) return 'acts';
	const isRegular = sessionAt(quote.at) !== undefined && sessionAt(madeAtOf(quote)) !== undefined;
	return isRegular ? 'acts' : 'extended';
}

/**
 * Whether the last price of a symbol is older than the limit for data by the clock, in a book that follows the market: then it fires
 * and fills nothing. A market of the book's own has no prices that are late.
 */
export function isTooOld({ book, market }: EngineState, symbol: string, now: Instant): boolean {
	const last = book.source.type === 'alpaca' ? lastPrice(market, symbol) : null;
	return last !== null && isOlder(now - last.at, book.config.risk);
}

function isOlder(age: number, { maxDataAgeSeconds }: EngineState['book']['config']['risk']): boolean {
	return age > maxDataAgeSeconds * 1000;
}
