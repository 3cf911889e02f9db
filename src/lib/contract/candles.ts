import type { Candles, CandleSize } from '../domain/candles.ts';
import type { MarketSource } from '../domain/market.ts';
import type { Instant } from '../domain/time.ts';
import type { WatchView } from './deskView.ts';
import { z } from '../schema/zod.ts';

/** The sizes of candles, the smallest first. */
export const candleSizes = ['1m', '5m', '15m', '1h', '1d'] as const satisfies readonly CandleSize[];

/** The candles of a symbol that begin from `from` to `to` (the book's clock), all of them when absent. */
export type CandlesAsk = {
	readonly symbol: string;
	readonly size: CandleSize;
	readonly from?: Instant;
	readonly to?: Instant;
};

/** The bars that Alpaca keeps, which stand in place of what a book has heard of that time. */
export interface PastCandles {
	/** They end here (the book's clock); null while none were read. */
	readonly to: Instant | null;
	readonly isReading: boolean;
	/** Why they could not be read; empty when they could. */
	readonly problem: string;
}

/**
 * Candles for drawing, oldest first, at most 1500, the newest: `at` is where each begins, prices are in account currency
 * (estimates). The last one is in progress while its time lasts.
 */
export interface CandlesView extends Candles {
	readonly symbol: string;
	readonly size: CandleSize;
	/** Where the prices that are known begin; null while there are none. */
	readonly knownFrom: Instant | null;
	/** What the prices are of. */
	readonly source: MarketSource['type'];
	/** Null where no bars of Alpaca belong. */
	readonly past: PastCandles | null;
	/** Where the symbol stands now, also one that is on no list. */
	readonly now: WatchView;
}

/** The shape of the request. */
export const candlesSchema = z.strictObject({
	symbol: z.string().check(z.maxLength(200)),
	size: z.enum(candleSizes),
	from: z.optional(z.number()),
	to: z.optional(z.number())
});
