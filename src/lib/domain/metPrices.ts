import type { Price } from './decimal.ts';
import type { DepthLevel } from './depth.ts';
import type { PriceOrigin } from './quote.ts';
import type { Instant } from './time.ts';

/** The prices of a quote or of a bar that were met; `from` is the one that is reckoned from, before slippage. */
export type ShownPrices =
	| {
			readonly type: 'quote';
			readonly bid: Price;
			readonly ask: Price;
			readonly last: Price;
			readonly from: Price;
	  }
	| {
			readonly type: 'bar';
			readonly open: Price;
			readonly high: Price;
			readonly low: Price;
			readonly from: Price;
	  };

/** How a live price came, beside what it was; all is absent of a market of the desk's own. */
export interface PricePast {
	/** Its own time at the exchange. */
	readonly madeAt: Instant;
	readonly origin: PriceOrigin;
	/** Its bid and ask are not known, and stand at the last price. */
	readonly isLastAlone: boolean;
}

/** The prices that fired a trigger; its exit is reckoned from `from`. */
export type FiringPrices = ShownPrices & Partial<PricePast>;

/** What a fill met beside prices: the levels that it walked and what it took of each; null for one that walked none. */
export interface MetLevels {
	readonly levels: readonly DepthLevel[] | null;
}

/** The prices that a fill met, of a quote, of a bar or of a close; `from` is the one it is reckoned from, before slippage. */
export type MetPrices = (ShownPrices & MetLevels) | { readonly type: 'close'; readonly from: Price };
