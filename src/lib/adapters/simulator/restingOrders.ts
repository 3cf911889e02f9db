import type { ApprovedIntent } from '../../domain/approvedIntent.ts';
import {
	lower,
	priceToUnits,
	subtract,
	unitsToPrice,
	zeroQuantity,
	type Price,
	type Quantity
} from '../../domain/decimal.ts';
import type { Charges } from '../../domain/fees.ts';
import type { ClientOrderId } from '../../domain/ids.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { Trail } from '../../domain/orderTerms.ts';
import { createPriceLevels, type LevelHandle, type PriceLevels } from '../../domain/priceLevels.ts';
import type { Instant } from '../../domain/time.ts';
import type { RestingState } from '../../domain/venue.ts';
import type { BarPhase } from './matching.ts';

/** An order at the venue. Written by its shelf and by the simulator alone. */
export interface RestingOrder {
	intent: ApprovedIntent;
	filled: Quantity;
	/** How many fills it had. */
	fills: number;
	/** How much of what has filled has opened or added. */
	opened: Quantity;
	/** What they cost. */
	costs: Charges;
	/** Whether its stop was reached. */
	isElected: boolean;
	/** The start of the first bar, or the quote, that it was held against as it stands; null while there was none. */
	restsFrom: Instant | null;
	/** Bars and quotes that start before it say nothing to this order. */
	notBefore: Instant;
	/** How long it is here, as a number that grows. */
	readonly age: number;
	/** Its place in the levels; null while it is looked at with every price. */
	handle: LevelHandle | null;
	/** Whether the price has come to where its trail begins. */
	isTrailing: boolean;
	/** The mark of its trail before the last end, in 1e-9 units. */
	savedMark: number | null;
}

/**
 * Whether a trade of an order comes to what rested at its limit: it does not when the first price that an order meets, or the one that
 * reached its stop, is as good as its limit already.
 */
export function hasRested(
	{ intent, restsFrom }: RestingOrder,
	{ phase, startsAt }: { readonly phase: BarPhase; readonly startsAt: Instant }
): boolean {
	if (intent.limitPrice === null) return false;
	return phase === 'limit' || phase === 'target' || (restsFrom !== null && restsFrom < startsAt);
}

/** Whether an order follows the market with its stop still. */
export function isTrail({ intent, isElected }: Pick<RestingOrder, 'intent' | 'isElected'>): boolean {
	return intent.trail !== null && !isElected;
}

/** What is left to fill of an order at the venue. */
export function leftToFill({ intent, filled }: RestingOrder): Quantity {
	return subtract(intent.quantity, filled);
}

/** The most of a fill that may open: all of an entry, of one through zero what it has not opened yet. */
export function openable({ intent, opened }: RestingOrder, quantity: Quantity): Quantity {
	return intent.purpose === 'entry' ? quantity : lower(quantity, subtract(intent.beyond, opened));
}

/** The orders of one symbol: by the price that reaches them, or looked at with every price. */
export class OrderShelf {
	readonly #levels: PriceLevels<RestingOrder>;
	readonly #always = new Set<RestingOrder>();
	/** Those that no price could reach yet, since they have just come. */
	#newcomers: RestingOrder[] = [];

	constructor({ priceDecimals }: Instrument) {
		this.#levels = createPriceLevels(priceDecimals);
	}

	get isEmpty(): boolean {
		return this.#levels.size + this.#always.size + this.#newcomers.length === 0;
	}

	/** Whether prices from `low` to `high` can do anything to one of them. */
	mayTrade(low: number, high: number): boolean {
		if (this.#always.size > 0 || this.#newcomers.length > 0) return true;
		return low <= this.#levels.above || high >= this.#levels.below;
	}

	add(order: RestingOrder): void {
		this.#newcomers.push(order);
	}

	/** Lets those in that act on prices from `startsAt` on, outside the session those alone that trade there; a trail begins at `price`. */
	admit(startsAt: Instant, price: number, isExtended = false): void {
		if (this.#newcomers.length === 0) return;
		const isDue = ({ notBefore, intent }: RestingOrder) =>
			notBefore <= startsAt && (!isExtended || intent.extendedHours);
		const waiting: RestingOrder[] = [];
		for (const order of this.#newcomers) {
			if (isDue(order)) {
				order.restsFrom ??= startsAt;
				this.#place(order, price);
			} else waiting.push(order);
		}
		this.#newcomers = waiting;
	}

	/** Those that prices from `low` to `high` reach, and those that are looked at with every price. */
	reached(low: number, high: number): readonly RestingOrder[] {
		const reached = this.#levels.reached(low, high);
		return this.#always.size === 0 ? reached : [...this.#always, ...reached];
	}

	/** Where the stop of an order is now; null when it has none, or was reached. */
	stopLevel(order: RestingOrder): Price | null {
		if (order.isElected) return null;
		if (order.intent.trail === null) return order.intent.stopPrice;
		return order.handle === null ? null : unitsToPrice(this.#levels.levelOf(order.handle));
	}

	/** The mark of a trail that works, in 1e-9 units; null for what has none. */
	markOf({ handle, isTrailing, savedMark }: RestingOrder): number | null {
		if (!isTrailing) return savedMark;
		return handle === null ? null : this.#levels.markOf(handle);
	}

	/** Puts an order where its terms, its election or its activation place it now; a trail that begins does so at `price`. */
	replace(order: RestingOrder, price: number): void {
		const mark = this.markOf(order);
		this.remove(order);
		if (mark !== null) order.savedMark = mark;
		this.#place(order, price);
	}

	remove(order: RestingOrder): void {
		this.#always.delete(order);
		this.#newcomers = this.#newcomers.filter((other) => other !== order);
		if (order.handle === null) return;
		this.#levels.remove(order.handle);
		order.handle = null;
		order.isTrailing = false;
	}

	/** Trails follow the extremes of a bar or quote that was looked at. */
	moveMarks(low: number, high: number): void {
		this.#levels.moveMarks(low, high);
	}

	#place(order: RestingOrder, price: number): void {
		const handle = this.#addLevel(order, price);
		order.handle = handle;
		if (handle === null) this.#always.add(order);
	}

	#addLevel(order: RestingOrder, price: number): LevelHandle | null {
		const { side, limitPrice, stopPrice, trail, timeInForce } = order.intent;
		if (timeInForce !== 'day' && timeInForce !== 'gtc' && timeInForce !== 'gtd') return null;
		if (trail !== null && !order.isElected) return this.#addTrail(order, trail, price);
		// A stop is reached by prices that run away from the order, a limit by those that come towards it.
		if (stopPrice !== null && !order.isElected) return this.#addLevelAt(order, stopPrice, side === 'buy');
		return limitPrice === null ? null : this.#addLevelAt(order, limitPrice, side === 'sell');
	}

	#addLevelAt(order: RestingOrder, price: Price, isAbove: boolean): LevelHandle {
		const units = priceToUnits(price);
		return isAbove ? this.#levels.addCeiling(order, units) : this.#levels.addFloor(order, units);
	}

