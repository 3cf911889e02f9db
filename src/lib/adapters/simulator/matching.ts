import type { Bar } from '../../domain/bar.ts';
import type { FillModel } from '../../domain/bookConfig.ts';
import { higher, lower, unitsToPrice, type Price } from '../../domain/decimal.ts';
import { slippedPrice, tradedPrice } from '../../domain/fillModel.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { OrderIntent, OrderSide } from '../../domain/order.ts';
import type { Quote } from '../../domain/quote.ts';
import type { FiredOn } from '../../domain/venue.ts';

/**
 * Where in a bar an order trades. What trades at the open comes first; then what runs away from the order before what comes
 * towards it, since the worse of two is believed when a bar does not say which came first.
 */
export type BarPhase = 'open' | 'stop' | 'limit' | 'target';

/** The phases in the order in which they are taken. */
export const barPhases = ['open', 'stop', 'limit', 'target'] as const satisfies readonly BarPhase[];

/** What a price does to an order: it trades, or only its stop is reached. */
export interface Match {
	readonly phase: BarPhase;
	/** The price of its fill, rounded and with slippage; null when only its stop is reached. */
	readonly price: Price | null;
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
export function matchBar(
	{ intent, stopLevel }: WorkingOrder,
	bar: Bar,
	instrument: Instrument,
	model: FillModel
): Match | null {
	if (stopLevel !== null) return matchStop(intent, stopLevel, bar, instrument, model);
	const open = unitsToPrice(bar.open);
	const { limitPrice, side } = intent;
	if (limitPrice === null) {
		return { phase: 'open', price: slippedPrice(model, instrument, open, side), electedAt: null };
	}
	if (isAsGood(side, open, limitPrice)) {
		return { phase: 'open', price: limited(intent, tradedPrice(model, instrument, open)), electedAt: null };
	}
	const best = unitsToPrice(side === 'buy' ? bar.low : bar.high);
	const phase = intent.purpose === 'exit' ? 'target' : 'limit';
	return isAsGood(side, best, limitPrice) ? { phase, price: limitPrice, electedAt: null } : null;
}

/**
 * A stop that the bar reaches. A stop-limit that is reached trades where its stop would, when that is as good as its limit; one
 * whose limit the market has jumped over waits for the next bar.
 */
function matchStop(
	intent: OrderIntent,
	level: Price,
	bar: Bar,
	instrument: Instrument,
	model: FillModel
): Match | null {
	const { side } = intent;
	const open = unitsToPrice(bar.open);
	const isAtOpen = isBeyond(side, open, level);
	const worst = unitsToPrice(side === 'buy' ? bar.high : bar.low);
	if (!isAtOpen && !isBeyond(side, worst, level)) return null;
	const reached = isAtOpen ? open : level;
	const phase = isAtOpen ? 'open' : 'stop';
	return { phase, price: priceOfStop(intent, reached, instrument, model), electedAt: reached };
}

function priceOfStop(
	intent: OrderIntent,
	reached: Price,
	instrument: Instrument,
	model: FillModel
): Price | null {
	const { limitPrice, side } = intent;
	if (limitPrice !== null && !isAsGood(side, reached, limitPrice)) return null;
	return limited(intent, slippedPrice(model, instrument, reached, side));
}

/** What an exit that a trigger fired on a bar gets: the price of the rule, with slippage for stops and none for targets. */
export function matchFired(
	intent: OrderIntent,
	fired: Extract<FiredOn, { type: 'bar' }>,
	instrument: Instrument,
	model: FillModel
): Price {
	return fired.slips
		? slippedPrice(model, instrument, fired.price, intent.side)
		: tradedPrice(model, instrument, fired.price);
}

/** What a market order gets on a quote: the far side, or the last price when the model says so, with slippage. */
export function marketPrice(side: OrderSide, quote: Quote, instrument: Instrument, model: FillModel): Price {
	const price = model.useBidAsk ? farSide(side, quote) : quote.last;
	return slippedPrice(model, instrument, unitsToPrice(price), side);
}

/**
 * What a quote gives an order: a limit trades at the far side once that is as good as its limit; a stop is reached by the last
 * price and is a market order then, or a limit order.
 */
export function matchQuote(
	{ intent, stopLevel }: WorkingOrder,
	quote: Quote,
	instrument: Instrument,
	model: FillModel
): Match | null {
	const { side, limitPrice } = intent;
	const last = unitsToPrice(quote.last);
	if (stopLevel !== null && !isBeyond(side, last, stopLevel)) return null;
	const electedAt = stopLevel === null ? null : last;
	if (limitPrice === null) {
		return { phase: 'open', price: marketPrice(side, quote, instrument, model), electedAt };
	}
	const far = unitsToPrice(farSide(side, quote));
	if (isAsGood(side, far, limitPrice)) {
		return { phase: 'open', price: limited(intent, tradedPrice(model, instrument, far)), electedAt };
	}
	return electedAt === null ? null : { phase: 'open', price: null, electedAt };
}

function farSide(side: OrderSide, { bid, ask }: Quote): number {
	return side === 'buy' ? ask : bid;
}

/** Whether a price is at least as good as another for a side. */
function isAsGood(side: OrderSide, price: Price, than: Price): boolean {
	return side === 'buy' ? price <= than : price >= than;
}

/** Whether a price has run as far against a side as a stop, or further. */
function isBeyond(side: OrderSide, price: Price, stop: Price): boolean {
	return side === 'buy' ? price >= stop : price <= stop;
}

/** Neither slippage nor rounding leads past a limit. */
function limited({ side, limitPrice }: OrderIntent, price: Price): Price {
	if (limitPrice === null) return price;
	return side === 'buy' ? lower(price, limitPrice) : higher(price, limitPrice);
}

/** The extremes of a quote that can matter to an order, in 1e-9 units. */
export function quoteRange({ bid, ask, last }: Quote): readonly [number, number] {
	return [Math.min(bid, last), Math.max(ask, last)];
}
