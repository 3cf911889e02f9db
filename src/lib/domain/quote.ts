import type { Instant } from './time.ts';

/** Where a price came from, the best first: a stream, a call for quotes and trades, or what the venue says that a position is worth. */
export type PriceOrigin = 'stream' | 'quotes' | 'positions';

/** Best bid and ask of a symbol and its last trade at one instant; prices in 1e-9 units of account currency. */
export interface Quote {
	readonly at: Instant;
	readonly bid: number;
	readonly ask: number;
	readonly last: number;
	/** How much is bid for and asked for, in shares or coins; absent where the source does not say. */
	readonly bidSize?: number;
	readonly askSize?: number;
}
