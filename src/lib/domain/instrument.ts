import {
	floorToLot,
	multiply,
	oneUnit,
	smallestQuantity,
	unitsToPrice,
	type Price,
	type Quantity
} from './decimal.ts';

/** What kind of thing is traded; it decides market hours, lot and price decimals. */
export type AssetClass = 'us_equity' | 'crypto';

/** A tradable thing. `lot` is the smallest step of a quantity, `priceDecimals` the decimals of a fill price. */
export interface Instrument {
	readonly symbol: string;
	readonly assetClass: AssetClass;
	readonly lot: Quantity;
	readonly priceDecimals: number;
}

/** The class of a symbol by how it is written: a pair with a slash, as BTC/USD, is of a coin, any other of a share. */
export function assetClassOf(symbol: string): AssetClass {
	return symbol.includes('/') ? 'crypto' : 'us_equity';
}

/** The instrument of a symbol by the rules of its class: whole shares and 4 decimals, or 1e-9 coins and 8 decimals. */
export function createInstrument(symbol: string, assetClass: AssetClass): Instrument {
	return assetClass === 'crypto'
		? { symbol, assetClass, lot: smallestQuantity, priceDecimals: 8 }
		: { symbol, assetClass, lot: oneUnit, priceDecimals: 4 };
}

/**
 * The decimals that the price of an order may have: of a share 2 from 1 dollar on and 4 below (SEC rule 612), of a coin those of
 * the coin.
 */
export function orderDecimals({ assetClass, priceDecimals }: Instrument, price: Price): number {
	if (assetClass === 'crypto') return priceDecimals;
	return price >= oneDollar ? 2 : 4;
}

const oneDollar = unitsToPrice(1e9);

/** Whether it can be sold without being held: shares can, coins cannot, since nobody lends them here. */
export function isShortable({ assetClass }: Instrument): boolean {
	return assetClass === 'us_equity';
}

/** Whether a quantity is a whole number of lots. */
export function isWholeLots({ lot }: Pick<Instrument, 'lot'>, quantity: Quantity): boolean {
	return floorToLot(multiply(quantity, oneDollar), oneDollar, lot) === quantity;
}

/** Whether a quantity has a part of a share in it; one of coins never has. */
export function hasPartOfShare({ assetClass }: Pick<Instrument, 'assetClass'>, quantity: Quantity): boolean {
	return assetClass === 'us_equity' && !isWholeLots({ lot: oneUnit }, quantity);
}

/** Whether nothing but crypto is among them: then days are UTC dates and years have 365. */
export function areAllCrypto(all: readonly { readonly assetClass: AssetClass }[]): boolean {
	return all.every(({ assetClass }) => assetClass === 'crypto');
}
