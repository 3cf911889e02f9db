// W3: a stream of market orders and what they do, the same for everybody.
//
// 50 symbols; each order buys or sells 1 to 150 of one, and the quote after it fills it at its far side with slippage. A symbol is
// held long or short; an order beyond what is held goes through zero. Money and prices are whole units of 1e-4 dollars, exact as a
// double.
import { createRandom } from '../lib/random.mjs';

export const count = 1_000_000;
export const symbols = 50;
/** 100 dollars. */
export const firstPrice = 1_000_000;

/**
 * The limits that everybody reviews. Of these only that of the position denies: the desk has no limit of a quantity or an amount an
 * order, and so the stream has no order beyond those.
 */
export const limits = { maxQuantity: 150, maxNotional: 20_000 * 10_000, maxPosition: 1000 };
export const cash = 1e7 * 10_000;
/** Parts in a million of the price, and of what was traded. */
export const slippage = 50;
export const commission = 100;

/** What a market order of a direction gets or pays at a price: slipped, to 4 decimals half up. */
export const slipped = (price, direction) => Math.floor((price * (1e6 + direction * slippage) + 5e5) / 1e6);
/** What a trade costs, in whole cents half up. */
export const feeOf = (worth) => Math.floor((worth * commission + 5e7) / 1e8) * 100;

/** The orders as columns: symbol, direction, quantity, and the quote that fills each. */
export function createOrders() {
	const random = createRandom(11);
	const middle = new Int32Array(symbols).fill(firstPrice);
	const symbol = new Uint8Array(count);
	const direction = new Int8Array(count);
	const quantity = new Int32Array(count);
	const bid = new Int32Array(count);
	const ask = new Int32Array(count);
	for (let i = 0; i < count; i++) {
		const one = Math.floor(random() * symbols);
		middle[one] += (Math.floor(random() * 21) - 10) * 100;
		symbol[i] = one;
		direction[i] = random() < 0.5 ? 1 : -1;
		quantity[i] = 1 + Math.floor(random() * limits.maxQuantity);
		bid[i] = middle[one] - 100;
		ask[i] = middle[one] + 100;
	}
	return { symbol, direction, quantity, bid, ask };
}

/** A number that two runs share only when each order was filled for as many, or denied, in both: 0 is a denied one. */
export function digestOf(filled) {
	let digest = 2_166_136_261;
	for (let i = 0; i < filled.length; i++) digest = Math.imul(digest ^ filled[i], 16_777_619);
	return digest >>> 0;
}
