import type { FillModel } from '../../domain/bookConfig.ts';
import { lower, oneRatio, type Quantity } from '../../domain/decimal.ts';
import {
	depthOf,
	levelsAfter,
	levelsOf,
	levelsWithin,
	walkLevels,
	type DepthLevel
} from '../../domain/depth.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { Meeting, Pricing } from './matching.ts';
import type { RestingOrder } from './restingOrder.ts';
import type { Offer, VolumeUse } from './volumeUse.ts';

// The depth behind a price. What trades at once takes the best level first, and then worse ones. Levels take the place of the
// slippage model: on a book of several levels nautilus_trader and hftbacktest slip by walking alone. A source gives no more than the
// best price, so levels are made of it, as the fill models of nautilus_trader make tiers.

/** What orders trade with: an instrument, the model, and what of its offers is taken. */
export interface Trading {
	readonly instrument: Instrument;
	readonly model: FillModel;
	readonly volumeUse: VolumeUse;
}

/** A price, and what there is at it and behind it; null where nobody knows. */
interface Offered {
	readonly pricing: Pricing;
	readonly offer: Offer | null;
}

/** What is left for an order at a price, of all of an offer when those before the order had their part; null when nothing limits it. */
export function leftFor(order: RestingOrder, { pricing, offer }: Offered, trading: Trading): Quantity | null {
	if (offer === null) return null;
	const { instrument, model, volumeUse } = trading;
	const share = model.volumeShare ?? (order.servedAt === offer.at ? oneRatio : null);
	const left = volumeUse.left(instrument, offer, share);
	const levels = levelsFor(order, pricing, offer, trading);
	if (levels === null) return left;
	return lower(depthOf(levels), left ?? depthOf(levels));
}

/** What a fill of an order takes of the levels behind a price, and what else there is. */
export function meetingOf(
	order: RestingOrder,
	{ pricing, offer }: Offered,
	trading: Trading,
	quantity: Quantity
): Meeting {
	if (offer === null) return { quantity, liquidity: null, walked: null };
	const levels = levelsFor(order, pricing, offer, trading);
	const walked = levels === null ? null : walkLevels(levels, quantity);
	return { quantity, liquidity: trading.volumeUse.liquidity(order.intent.symbol, offer), walked };
}

/**
 * The levels that an order may walk from a price on, but for what others have taken of them: none beyond its limit. Null where
 * nothing is walked: the depth is off, nobody says how much there is, or the order gets the price that it named or its target had.
 */
function levelsFor(
	{ intent: { symbol, side, limitPrice } }: RestingOrder,
	{ from, by }: Pricing,
	offer: Offer,
	{ instrument: { lot }, model: { depthLevels, depthTerms }, volumeUse }: Trading
): readonly DepthLevel[] | null {
	const { volume } = offer.liquidity;
	const isAtOnce = by === 'slipping' || (by === 'rounding' && limitPrice !== null);
	if (depthLevels === null || volume === null || !isAtOnce) return null;
	const levels = levelsOf(depthLevels, depthTerms, { side, price: from, size: volume, lot });
	return levelsWithin(levelsAfter(levels, volumeUse.walked(symbol, offer, side)), side, limitPrice);
}
