import type { Bar } from '../../domain/bar.ts';
import type { FillModel } from '../../domain/bookConfig.ts';
import { higher, lower, unitsToPrice, type Price, type Quantity } from '../../domain/decimal.ts';
import { averagePrice, type DepthLevel } from '../../domain/depth.ts';
import { slippedPrice, tradedPrice } from '../../domain/fillModel.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { OrderIntent, OrderSide } from '../../domain/order.ts';
import type { Quote } from '../../domain/quote.ts';
import type { Liquidity } from '../../domain/slippage.ts';
import type { FiredOn } from '../../domain/venue.ts';

/**
 * Where in a bar an order trades. What trades at the open comes first; then what runs away from the order before what comes
 * towards it, since the worse of two is believed when a bar does not say which came first.
 */
export type BarPhase = 'open' | 'stop' | 'limit' | 'target';

/** The phases in the order in which they are taken. */
export const barPhases = ['open', 'stop', 'limit', 'target'] as const satisfies readonly BarPhase[];

/** A price that a fill is reckoned from: with slippage, rounded as it was traded, or as the order named it. */
export interface Pricing {
	readonly from: Price;
	readonly by: 'slipping' | 'rounding' | 'naming';
}

/** What a price does to an order: it trades, or only its stop is reached. */
export interface Match {
	readonly phase: BarPhase;
	/** What its fill is priced from; null when only its stop is reached. */
	readonly pricing: Pricing | null;
	/** The price at which its stop was reached; null for an order without one. */
	readonly electedAt: Price | null;
}

/** An order as it stands at the venue: `stopLevel` is where its stop is now, null when it has none or was reached. */
export interface WorkingOrder {
	readonly intent: OrderIntent;
	readonly stopLevel: Price | null;
}

/**
 * What a bar gives an order: a market order trades at the open with slippage; a limit at the open when that is as good or better,
 * else at its limit when the range touches it; a stop at the open when that is beyond it, else at its stop, with slippage.
 * Null when the bar gives nothing.
 */
export function matchBar({ intent, stopLevel }: WorkingOrder, bar: Bar): Match | null {
	if (stopLevel !== null) return matchStop(intent, stopLevel, bar);
	const open = unitsToPrice(bar.open);
	const { limitPrice, side } = intent;
	if (limitPrice === null) {
		return { phase: 'open', pricing: { from: open, by: 'slipping' }, electedAt: null };
	}
	if (isAsGood(side, open, limitPrice)) {
		return { phase: 'open', pricing: { from: open, by: 'rounding' }, electedAt: null };
	}
	const best = unitsToPrice(side === 'buy' ? bar.low : bar.high);
	const phase = intent.purpose === 'exit' ? 'target' : 'limit';
	if (!isAsGood(side, best, limitPrice)) return null;
	return { phase, pricing: { from: limitPrice, by: 'naming' }, electedAt: null };
}

/**
 * A stop that the bar reaches. A stop-limit that is reached trades where its stop would, when that is as good as its limit; one
 * whose limit the market has jumped over waits for the next bar.
 */
function matchStop({ side, limitPrice }: OrderIntent, level: Price, bar: Bar): Match | null {
	const open = unitsToPrice(bar.open);
	const isAtOpen = isBeyond(side, open, level);
	const worst = unitsToPrice(side === 'buy' ? bar.high : bar.low);
	if (!isAtOpen && !isBeyond(side, worst, level)) return null;
	const reached = isAtOpen ? open : level;
	const phase = isAtOpen ? 'open' : 'stop';
	const isMissed = limitPrice !== null && !isAsGood(side, reached, limitPrice);
	return { phase, pricing: isMissed ? null : { from: reached, by: 'slipping' }, electedAt: reached };
}

/** What an exit that a trigger fired on a bar is priced from: the price of the rule, with slippage for stops and none for targets. */
export function pricingOfFired({ price, slips }: Extract<FiredOn, { type: 'bar' }>): Pricing {
	return { from: price, by: slips ? 'slipping' : 'rounding' };
}

/** What a market order meets on a quote: the far side, or the last price when the model says so, with slippage. */
export function pricingAtMarket(side: OrderSide, quote: Quote, { useBidAsk }: FillModel): Pricing {
	return { from: unitsToPrice(useBidAsk ? farSide(side, quote) : quote.last), by: 'slipping' };
}

/**
 * What a quote gives an order: a limit trades at the far side once that is as good as its limit; a stop is reached by the last
 * price and is a market order then, or a limit order.
 */
export function matchQuote(
	{ intent, stopLevel }: WorkingOrder,
	quote: Quote,
	model: FillModel
): Match | null {
	const { side, limitPrice } = intent;
	const last = unitsToPrice(quote.last);
	if (stopLevel !== null && !isBeyond(side, last, stopLevel)) return null;
	const electedAt = stopLevel === null ? null : last;
	if (limitPrice === null) {
		return { phase: 'open', pricing: pricingAtMarket(side, quote, model), electedAt };
	}
	const far = unitsToPrice(farSide(side, quote));
	if (isAsGood(side, far, limitPrice)) {
		return { phase: 'open', pricing: { from: far, by: 'rounding' }, electedAt };
	}
	return electedAt === null ? null : { phase: 'open', pricing: null, electedAt };
}

/** What a fill meets: how much it is, what there is of it, and the levels that it walks; null where it walks none. */
export interface Meeting {
	readonly quantity: Quantity;
	readonly liquidity: Liquidity | null;
	readonly walked: readonly DepthLevel[] | null;
}

/** What a fill pays or gets: the price of the levels that it walks, or one price; neither slippage nor rounding leads past a limit. */
export function priceOf(
	{ from, by }: Pricing,
	intent: OrderIntent,
	instrument: Instrument,
	model: FillModel,
	{ quantity, liquidity, walked }: Meeting
): Price {
	if (walked !== null) {
		return limited(intent, averagePrice(walked, model.roundPrices ? instrument.priceDecimals : null));
	}
	switch (by) {
		case 'naming':
			return from;
		case 'rounding':
			return limited(intent, tradedPrice(model, instrument, from));
		case 'slipping':
			return limited(intent, slippedPrice(model, instrument, from, intent.side, quantity, liquidity));
	}
}

/** The price on the other side of a quote, in 1e-9 units: what an order would trade at. */
export function farSide(side: OrderSide, { bid, ask }: Quote): number {
	return side === 'buy' ? ask : bid;
}

/** Whether a price is at least as good as another for a side. */
export function isAsGood(side: OrderSide, price: Price, than: Price): boolean {
	return side === 'buy' ? price <= than : price >= than;
}

/** Whether a price has run as far against a side as a stop, or further. */
function isBeyond(side: OrderSide, price: Price, stop: Price): boolean {
	return side === 'buy' ? price >= stop : price <= stop;
}

function limited({ side, limitPrice }: OrderIntent, price: Price): Price {
	if (limitPrice === null) return price;
	return side === 'buy' ? lower(price, limitPrice) : higher(price, limitPrice);
}

/** The extremes of a quote that can matter to an order, in 1e-9 units. */
export function quoteRange({ bid, ask, last }: Quote): readonly [number, number] {
	return [Math.min(bid, last), Math.max(ask, last)];
}
