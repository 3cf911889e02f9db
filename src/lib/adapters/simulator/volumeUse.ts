import type { Bar } from '../../domain/bar.ts';
import {
	add,
	floorToLot,
	fractionOf,
	higher,
	lower,
	multiply,
	subtract,
	unitsToPrice,
	volumeToQuantity,
	zeroQuantity,
	type Quantity,
	type Ratio
} from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { OrderSide } from '../../domain/order.ts';
import type { Quote } from '../../domain/quote.ts';
import { deviationOfBar, deviationOfQuote, type Liquidity } from '../../domain/slippage.ts';
import type { Instant } from '../../domain/time.ts';

const onePrice = unitsToPrice(1_000_000_000);

/** What a bar or one side of a quote has for orders: what a fill meets, but for what others have taken of it. */
export interface Offer {
	readonly at: Instant;
	readonly of: 'bar' | OrderSide;
	readonly liquidity: Omit<Liquidity, 'taken'>;
}

/** What a bar has for orders of both sides. */
export function offerOfBar({ completesAt, volume, high, low }: Bar): Offer {
	const range = unitsToPrice(high - low);
	return {
		at: completesAt,
		of: 'bar',
		liquidity: { volume: toVolume(volume), spread: null, range, deviation: deviationOfBar }
	};
}

/** What a quote has for an order: the size of the far side. */
export function offerOfQuote({ at, bid, ask, bidSize, askSize }: Quote, side: OrderSide): Offer {
	const volume = toVolume(side === 'buy' ? askSize : bidSize);
	const spread = unitsToPrice(Math.max(0, ask - bid));
	return { at, of: side, liquidity: { volume, spread, range: spread, deviation: deviationOfQuote } };
}

/** A volume as a quantity; null where the source does not say. */
export function toVolume(volume: number | undefined): Quantity | null {
	return volume === undefined || Number.isNaN(volume) ? null : volumeToQuantity(volume);
}

interface Taken {
	readonly at: Instant;
	readonly quantityBy: Partial<Record<Offer['of'], Quantity>>;
	/** What went to those who stand before orders of a side. */
	readonly servedBy: Partial<Record<OrderSide, Quantity>>;
	/** What orders of a side have taken of the levels before them. */
	readonly walkedBy: Partial<Record<OrderSide, Quantity>>;
}

const nothingTaken = { quantityBy: {}, servedBy: {}, walkedBy: {} };

/**
 * What of the last offer of each symbol is gone: to orders, and to those who stand before them. The same volume never serves two of
 * them. Who stands before one order stands before the next of its side as well, so that what the longest queue had counts.
 */
export class VolumeUse {
	readonly #takenBySymbol = new Map<string, Taken>();

	#of(symbol: string, { at }: Offer): Omit<Taken, 'at'> {
		const taken = this.#takenBySymbol.get(symbol);
		return taken?.at === at ? taken : nothingTaken;
	}

	#taken(symbol: string, offer: Offer): Quantity {
		return this.#of(symbol, offer).quantityBy[offer.of] ?? zeroQuantity;
	}

	/** What of an offer went to those before orders of a side. */
	#served(symbol: string, offer: Offer, side: OrderSide): Quantity {
		if (offer.of !== 'bar' && offer.of !== side) return zeroQuantity;
		return this.#of(symbol, offer).servedBy[side] ?? zeroQuantity;
	}

	/** What an order may take of an offer at a share of its volume, in whole lots; null when nothing limits it. */
	left({ symbol, lot }: Instrument, offer: Offer, share: Ratio | null): Quantity | null {
		const { volume } = offer.liquidity;
		if (share === null || volume === null) return null;
		const most = floorToLot(fractionOf(multiply(volume, onePrice), share), onePrice, lot);
		const served = add(this.#served(symbol, offer, 'buy'), this.#served(symbol, offer, 'sell'));
		return higher(subtract(most, add(this.#taken(symbol, offer), served)), zeroQuantity);
	}

	/** Gives those who stand before an order of a side their part of an offer, and says how much that is. */
	serve(instrument: Instrument, offer: Offer, share: Ratio, side: OrderSide, ahead: Quantity): Quantity {
		const { symbol } = instrument;
		const before = this.#served(symbol, offer, side);
		const left = add(this.left(instrument, offer, share) ?? zeroQuantity, before);
		const part = lower(ahead, left);
		const taken = this.#of(symbol, offer);
		const servedBy = { ...taken.servedBy, [side]: higher(before, part) };
		this.#takenBySymbol.set(symbol, { ...taken, at: offer.at, servedBy });
		return part;
	}

	/** What a fill of an offer meets now. */
	liquidity(symbol: string, offer: Offer): Liquidity {
		const { volume, spread, range, deviation } = offer.liquidity;
		return { volume, taken: this.#taken(symbol, offer), spread, range, deviation };
	}

	/** How much of the levels of an offer orders of a side have taken. */
	walked(symbol: string, offer: Offer, side: OrderSide): Quantity {
		return this.#of(symbol, offer).walkedBy[side] ?? zeroQuantity;
	}

	/** Takes a quantity of an offer for an order of a side, which walks its levels or not. */
	take(symbol: string, offer: Offer, side: OrderSide, quantity: Quantity, walks: boolean): void {
		const taken = this.#of(symbol, offer);
		const sum = add(this.#taken(symbol, offer), quantity);
		const quantityBy = { ...taken.quantityBy, [offer.of]: sum };
		const { walkedBy: before } = taken;
		const walkedBy = walks ? { ...before, [side]: add(before[side] ?? zeroQuantity, quantity) } : before;
		this.#takenBySymbol.set(symbol, { at: offer.at, quantityBy, servedBy: taken.servedBy, walkedBy });
	}
}
