import { createDataStream, type DataStream, type DataStreamSetup } from './dataStream.ts';
import type { WireDataMessage } from './wire/streams.ts';

/** A price that a stream gives. */
export type StreamPrice =
	| {
			readonly type: 'quote';
			readonly symbol: string;
			readonly at: string;
			readonly bid: number;
			readonly ask: number;
			/** In shares or coins; absent where the stream does not say. */
			readonly bidSize?: number;
			readonly askSize?: number;
	  }
	| { readonly type: 'trade'; readonly symbol: string; readonly at: string; readonly price: number }
	| {
			readonly type: 'halt';
			readonly symbol: string;
			/** Null where the stream does not say. */
			readonly at: string | null;
			readonly isHalted: boolean;
	  };

/** A stream of prices, whose symbols can be changed while it is heard. */
export type PriceStream = DataStream;

/** What a stream of prices is kept with. */
export type PriceStreamSetup = DataStreamSetup & {
	/** Whether halts of trading are asked for too, which the stream of coins does not have; left out, they are not. */
	readonly halts?: boolean;
};

/** The most symbols that the free plan follows on a stream. */
export const mostFollowed = 30;

/**
 * A stream of quotes and trades; with `halts` it is asked for halts of trading too, apart from them: what is refused of halts takes
 * no price away. Where Alpaca allows less than is asked for, trades are left out first, and symbols then: what it follows is told by
 * `onFollowed`.
 */
export function createPriceStream(
	setup: PriceStreamSetup,
	onPrice: (price: StreamPrice) => void
): PriceStream {
	const extra = setup.halts === true ? 'statuses' : null;
	return createDataStream(setup, { channels: ['quotes', 'trades'], extra, most: mostFollowed }, (message) => {
		const price = priceOf(message);
		if (price !== null) onPrice(price);
	});
}

/** Codes of the two tapes for a halt, a pause and quotes alone, and for trading that goes on. */
const haltCodes: ReadonlySet<string> = new Set(['H', 'P', 'Q', '2']);
const resumeCodes: ReadonlySet<string> = new Set(['T', '3']);

function priceOf({ T, S: symbol, t: at, bp, ap, bs, as, p, sc }: WireDataMessage): StreamPrice | null {
	if (symbol === null) return null;
	if (T === 'q' && at !== null && bp !== undefined && ap !== undefined) {
		const sizes = {
			...(bs === undefined ? {} : { bidSize: bs }),
			...(as === undefined ? {} : { askSize: as })
		};
		return { type: 'quote', symbol, at, bid: bp, ask: ap, ...sizes };
	}
	if (T === 't' && at !== null && p !== undefined) return { type: 'trade', symbol, at, price: p };
	if (T !== 's' || sc === null) return null;
	if (haltCodes.has(sc)) return { type: 'halt', symbol, at, isHalted: true };
	return resumeCodes.has(sc) ? { type: 'halt', symbol, at, isHalted: false } : null;
}
