// W2: the prices that pass, and the triggers that wait for them, the same for everybody.
//
// Each price is of one of 50 symbols and up to two ticks from its last. Triggers are armed at the price of the moment, in
// turn of six kinds, and again at once when they fire, so that there are always as many. A trail is tested against the
// extreme before the price, or by it, which is the same; half of the symbols trail by an amount, half by a fraction.
// Everything is in whole ticks, so that all must fire the same triggers at the same prices.
import { createRandom } from '../lib/random.mjs';

export const symbols = 50;
export const count = 1_000_000;
export const firstPrice = 16_000;
/** After how many prices everybody says what fired so far: slow ones stop there. */
export const early = 100_000;
/** How often the prices pass in one run of the bound. */
export const boundPasses = 15;

/** The kinds of triggers, in turn: the first three below the price, the others above. */
export const kinds = ['stop', 'entry below', 'trail below', 'target', 'entry above', 'trail above'];
/** Whether a kind waits above the price. */
export const isAbove = (kind) => kind >= 3;
/** Whether a kind follows the price. */
export const isTrail = (kind) => kind % 3 === 2;
/** Whether a symbol's trails keep a fraction instead of an amount. */
export const byFraction = (symbol) => symbol % 2 === 1;

/** How far triggers are from the price, in ticks, so that about one price in a hundred fires one. */
const reach = { 1000: [8, 72], 10_000: [40, 270], 100_000: [150, 880] };

/** A tick of the first price as a fraction in 1e-9. */
export const tickFraction = 1e9 / firstPrice;

/** The prices as columns: the symbol of each, and the price in ticks. */
export function createPrices() {
	const random = createRandom(7);
	const last = new Float64Array(symbols).fill(firstPrice);
	const symbol = new Uint8Array(count);
	const price = new Float64Array(count);
	for (let i = 0; i < count; i++) {
		const one = Math.floor(random() * symbols);
		last[one] += Math.floor(random() * 5) - 2;
		symbol[i] = one;
		price[i] = last[one];
	}
	return { symbol, price };
}

/** The triggers: of each its kind and symbol, and `offset`, which says how far off it is armed for the nth time. */
export function createTriggers(armed) {
	const [least, most] = reach[armed];
	const ids = Array.from({ length: armed }, (_, id) => id);
	return {
		kind: Uint8Array.from(ids, (id) => id % 6),
		symbol: Uint8Array.from(ids, (id) => Math.floor(id / 6) % symbols),
		offset: (id, time) => least + (scramble(id, time) % (most - least + 1))
	};
}

/** The level of a trail in ticks: rounded half up to a tick when it keeps a fraction of its mark. */
export function trailLevel(mark, signedOffset, isFraction) {
	if (!isFraction) return mark + signedOffset;
	return Math.floor((mark * (1e9 + signedOffset * tickFraction) + 5e8) / 1e9);
}

/** Counts what fires, and adds up which at which price, in whatever order. */
export class Fires {
	fires = 0;
	sum = 0;

	add(price, id) {
		this.fires++;
		this.sum = (this.sum + scramble(price, id)) | 0;
	}
}

function scramble(one, other) {
	let mixed = Math.imul(one + 1, 0x9e3779b1) ^ Math.imul(other + 1, 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
	mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
	return (mixed ^ (mixed >>> 15)) >>> 0;
}
