import type { Instant } from './time.ts';

/** Where a price came from, the best first: a stream, a call for quotes and trades, or what the venue says that a position is worth. */
export const priceOrigins = ['stream', 'quotes', 'positions'] as const;
/** Where a price came from. */
export type PriceOrigin = (typeof priceOrigins)[number];

/** Best bid and ask of a symbol and its last trade at one instant; prices in 1e-9 units of account currency. */
export interface Quote {
	readonly at: Instant;
	readonly bid: number;
	readonly ask: number;
	readonly last: number;
	/** How much is bid for and asked for, in shares or coins; absent where the source does not say. */
	readonly bidSize?: number;
	readonly askSize?: number;
	/** The price's own time at the exchange, `at` or before it; absent where that is `at`. Ages count from it. */
	readonly madeAt?: Instant;
	/** How it came; absent for a market of the desk's own. */
	readonly origin?: PriceOrigin;
	/** Nobody's bid and ask are known: both stand at the last price, and nothing trades at them. */
	readonly isLastAlone?: true;
}

/** When a price was made at the exchange. */
export function madeAtOf({ at, madeAt = at }: Quote): Instant {
	return madeAt;
}
