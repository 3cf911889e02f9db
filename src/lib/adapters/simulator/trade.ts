import type { Bar } from '../../domain/bar.ts';
import type { FillModel } from '../../domain/bookConfig.ts';
import type { Price } from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { OrderIntent } from '../../domain/order.ts';
import type { Quote } from '../../domain/quote.ts';
import type { Instant } from '../../domain/time.ts';
import type { FiredOn } from '../../domain/venue.ts';
import { marketPrice, matchFired, type BarPhase } from './matching.ts';
import { offerOfBar, offerOfQuote, type Offer } from './volumeUse.ts';

/** A price to trade at: `seenAt` when the desk sees it, `label` the timestamp of its bar or quote. */
export interface Trade {
	readonly price: Price;
	readonly seenAt: Instant;
	readonly label: Instant;
	readonly guardsFrom: Instant;
	/** What it takes from; null in an auction, whose volume nobody knows. */
	readonly offer: Offer | null;
}

/** A trade of an order at a price that a bar or quote gives it. */
export type TradeMaker = (intent: OrderIntent, price: Price, phase: BarPhase) => Trade;

/** Trades on a bar: an entry at the open is guarded on its own bar, one inside the bar from the next bar on. */
export function tradeOnBar(bar: Bar): TradeMaker {
	return (_, price, phase) => barTrade(price, bar, phase === 'open' ? bar.startsAt : bar.completesAt);
}

/** Trades on a quote. */
export function tradeOnQuote(quote: Quote): TradeMaker {
	const { at } = quote;
	return ({ side }, price) => ({
		...{ price, seenAt: at, label: at, guardsFrom: at },
		offer: offerOfQuote(quote, side)
	});
}

function barTrade(price: Price, bar: Bar, guardsFrom: Instant): Trade {
	return { price, seenAt: bar.completesAt, label: bar.label, guardsFrom, offer: offerOfBar(bar) };
}

/** The trade of an exit that a trigger fired: on its bar at the price of the rule, on its quote as a market order. */
export function firedTrade(
	intent: OrderIntent,
	firedOn: FiredOn,
	instrument: Instrument,
	model: FillModel
): Trade {
	switch (firedOn.type) {
		case 'bar':
			return barTrade(matchFired(intent, firedOn, instrument, model), firedOn.bar, firedOn.bar.completesAt);
		case 'quote':
			return tradeOnQuote(firedOn.quote)(
				intent,
				marketPrice(intent.side, firedOn.quote, instrument, model),
				'open'
			);
	}
}

/** The trade of an order in the closing auction, at the last price there was. */
export function tradeAtClose(price: Price, at: Instant): Trade {
	return { price, seenAt: at, label: at, guardsFrom: at, offer: null };
}
