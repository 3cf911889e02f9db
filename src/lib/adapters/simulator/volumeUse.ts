import type { Bar } from '../../domain/bar.ts';
import {
	add,
	floorToLot,
	fractionOf,
	higher,
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
		...{ at: completesAt, of: 'bar' },
		liquidity: { volume: toVolume(volume), spread: null, range, deviation: deviationOfBar }
	};
}

/** What a quote has for an order: the size of the far side. */
export function offerOfQuote({ at, bid, ask, bidSize, askSize }: Quote, side: OrderSide): Offer {
	const volume = toVolume(side === 'buy' ? askSize : bidSize);
	const spread = unitsToPrice(Math.max(0, ask - bid));
	return { at, of: side, liquidity: { volume, spread, range: spread, deviation: deviationOfQuote } };
}

function toVolume(volume: number | undefined): Quantity | null {
	return volume === undefined || Number.isNaN(volume) ? null : volumeToQuantity(volume);
}

interface Taken {
	readonly at: Instant;
	readonly quantityBy: Partial<Record<Offer['of'], Quantity>>;
}

/** What orders have taken of the last offer of each symbol: the same volume never fills two of them. */
export class VolumeUse {
	readonly #takenBySymbol = new Map<string, Taken>();

	#taken(symbol: string, { at, of }: Offer): Quantity {
		const taken = this.#takenBySymbol.get(symbol);
		return (taken?.at === at ? taken.quantityBy[of] : undefined) ?? zeroQuantity;
	}

	/** What an order may take of an offer at a share of its volume, in whole lots; null when nothing limits it. */
	left({ symbol, lot }: Instrument, offer: Offer, share: Ratio | null): Quantity | null {
		const { volume } = offer.liquidity;
		if (share === null || volume === null) return null;
		const most = floorToLot(fractionOf(multiply(volume, onePrice), share), onePrice, lot);
		return higher(subtract(most, this.#taken(symbol, offer)), zeroQuantity);
	}

	/** What a fill of an offer meets now. */
	liquidity(symbol: string, offer: Offer): Liquidity {
		return { ...offer.liquidity, taken: this.#taken(symbol, offer) };
	}

	take(symbol: string, offer: Offer, quantity: Quantity): void {
		const before = this.#takenBySymbol.get(symbol);
		const others = before?.at === offer.at ? before.quantityBy : {};
		const sum = add(this.#taken(symbol, offer), quantity);
		this.#takenBySymbol.set(symbol, { at: offer.at, quantityBy: { ...others, [offer.of]: sum } });
	}
}
