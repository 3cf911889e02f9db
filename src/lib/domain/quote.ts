import type { Instant } from './time.ts';

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
