// Chance by number, not by stream: what is drawn is a function of seed, stream and number, so that a place in it is
// remembered by one number. Only integer arithmetic, + - * / and square roots, which every engine works out alike;
// logarithms, powers and sines may differ in the last digit, and then prices would.

/** Two words that tell the draws of one stream from those of another; seed is any finite number, its fraction is dropped. */
export function streamKeys(seed: number, stream: number): readonly [number, number] {
	const low = scramble(seed | 0);
	const high = scramble(low ^ Math.floor(seed / 4_294_967_296));
	return [
		scramble(high + Math.imul(stream + 1, 0x9e3779b1)),
		scramble(high ^ Math.imul(stream + 1, 0x85ebca77))
	];
}

/** The 32 bits of one number in the stream of two keys. */
export function drawBits(first: number, second: number, number: number): number {
	return scramble(scramble((first + number) | 0) ^ second) >>> 0;
}

/** Bits as a uniform number, 0 <= u < 1. */
export function uniformOf(bits: number): number {
	return bits / 4_294_967_296;
}

// Four bytes have a mean of 510 and a variance of 4 (256² - 1) / 12.
const byteScale = 1 / Math.sqrt((4 * (256 * 256 - 1)) / 12);

/** Bits as a number of mean 0 and variance 1 that is about normal and never beyond 3.46: the sum of the four bytes. */
export function normalOf(bits: number): number {
	return ((bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24) - 510) * byteScale;
}

/** Mixes 32 bits so that each depends on all. */
function scramble(bits: number): number {
	let mixed = bits ^ (bits >>> 16);
	mixed = Math.imul(mixed, 0x21f0aaad);
	mixed ^= mixed >>> 15;
	mixed = Math.imul(mixed, 0x735a2d97);
	return mixed ^ (mixed >>> 15);
}

/** The 32 bits of a text (FNV-1a over its UTF-16 units). */
export function textBits(text: string): number {
	let bits = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
	}
	return bits;
}
