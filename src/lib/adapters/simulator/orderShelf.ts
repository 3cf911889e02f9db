import { priceToUnits, unitsToPrice, type Price } from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { Trail } from '../../domain/orderTerms.ts';
import { createPriceLevels, type LevelHandle, type PriceLevels } from '../../domain/priceLevels.ts';
import type { Instant } from '../../domain/time.ts';
import type { RestingOrder } from './restingOrder.ts';

/** Prices strictly between these do nothing to the orders of a symbol; without an order both are NaN, and no price does. */
export interface QuietPrices {
	readonly symbol: string;
	above: number;
	below: number;
}

/** The orders of one symbol: by the price that reaches them, or looked at with every price. */
export class OrderShelf {
	readonly #levels: PriceLevels<RestingOrder>;
	readonly #always = new Set<RestingOrder>();
	/** Those that no price could reach yet, since they have just come. */
	#newcomers: RestingOrder[] = [];

	/** What the shelf writes after each change, so that most prices end at a glance. */
	readonly #quiet: QuietPrices;

	constructor({ priceDecimals }: Instrument, quiet: QuietPrices) {
		this.#levels = createPriceLevels(priceDecimals);
		this.#quiet = quiet;
	}

	get isEmpty(): boolean {
		return this.#levels.size + this.#always.size + this.#newcomers.length === 0;
	}

	#settle(): void {
		const { above, below, size } = this.#levels;
		const isLookedAt = this.#always.size > 0 || this.#newcomers.length > 0;
		const isEmpty = size === 0;
		this.#quiet.above = isLookedAt ? Infinity : isEmpty ? NaN : above;
		this.#quiet.below = isLookedAt ? -Infinity : isEmpty ? NaN : below;
	}

	add(order: RestingOrder): void {
		this.#newcomers.push(order);
		this.#settle();
	}

	/**
	 * Lets those in that act on prices from `startsAt` on, outside the session those alone that trade there; a trail begins at `price`.
	 * Gives those that go behind all others then.
	 */
	admit(startsAt: Instant, price: number, isExtended = false): readonly RestingOrder[] {
		if (this.#newcomers.length === 0) return [];
		const isDue = ({ notBefore, intent }: RestingOrder) =>
			notBefore <= startsAt && (!isExtended || intent.extendedHours);
		const waiting: RestingOrder[] = [];
		const fresh: RestingOrder[] = [];
		for (const order of this.#newcomers) {
			if (isDue(order)) {
				if (order.goesLast) fresh.push(order);
				order.goesLast = false;
				order.restsFrom ??= startsAt;
				this.#place(order, price);
			} else waiting.push(order);
		}
		this.#newcomers = waiting;
		this.#settle();
		return fresh;
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
		this.#settle();
	}

	remove(order: RestingOrder): void {
		if (order.handle === null) {
			this.#always.delete(order);
			this.#newcomers = this.#newcomers.filter((other) => other !== order);
		} else {
			this.#levels.remove(order.handle);
			order.handle = null;
			order.isTrailing = false;
		}
		this.#settle();
	}

	/** Trails follow the extremes of a bar or quote that was looked at. */
	moveMarks(low: number, high: number): void {
		this.#levels.moveMarks(low, high);
		this.#settle();
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
