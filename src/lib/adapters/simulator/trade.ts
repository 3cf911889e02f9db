import type { Bar } from '../../domain/bar.ts';
import type { FillModel } from '../../domain/bookConfig.ts';
import { unitsToPrice, type Price, type Quantity } from '../../domain/decimal.ts';
import type { DepthLevel } from '../../domain/depth.ts';
import type { Charge } from '../../domain/fees.ts';
import type { Fill } from '../../domain/fill.ts';
import { orderToFillId } from '../../domain/ids.ts';
import { sessionClosingAfter } from '../../domain/marketCalendar.ts';
import type { MetPrices } from '../../domain/metPrices.ts';
import type { OrderIntent } from '../../domain/order.ts';
import type { Quote } from '../../domain/quote.ts';
import type { Instant } from '../../domain/time.ts';
import type { FiredOn, LastOf } from '../../domain/venue.ts';
import { isAsGood, pricingAtMarket, pricingOfFired, type BarPhase, type Pricing } from './matching.ts';
import { offerOfBar, offerOfQuote, type Offer } from './volumeUse.ts';

/** A price to trade at: `seenAt` when the desk sees it, `label` the timestamp of its bar or quote. */
export interface Trade {
	readonly pricing: Pricing;
	readonly phase: BarPhase;
	/** The start of its bar, or the instant of its quote. */
	readonly startsAt: Instant;
	readonly seenAt: Instant;
	readonly label: Instant;
	readonly guardsFrom: Instant;
	readonly met: MetPrices;
	/** What it takes from; null in an auction, whose volume nobody knows. */
	readonly offer: Offer | null;
}

/** A bar or a quote as one that orders trade on. */
export interface Trader {
	readonly startsAt: Instant;
	readonly seenAt: Instant;
	readonly tradeOf: (intent: OrderIntent, pricing: Pricing, phase: BarPhase) => Trade;
}

/** Trades on a bar: an entry at the open is guarded on its own bar, one inside the bar from the next bar on. */
export function tradeOnBar(bar: Bar): Trader {
	const { startsAt, completesAt } = bar;
	return {
		startsAt,
		seenAt: completesAt,
		tradeOf: (_, pricing, phase) => barTrade(pricing, phase, bar, phase === 'open' ? startsAt : completesAt)
	};
}

/** Trades on a quote. */
export function tradeOnQuote(quote: Quote): Trader {
	const { at } = quote;
	return {
		startsAt: at,
		seenAt: at,
		tradeOf: ({ side }, pricing, phase) => ({
			pricing,
			phase,
			startsAt: at,
			seenAt: at,
			label: at,
			guardsFrom: at,
			met: metOnQuote(quote, pricing),
			offer: offerOfQuote(quote, side)
		})
	};
}

function barTrade(pricing: Pricing, phase: BarPhase, bar: Bar, guardsFrom: Instant): Trade {
	const { startsAt, completesAt, label } = bar;
	const [open, high, low] = [unitsToPrice(bar.open), unitsToPrice(bar.high), unitsToPrice(bar.low)];
	return {
		pricing,
		phase,
		startsAt,
		seenAt: completesAt,
		label,
		guardsFrom,
		met: { type: 'bar', open, high, low, from: pricing.from, levels: null },
		offer: offerOfBar(bar)
	};
}

function metOnQuote({ bid, ask, last }: Quote, { from }: Pricing): MetPrices {
	return {
		type: 'quote',
		bid: unitsToPrice(bid),
		ask: unitsToPrice(ask),
		last: unitsToPrice(last),
		from,
		levels: null
	};
}

/** The trade of an exit that a trigger fired: on its bar at the price of the rule, on its quote as a market order. */
export function firedTrade(intent: OrderIntent, firedOn: FiredOn, model: FillModel): Trade {
	switch (firedOn.type) {
		case 'bar':
			return barTrade(pricingOfFired(firedOn), 'stop', firedOn.bar, firedOn.bar.completesAt);
		case 'quote': {
			const { quote } = firedOn;
			return tradeOnQuote(quote).tradeOf(intent, pricingAtMarket(intent.side, quote, model), 'open');
		}
	}
}

/**
 * The trade of an order in the closing auction, at the last price of its session: a market order slips, a limit order gets it as
 * it is; null when there was none, or one that is worse than its limit.
 */
export function tradeAtClose(
	{ side, limitPrice, ends }: OrderIntent,
	last: ReturnType<LastOf>,
	at: Instant
): Trade | null {
	const session = ends === null ? undefined : sessionClosingAfter(ends.at - 1);
	if (last === null || session === undefined || last.at < session.open) return null;
	if (limitPrice !== null && !isAsGood(side, last.price, limitPrice)) return null;
	const pricing: Pricing = { from: last.price, by: limitPrice === null ? 'slipping' : 'naming' };
	return {
		pricing,
		phase: 'open',
		startsAt: at,
		seenAt: at,
		label: at,
		guardsFrom: at,
		met: { type: 'close', from: last.price },
		offer: null
	};
}

/** What a trade of an order came to. */
interface Done {
	readonly quantity: Quantity;
	readonly price: Price;
	readonly role: 'maker' | 'taker';
	readonly charge: Charge;
	/** The levels that it walked; null for one that walked none. */
	readonly walked: readonly DepthLevel[] | null;
}

/** The `n`th fill of an order, from 1. */
export function fillOf(
	{ met, pricing, seenAt, label, guardsFrom }: Trade,
	{ id: orderId, decisionId, cause, symbol, side }: OrderIntent,
	n: number,
	{ quantity, price, role, charge, walked }: Done
): Fill {
	const { fee, feeQuantity, reckoned, charged } = charge;
	return {
		id: orderToFillId(orderId, n),
		orderId,
		decisionId,
		cause,
		symbol,
		side,
		quantity,
		price,
		fee,
		feeQuantity,
		at: seenAt,
		bar: label,
		guardsFrom,
		reckoned: {
			met: withLevels(met, walked),
			by: walked === null ? pricing.by : 'walking',
			role,
			reckoned,
			charged
		}
	};
}

function withLevels(met: MetPrices, levels: Done['walked']): MetPrices {
	return levels === null || met.type === 'close' ? met : { ...met, levels };
}
