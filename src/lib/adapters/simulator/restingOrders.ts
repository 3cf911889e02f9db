import { zeroQuantity } from '../../domain/decimal.ts';
import type { ClientOrderId } from '../../domain/ids.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { Instant } from '../../domain/time.ts';
import type { OrderMark, OrderMarks, RestingState } from '../../domain/venue.ts';
import { OrderShelf, type QuietPrices } from './orderShelf.ts';
import { RecentIds } from './recentIds.ts';
import { isTrail, type RestingOrder } from './restingOrder.ts';

/** So many of the orders that ended last are known when they come again: never all, since their number grows without end. */
const mostRemembered = 1000;

/** All orders that wait at the venue: by id, on the shelf of their symbol, and by their end. */
export class RestingOrders {
	readonly #byId = new Map<ClientOrderId, RestingOrder>();
	readonly #ended = new RecentIds(mostRemembered);
	readonly #shelves = new Map<string, OrderShelf>();
	readonly #quietBySymbol = new Map<string, QuietPrices>();
	/** The same by the numbers that are asked with. */
	readonly #quietByPlace: QuietPrices[] = [];
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

	/** Whether an order waits, or was one of the last that ended. */
	knows(id: ClientOrderId): boolean {
		return this.#byId.has(id) || this.#ended.has(id);
	}

	/** The orders of a symbol; undefined when there are none. */
	shelfOf(symbol: string): OrderShelf | undefined {
		const shelf = this.#shelves.get(symbol);
		return shelf?.isEmpty === false ? shelf : undefined;
	}

	/** The prices that do nothing to the orders of a symbol; `place` is the number that it is asked for with. */
	quietOf(symbol: string, place: number): Readonly<QuietPrices> {
		const quiet = this.#quietByPlace[place];
		if (quiet !== undefined && quiet.symbol === symbol) return quiet;
		const found = this.#quietOf(symbol);
		this.#quietByPlace[place] = found;
		return found;
	}

	#quietOf(symbol: string): QuietPrices {
		let quiet = this.#quietBySymbol.get(symbol);
		if (quiet === undefined) {
			quiet = { symbol, above: NaN, below: NaN };
			this.#quietBySymbol.set(symbol, quiet);
		}
		return quiet;
	}

	#openShelf(symbol: string): OrderShelf {
		let shelf = this.#shelves.get(symbol);
		if (shelf === undefined) {
			shelf = new OrderShelf(this.#instrumentOf(symbol), this.#quietOf(symbol));
			this.#shelves.set(symbol, shelf);
		}
		return shelf;
	}

	add({ intent, filled, fills, isElected, costs, mark }: RestingState): RestingOrder {
		const { savedMark, restsFrom, ahead, goesLast } = restOf(isTrail({ intent, isElected }), mark);
		const order: RestingOrder = {
			intent,
			filled,
			fills,
			opened: zeroQuantity,
			costs,
			isElected,
			restsFrom,
			notBefore: intent.actsFrom,
			age: ++this.#count,
			handle: null,
			isTrailing: false,
			savedMark,
			goesLast,
			ahead,
			servedAt: null
		};
		this.#byId.set(intent.id, order);
		this.#openShelf(intent.symbol).add(order);
		if (intent.ends !== null) {
			const ending = this.#byEnd.get(intent.ends.at) ?? new Set();
			this.#byEnd.set(intent.ends.at, ending.add(order));
			this.#soonestEnd = Math.min(this.#soonestEnd, intent.ends.at);
		}
		return order;
	}

	/** What the orders must be told when the book goes on, of each that has something. */
	marks(): OrderMarks {
		const marks: Record<string, OrderMark> = {};
		for (const order of this.#byId.values()) {
			const mark = isTrail(order) ? this.#trailMark(order) : limitMark(order);
			if (mark !== null) marks[order.intent.id] = mark;
		}
		return marks;
	}

	#trailMark(order: RestingOrder): number | null {
		return this.#shelves.get(order.intent.symbol)?.markOf(order) ?? null;
	}

	/** Lets an order act by its new prices from an instant on, behind those that rest there; a trail keeps its mark. */
	reprice(order: RestingOrder, from: Instant): void {
		const shelf = this.#shelves.get(order.intent.symbol);
		const mark = this.#trailMark(order);
		shelf?.remove(order);
		order.savedMark = mark;
		order.restsFrom = null;
		order.ahead = null;
		order.goesLast = true;
		order.notBefore = from;
		shelf?.add(order);
	}

	/** Lets an order that rests at its limit lose its place there. */
	sendLast(order: RestingOrder): void {
		const shelf = this.#shelves.get(order.intent.symbol);
		shelf?.remove(order);
		order.ahead = null;
		order.goesLast = true;
		shelf?.add(order);
	}

	remove(order: RestingOrder): void {
		const { id, symbol, ends } = order.intent;
		// A shelf that is empty stays: the next order of its symbol is often not far, and its levels are dear to make.
		this.#shelves.get(symbol)?.remove(order);
		this.#byId.delete(id);
		this.#ended.add(id);
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

function limitMark({ intent, restsFrom: since, ahead, goesLast }: RestingOrder): OrderMark | null {
	if (intent.limitPrice === null || since === null) return null;
	return ahead === null && !goesLast ? since : { since, ahead };
}

type Rest = Pick<RestingOrder, 'savedMark' | 'restsFrom' | 'ahead' | 'goesLast'>;

/** How an order rests that had a mark, or none yet. */
function restOf(isTrailing: boolean, mark: OrderMark | null): Rest {
	const fresh = { savedMark: null, restsFrom: null, ahead: null, goesLast: true };
	if (mark === null) return fresh;
	if (typeof mark === 'object') {
		return { ...fresh, restsFrom: mark.since, ahead: mark.ahead, goesLast: mark.ahead === null };
	}
	return isTrailing ? { ...fresh, savedMark: mark } : { ...fresh, restsFrom: mark, goesLast: false };
}
