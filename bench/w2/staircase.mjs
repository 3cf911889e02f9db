// The worst case for trails: one symbol whose price falls a tick at a time, a trail armed at each price, so that every one
// of them has a mark of its own, and trails firing anywhere among them.
import { createRandom } from '../lib/random.mjs';

export const steps = 50_000;
/** In ticks; the price stays above zero. */
export const priceAt = (step) => 4 * steps - step;

/** How far below its mark each trail is, in ticks. */
export function createOffsets() {
	const random = createRandom(9);
	return Float64Array.from({ length: steps }, () => 1 + Math.floor(random() * steps));
}
