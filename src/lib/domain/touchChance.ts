import { drawBits, streamKeys, textBits, uniformOf } from './chance.ts';
import { decimalToNumber, oneRatio, type Ratio } from './decimal.ts';
import type { ClientOrderId } from './ids.ts';
import type { Instant } from './time.ts';

/**
 * Whether chance lets a limit that is no more than touched fill at an instant: a function of seed, order and instant alone, so that a
 * run that is repeated draws the same. 1 always does, 0 never.
 */
export function fillsOnTouch(probability: Ratio, seed: number, orderId: ClientOrderId, at: Instant): boolean {
	if (probability >= oneRatio) return true;
	// A stream of its own, apart from that of the order's errands.
	const [first, second] = streamKeys(seed, textBits(`${orderId} touched`));
	return uniformOf(drawBits(first, second, at)) < decimalToNumber(probability);
}
