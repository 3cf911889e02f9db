import { oneUnit, smallestQuantity, type Quantity } from './decimal.ts';

/** What kind of thing is traded; it decides market hours, lot and price decimals. */
export type AssetClass = 'us_equity' | 'crypto';

/** A tradable thing. `lot` is the smallest step of a quantity, `priceDecimals` the decimals of a fill price. */
export interface Instrument {
	readonly symbol: string;
	readonly assetClass: AssetClass;
	readonly lot: Quantity;
	readonly priceDecimals: number;
}

/** The instrument of a symbol by the rules of its class: whole shares and 4 decimals, or 1e-9 coins and 8 decimals. */
export function createInstrument(symbol: string, assetClass: AssetClass): Instrument {
	return assetClass === 'crypto'
		? { symbol, assetClass, lot: smallestQuantity, priceDecimals: 8 }
		: { symbol, assetClass, lot: oneUnit, priceDecimals: 4 };
}

/** Whether nothing but crypto is among them: then days are UTC dates and years have 365. */
export function areAllCrypto(all: readonly { readonly assetClass: AssetClass }[]): boolean {
	return all.every(({ assetClass }) => assetClass === 'crypto');
}