	#addTrail(order: RestingOrder, trail: Trail, price: number): LevelHandle {
		const isSell = order.intent.side === 'sell';
		const { activation } = trail;
		const starts = order.savedMark ?? price;
		const isActive = order.savedMark !== null || activation === null || isPast(isSell, price, activation);
		if (!isActive) return this.#addLevelAt(order, activation, isSell);
		order.isTrailing = true;
		order.savedMark = null;
		return isSell
			? this.#levels.addTrailBelow(order, trail, starts)
			: this.#levels.addTrailAbove(order, trail, starts);
	}
}

/** Whether a price has come to where a trail begins: above it for a sell, below it for a buy. */
function isPast(isSell: boolean, price: number, activation: Price): boolean {
	const units = priceToUnits(activation);
	return isSell ? price >= units : price <= units;
}

/** All orders that wait at the venue: by id, on the shelf of their symbol, and by their end. */
export class RestingOrders {
	readonly #byId = new Map<ClientOrderId, RestingOrder>();
	readonly #shelves = new Map<string, OrderShelf>();
	readonly #instrumentOf: (symbol: string) => Instrument;
	readonly #byEnd = new Map<Instant, Set<RestingOrder>>();
	/** Kept, because it is asked for at every instant. */
	#soonestEnd: Instant = Infinity;
	#count = 0;

	constructor(instrumentOf: (symbol: string) => Instrument) {
		this.#instrumentOf = instrumentOf;
	}

	get(id: ClientOrderId): RestingOrder | undefined {
		return this.#byId.get(id);
	}

	all(): Iterable<RestingOrder> {
		return this.#byId.values();
	}

	shelfOf(symbol: string): OrderShelf | undefined {
		return this.#shelves.get(symbol);
	}

	add({ intent, filled, fills, isElected, costs, mark }: RestingState): RestingOrder {
		const [savedMark, restsFrom] = isTrail({ intent, isElected }) ? [mark, null] : [null, mark];
		const order: RestingOrder = {
			...{
				intent,
				filled,
				fills,
				opened: zeroQuantity,
				isElected,
				costs,
				notBefore: intent.actsFrom,
				age: ++this.#count
			},
			...{ handle: null, isTrailing: false, savedMark, restsFrom }
		};
		const shelf = this.#shelves.get(intent.symbol) ?? new OrderShelf(this.#instrumentOf(intent.symbol));
		this.#shelves.set(intent.symbol, shelf);
		this.#byId.set(intent.id, order);
		shelf.add(order);
		if (intent.ends !== null) {
			const ending = this.#byEnd.get(intent.ends.at) ?? new Set();
			this.#byEnd.set(intent.ends.at, ending.add(order));
			this.#soonestEnd = Math.min(this.#soonestEnd, intent.ends.at);
		}
		return order;
	}

	/** Lets an order act by its new prices from an instant on; a trail keeps its mark. */
	reprice(order: RestingOrder, from: Instant): void {
		const shelf = this.#shelves.get(order.intent.symbol);
		const mark = shelf?.markOf(order) ?? null;
		shelf?.remove(order);
		order.savedMark = mark;
		order.restsFrom = null;
		order.notBefore = from;
		shelf?.add(order);
	}

	remove(order: RestingOrder): void {
		const { id, symbol, ends } = order.intent;
		const shelf = this.#shelves.get(symbol);
		shelf?.remove(order);
		if (shelf?.isEmpty === true) this.#shelves.delete(symbol);
		this.#byId.delete(id);
		if (ends === null) return;
		const ending = this.#byEnd.get(ends.at);
		ending?.delete(order);
		if (ending?.size !== 0) return;
		this.#byEnd.delete(ends.at);
		if (ends.at === this.#soonestEnd) this.#soonestEnd = soonestOf(this.#byEnd.keys());
	}

	/** Those whose end is at or before an instant, the soonest first, the oldest first at one end. */
	endingBy(at: Instant): readonly RestingOrder[] {
		const due = [...this.#byEnd].filter(([end]) => end <= at).sort(([a], [b]) => a - b);
		return due.flatMap(([, orders]) => [...orders].sort((a, b) => a.age - b.age));
	}

	/** The soonest end; Infinity when none ends. */
	soonestEnd(): Instant {
		return this.#soonestEnd;
	}
}

function soonestOf(ends: Iterable<Instant>): Instant {
	let soonest = Infinity;
	for (const end of ends) soonest = Math.min(soonest, end);
	return soonest;
}
