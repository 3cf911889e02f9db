import type { AssetClass } from '../domain/instrument.ts';
import type { PriceOrigin } from '../domain/quote.ts';
import type { Instant } from '../domain/time.ts';

/** A price as it was given, in 1e-9 units of account currency; null where it is not known. */
export interface FedPrice {
	readonly symbol: string;
	readonly bid: number | null;
	readonly ask: number | null;
	/** Of the last trade. */
	readonly last: number | null;
	/** How much is bid for and asked for, in shares or coins; absent where the source does not say. */
	readonly bidSize?: number;
	readonly askSize?: number;
	/** Its own time at the exchange, of the newest part; of a price inside a position, when that was answered. */
	readonly madeAt: Instant;
	/** When the desk got it. */
	readonly takenAt: Instant;
	readonly origin: PriceOrigin;
}

/** Hears what a price feed gives. */
export interface PriceFeedSink {
	price(price: FedPrice): void;
	/** Trading in a symbol stops, or goes on. */
	halt(symbol: string, isHalted: boolean): void;
	/** The last price of a symbol before this day of the exchange, in 1e-9 units. */
	closed(symbol: string, price: number): void;
	/** The view of the feed is another one. */
	changed(): void;
}

/**
 * How a stream of prices stands: nothing is followed on it, on its way, heard, gone until the next try, not let in while another
 * connection of the account is there, refused for its keys or its plan, or closed.
 */
export type FeedStreamState = 'off' | 'connecting' | 'live' | 'waiting' | 'limited' | 'refused' | 'closed';

/** Why prices do not come by calls. */
export type FeedProblem =
	/** Nobody answered. */
	| { readonly type: 'silent' }
	/** The venue asked for fewer calls. */
	| { readonly type: 'too_many_calls' }
	/** The venue refused, in its own words, which may be none. */
	| { readonly type: 'refused'; readonly status: number; readonly message: string }
	/** The answer is not what it should be. */
	| { readonly type: 'unreadable'; readonly problem: string };

/** How a price feed stands. */
export interface FeedView {
	/** What is followed on a stream, the most important first. */
	readonly streamed: readonly string[];
	/** What the streams have no room for, and is asked for again and again. */
	readonly polled: readonly string[];
	/** What the source has no price of. */
	readonly unknown: readonly string[];
	readonly stockStream: FeedStreamState;
	readonly coinStream: FeedStreamState;
	/** What was wrong with the last calls; null when nothing was. */
	readonly problem: FeedProblem | null;
	/** How long it is from one call to the next, in milliseconds. */
	readonly pollEvery: number;
}

/** A symbol whose price is wanted. */
export interface FollowedSymbol {
	readonly symbol: string;
	readonly assetClass: AssetClass;
}

/** A price that came with a position, in 1e-9 units; `at` is when the answer with it came. */
export interface PositionPrice {
	readonly symbol: string;
	readonly price: number;
	readonly at: Instant;
}

/** Live prices of a venue, by the best way that there is at the moment. */
export interface PriceFeed {
	/** Follows these symbols and no others, the most important first: held, ordered, triggered, then watched. */
	follow(symbols: readonly FollowedSymbol[]): void;
	/** Takes what stands in for prices when no better ones come. */
	takePositions(prices: readonly PositionPrice[]): void;
	start(): void;
	close(): void;
	view(): FeedView;
	/** Where the price that was given last of a symbol came from; null before the first. */
	originOf(symbol: string): PriceOrigin | null;
}
