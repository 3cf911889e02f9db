import type { AssetClass } from '../domain/instrument.ts';
import type { Instant } from '../domain/time.ts';

/** Something that is traded at Alpaca, as it is found. */
export interface AssetHit {
	readonly symbol: string;
	/** Empty where it has none. */
	readonly name: string;
	readonly assetClass: AssetClass;
	/** Whether it trades now; what does not cannot be followed. */
	readonly isTradable: boolean;
	/** Whether parts of it can be bought. */
	readonly isFractionable: boolean;
	readonly isShortable: boolean;
	/** On the person's own list already. */
	readonly isWatched: boolean;
}

/** What was found in Alpaca's list of assets, the best first. */
export interface AssetsFound {
	readonly hits: readonly AssetHit[];
	/** When the list was read, by the wall clock; null when there is none, and the book's own symbols were searched. */
	readonly readAt: Instant | null;
	/** Why there is no list of the last day, in a sentence; null when there is. */
	readonly problem: string | null;
}

/** Requests about what a book of Alpaca's market follows. */
export interface AssetRequests {
	/** Finds assets by symbol or name; the first of these has the list read, an empty text finds none. */
	readonly findAssets: { readonly ask: { readonly text: string }; readonly answer: AssetsFound };
	/** Adds symbols to what the book follows, and to the end of its watchlist: all of them or, with the reasons, none. */
	readonly followSymbols: {
		readonly ask: { readonly symbols: readonly string[]; readonly request: string };
		readonly answer: { readonly symbols: readonly string[]; readonly text: string };
	};
}
