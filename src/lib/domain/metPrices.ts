import type { Price } from './decimal.ts';
import type { DepthLevel } from './depth.ts';

/** The prices that fired a trigger, of a quote or of a bar; `from` is the one its exit is reckoned from, before slippage. */
export type FiringPrices =
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

/** What a fill met beside prices: the levels that it walked and what it took of each; null for one that walked none. */
export interface MetLevels {
	readonly levels: readonly DepthLevel[] | null;
}

/** The prices that a fill met, of a quote, of a bar or of a close; `from` is the one it is reckoned from, before slippage. */
export type MetPrices = (FiringPrices & MetLevels) | { readonly type: 'close'; readonly from: Price };
