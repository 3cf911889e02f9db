import type { Quote } from '../domain/quote.ts';
import type { Instant } from '../domain/time.ts';
import type { Market } from '../engine/state.ts';
import type { FedPrice } from '../ports/priceFeed.ts';
import type { InstrumentProfile, PriceSink, PriceSource } from '../ports/priceSource.ts';

/** Nothing waits: an instant that no clock gets to, since a market that is followed is never over. */
export const noneWaiting: Instant = 8.64e15;

/** A price source that is pushed to: what it is given waits until the book takes it. */
export interface LivePrices extends PriceSource {
	/** Takes a price as it came; of a symbol that the book does not have, or that was never traded, nothing is taken. */
	take(price: FedPrice): void;
	/** Trading in a symbol stops, or goes on. */
	halt(symbol: string, isHalted: boolean, at: Instant): void;
}

/** What live prices are given for. */
export interface LivePricesSetup {
	/** The market of the book, to which instruments may be added. */
	readonly market: Pick<Market, 'instruments' | 'indexBySymbol'>;
	readonly profileOf: (symbol: string) => InstrumentProfile;
}

interface WaitingPrice {
	readonly type: 'price';
	readonly index: number;
	readonly price: FedPrice;
	readonly arrivedAt: Instant;
}

type Waiting =
	| WaitingPrice
	| {
			readonly type: 'halt';
			readonly index: number;
			readonly isHalted: boolean;
			readonly arrivedAt: Instant;
	  };

/** Prices of everybody's market, for a book whose clock is that of the wall. */
export function createLivePrices({ market, profileOf }: LivePricesSetup): LivePrices {
	let waiting: Waiting[] = [];
	let clock: Instant = -Infinity;

	/** In the order in which they came, whatever the clock did meanwhile, and never before the clock of the book. */
	const arrive = (at: Instant): Instant => Math.max(at, clock, waiting.at(-1)?.arrivedAt ?? -Infinity);
	const atOf = ({ arrivedAt }: Waiting): Instant => Math.max(arrivedAt, clock);

	return {
		get instruments() {
			return market.instruments;
		},
		get profiles() {
			return market.instruments.map(({ instrument }) => profileOf(instrument.symbol));
		},
		take(price) {
			const index = market.indexBySymbol.get(price.symbol);
			if (index === undefined || price.last === null) return;
			const next: Waiting = { type: 'price', index, price, arrivedAt: arrive(price.takenAt) };
			const [before, newest] = lastTwo(waiting, index);
			if (before !== null && newest !== null && isOnTheWay(before.price, newest.price, price)) {
				waiting = waiting.filter((one) => one !== newest);
			}
			waiting.push(next);
		},
		halt(symbol, isHalted, at) {
			const index = market.indexBySymbol.get(symbol);
			if (index !== undefined) waiting.push({ type: 'halt', index, isHalted, arrivedAt: arrive(at) });
		},
		nextAt: () => (waiting[0] === undefined ? noneWaiting : atOf(waiting[0])),
		step(sink) {
			const [first] = waiting;
			if (first === undefined) return;
			const at = atOf(first);
			const count = waiting.findIndex((one) => atOf(one) > at);
			const due = waiting.splice(0, count === -1 ? waiting.length : count);
			for (const one of due) give(sink, one, at);
		},
		passTo(at) {
			if (at > clock) clock = at;
		},
		// What waited when the desk ended is asked for anew.
		memory: () => ({})
	};
}

function give(sink: PriceSink, one: Waiting, at: Instant): void {
	if (one.type === 'halt') sink.halt(one.index, one.isHalted, at);
	else sink.quote(one.index, toQuote(one.price, at));
}

/** What is not known of a quote is not made up: without both sides there is its last price alone. */
function toQuote(price: FedPrice, at: Instant): Quote {
	const { bid, ask, origin, bidSize, askSize } = price;
	const last = price.last ?? NaN;
	// A clock that is behind that of the exchange makes no price of a time to come.
	const madeAt = Math.min(price.madeAt, at);
	if (bid === null || ask === null)
		return { at, bid: last, ask: last, last, madeAt, origin, isLastAlone: true };
	const sizes = bidSize === undefined || askSize === undefined ? {} : { bidSize, askSize };
	return { at, bid, ask, last, madeAt, origin, ...sizes };
}

/** The last two prices of a symbol that wait side by side with no halt of it between or after them, the older one first. */
function lastTwo(
	waiting: readonly Waiting[],
	index: number
): readonly [WaitingPrice | null, WaitingPrice | null] {
	let newest: WaitingPrice | null = null;
	for (let place = waiting.length - 1; place >= 0; place--) {
		const one = waiting[place];
		if (one?.index !== index) continue;
		if (one.type === 'halt') return [null, newest];
		if (newest !== null) return [one, newest];
		newest = one;
	}
	return [null, newest];
}

/**
 * Whether a price lies on the way from one to the next in all that it says: then no level, mark or limit met it that the next one does
 * not meet as well, and it need not be looked at. A turn is kept, since a stop may have been touched there.
 */
function isOnTheWay(from: FedPrice, through: FedPrice, to: FedPrice): boolean {
	if ([from, through, to].some(({ bid, ask }) => bid === null || ask === null)) return false;
	return (['bid', 'ask', 'last'] as const).every((side) => {
		const [a, b, c] = [from[side] ?? NaN, through[side] ?? NaN, to[side] ?? NaN];
		return (a <= b && b <= c) || (a >= b && b >= c);
	});
}
