import type { Bar } from '../../domain/bar.ts';
import type { FillModel } from '../../domain/bookConfig.ts';
import { unitsToPrice, type Price, type Quantity } from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { OrderSide } from '../../domain/order.ts';
import type { Quote } from '../../domain/quote.ts';
import type { Pricing } from './matching.ts';
import type { OrderShelf } from './orderShelf.ts';
import type { RestingOrder } from './restingOrder.ts';
import { offerOfBar, offerOfQuote, toVolume, type Offer } from './volumeUse.ts';

/** What a market shows on the side on which a limit rests: how much, and at which best price; null where it does not say. */
export interface Shown {
	readonly size: Quantity | null;
	readonly touch: Price | null;
}

/** What a bar or a quote has for orders of a side. */
export interface Showing {
	/** What they would trade with. */
	readonly offerTo: (side: OrderSide) => Offer;
	/** What is shown where they would rest. */
	readonly shownTo: (side: OrderSide) => Shown;
}

/** How the orders of a shelf are matched. */
export interface Market extends Showing {
	readonly shelf: OrderShelf;
	readonly instrument: Instrument;
	readonly model: FillModel;
	/** What chance is drawn from. */
	readonly seed: number;
	/** How much the bar or quote has left for an order at a price; null when nothing limits it. */
	readonly leftFor: (order: RestingOrder, pricing: Pricing) => Quantity | null;
}

/** What a bar has for orders. */
export function showingOfBar(bar: Bar): Showing {
	const offer = offerOfBar(bar);
	return { offerTo: () => offer, shownTo: () => shownOnBar(bar) };
}

/** What a quote has for orders. */
export function showingOfQuote(quote: Quote): Showing {
	return { offerTo: (side) => offerOfQuote(quote, side), shownTo: (side) => shownOnQuote(quote, side) };
}

/** What a bar shows: its volume, at no price of its own. */
function shownOnBar({ volume }: Bar): Shown {
	return { size: toVolume(volume), touch: null };
}

/** What a quote shows on a side: the size of the bid for an order to buy, of the ask for one to sell. */
function shownOnQuote({ bid, ask, bidSize, askSize }: Quote, side: OrderSide): Shown {
	const isBuy = side === 'buy';
	return { size: toVolume(isBuy ? bidSize : askSize), touch: unitsToPrice(isBuy ? bid : ask) };
}
