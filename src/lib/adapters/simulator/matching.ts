import type { Bar } from '../../domain/bar.ts';
import type { FillModel } from '../../domain/bookConfig.ts';
import { higher, lower, priceToUnits, unitsToPrice, type Price } from '../../domain/decimal.ts';
import { slippedPrice, tradedPrice } from '../../domain/fillModel.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { OrderIntent, OrderSide } from '../../domain/order.ts';
import type { Quote } from '../../domain/quote.ts';
import type { FiredOn } from '../../domain/venue.ts';

/** A price an order trades at, and whether it traded at the bar's open or somewhere inside the bar. */
export interface Match {
	readonly price: Price;
	readonly isAtOpen: boolean;
}

/**
 * What a bar gives an order that rests: a market order trades at the open with slippage; a limit at the open when that is
 * as good or better, else at its limit when the range touches it; null when the bar gives nothing.
 */
export function matchOrder(
	intent: OrderIntent,
	bar: Bar,
	instrument: Instrument,
	model: FillModel
): Match | null {
	const open = unitsToPrice(bar.open);
	if (intent.limitPrice === null) {
		return { price: slippedPrice(model, instrument, open, intent.side), isAtOpen: true };
	}
	const limit = priceToUnits(intent.limitPrice);
	const isBuy = intent.side === 'buy';
	if (isBuy ? bar.open <= limit : bar.open >= limit) {
		return { price: tradedPrice(model, instrument, open), isAtOpen: true };
	}
	const isTouched = isBuy ? bar.low <= limit : bar.high >= limit;
	return isTouched ? { price: intent.limitPrice, isAtOpen: false } : null;
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

/** Whether an order made at `madeAt` may act on a bar: not before the bar that starts at or after its making. */
export function actsOn(intent: OrderIntent, bar: Bar): boolean {
	return intent.madeAt <= bar.startsAt;
}

/** What a market order gets on a quote: the far side, or the last price when the model says so, with slippage. */
export function marketPrice(side: OrderSide, quote: Quote, instrument: Instrument, model: FillModel): Price {
	const farSide = side === 'buy' ? quote.ask : quote.bid;
	return slippedPrice(model, instrument, unitsToPrice(model.useBidAsk ? farSide : quote.last), side);
}

/** What a quote gives an order that rests: a limit trades at the far side once that is as good as its limit; null otherwise. */
export function matchQuote(
	intent: OrderIntent,
	quote: Quote,
	instrument: Instrument,
	model: FillModel
): Price | null {
	if (intent.limitPrice === null) return marketPrice(intent.side, quote, instrument, model);
	const farSide = unitsToPrice(intent.side === 'buy' ? quote.ask : quote.bid);
	const isBuy = intent.side === 'buy';
	const isGoodEnough = isBuy ? farSide <= intent.limitPrice : farSide >= intent.limitPrice;
	if (!isGoodEnough) return null;
	// Rounding must not lead past the limit.
	const traded = tradedPrice(model, instrument, farSide);
	return isBuy ? lower(traded, intent.limitPrice) : higher(traded, intent.limitPrice);
}
