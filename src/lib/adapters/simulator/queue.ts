import {
	floorToLot,
	fractionOf,
	multiply,
	oneRatio,
	subtract,
	unitsToPrice,
	zeroQuantity,
	type Price,
	type Quantity
} from '../../domain/decimal.ts';
import type { Instant } from '../../domain/time.ts';
import { isAsGood, type Match } from './matching.ts';
import { hasRested, isTrail, type RestingOrder } from './restingOrder.ts';
import type { Market } from './market.ts';
import type { VolumeUse } from './volumeUse.ts';

// The queue before a limit that rests. Others were there first, and what trades at its price goes to them until all of
// them have traded; what trades beyond its price has gone through all of them. Cancels before it are not seen, so that the place
// moves by trades alone: the risk-averse queue model of hftbacktest, which calls it the conservative one. A touch of which no
// volume is known may be left to chance, as `prob_fill_on_limit` of nautilus_trader does; the equity model of LEAN fills
// completely and has no queue.

/** What of a market a queue is reckoned with. */
type QueueMarket = Pick<Market, 'shownTo' | 'offerTo' | 'model' | 'instrument'>;

/**
 * Puts orders that begin to rest at their limits behind the set multiple of what is shown, of which the share counts that fills may
 * take: nothing stands before one that is better than the best price shown, and as much as there before one that is worse.
 */
export function joinQueue(orders: readonly RestingOrder[], market: QueueMarket): void {
	if (market.model.queueAhead === null) return;
	for (const order of orders) {
		const { side, limitPrice, stopPrice } = order.intent;
		if (limitPrice === null || isTrail(order) || (stopPrice !== null && !order.isElected)) continue;
		const { touch, size } = market.shownTo(side);
		const isFirst = touch !== null && !isAsGood(side, limitPrice, touch);
		order.ahead = isFirst ? zeroQuantity : aheadOf(size, market);
	}
}

/** Gives those who stand before a touched order their part of a bar or quote, once. */
export function serveQueue(order: RestingOrder, market: QueueMarket, volumeUse: VolumeUse): void {
	const { instrument, model } = market;
	const { side } = order.intent;
	const offer = market.offerTo(side);
	const ahead = order.ahead ?? zeroQuantity;
	const served = volumeUse.serve(instrument, offer, model.volumeShare ?? oneRatio, side, ahead);
	order.ahead = subtract(ahead, served);
	order.servedAt = offer.at;
}

function aheadOf(size: Quantity | null, { model, instrument }: QueueMarket): Quantity | null {
	if (size === null || model.queueAhead === null) return null;
	const counted = fractionOf(multiply(size, onePrice), model.volumeShare ?? oneRatio);
	return floorToLot(fractionOf(counted, model.queueAhead), onePrice, instrument.lot);
}

const onePrice = unitsToPrice(1_000_000_000);

/** Whether a match comes to an order that rests at its limit, and the best price of the bar or quote is no better than that. */
export function isTouch(order: RestingOrder, match: Match, best: Price, startsAt: Instant): boolean {
	if (match.pricing === null || match.electedAt !== null) return false;
	return best === order.intent.limitPrice && hasRested(order, { phase: match.phase, startsAt });
}
