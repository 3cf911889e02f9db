import type { PriceOrigin } from '../domain/quote.ts';

/** How a price came, in a few words. */
export const originTexts: Readonly<Record<PriceOrigin, string>> = {
	stream: 'from the stream',
	quotes: 'asked for',
	positions: 'from the position'
};
