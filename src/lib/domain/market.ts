import type { BarInterval } from './bar.ts';
import type { Instrument } from './instrument.ts';
import type { Instant } from './time.ts';

/** An instrument and the interval of the bars that price it; with quotes, the interval its age is judged by. */
export interface PricedInstrument {
	readonly instrument: Instrument;
	readonly interval: BarInterval;
}

/** A book has so many instruments at most: the number of each fits a byte, and one more is left. */
export const mostInstruments = 250;

/**
 * Where the prices of a book come from. `generated` is invented from a seed, `bars` plays given bars as a feed,
 * `history` is a replay, `alpaca` follows the market by the clock of everybody. `startsAt` is where the book's own clock begins.
 */
export type MarketSource =
	| {
			readonly type: 'generated';
			readonly seed: number;
			/** How many symbols there are. */
			readonly symbols: number;
			readonly startsAt: Instant;
	  }
	| { readonly type: 'bars'; readonly startsAt: Instant }
	| { readonly type: 'history'; readonly startsAt: Instant }
	| {
			readonly type: 'alpaca';
			readonly startsAt: Instant;
			/** The id of the paper account that the book stands for; null where its orders go to the simulator. */
			readonly account: string | null;
	  };

/** Whether a market is one of quotes, of which a book keeps the bars itself; else it plays bars that were given. */
export function isQuoted({ type }: MarketSource): boolean {
	return type === 'generated' || type === 'alpaca';
}
