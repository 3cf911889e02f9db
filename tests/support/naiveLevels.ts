import {
	add,
	oneRatio,
	priceToUnits,
	roundPrice,
	scalePrice,
	subtract,
	unitsToPrice
} from '../../src/lib/domain/decimal.ts';
import type { LevelHandle, PriceLevels, TrailOffset } from '../../src/lib/domain/priceLevels.ts';

interface NaiveLevel {
	readonly handle: LevelHandle;
	readonly isAbove: boolean;
	readonly offset: TrailOffset | null;
	/** The price of a fixed level, the mark of a trail. */
	price: number;
}

/** The price-level index as a list that is read from end to end: the judge of the fast one, which gives the handles. */
export class NaiveLevels {
	readonly #decimals: number | null;
	#levels: NaiveLevel[] = [];

	constructor(decimals: number | null) {
		this.#decimals = decimals;
	}

	get handles(): readonly LevelHandle[] {
		return this.#levels.map(({ handle }) => handle);
	}

	add(handle: LevelHandle, isAbove: boolean, offset: TrailOffset | null, price: number): void {
		this.#levels.push({ handle, isAbove, offset, price });
	}

	remove(handle: LevelHandle): void {
		this.#levels = this.#levels.filter((level) => level.handle !== handle);
	}

	levelOf(handle: LevelHandle): number {
		return this.#level(this.#find(handle));
	}

	isTrail(handle: LevelHandle): boolean {
		return this.#find(handle).offset !== null;
	}

	markOf(handle: LevelHandle): number {
		return this.#find(handle).price;
	}

	/** In the order that the index promises. */
	reached(low: number, high: number): readonly LevelHandle[] {
		return this.#levels
			.filter((level) => (level.isAbove ? high >= this.#level(level) : low <= this.#level(level)))
			.sort((a, b) => {
				const depth = this.#level(a) - this.#level(b);
				return order(Number(a.isAbove) - Number(b.isAbove), a.isAbove ? depth : -depth, a.handle - b.handle);
			})
			.map(({ handle }) => handle);
	}

	moveMarks(low: number, high: number): void {
		for (const level of this.#levels) {
			if (level.offset === null) continue;
			level.price = level.isAbove ? Math.min(level.price, low) : Math.max(level.price, high);
		}
	}

	/** The interval that is quiet: its ends are the nearest levels, and a unit beyond the nearest marks. */
	quiet(): Pick<PriceLevels<LevelHandle>, 'above' | 'below'> {
		const under = this.#levels.filter(({ isAbove }) => !isAbove);
		const over = this.#levels.filter(({ isAbove }) => isAbove);
		const levels = (some: readonly NaiveLevel[]) => some.map((level) => this.#level(level));
		const marks = (some: readonly NaiveLevel[]) =>
			some.filter(({ offset }) => offset !== null).map(({ price }) => price);
		return {
			above: Math.max(...levels(under), ...marks(over).map((mark) => mark - 1)),
			below: Math.min(...levels(over), ...marks(under).map((mark) => mark + 1))
		};
	}

	#find(handle: LevelHandle): NaiveLevel {
		const level = this.#levels.find((one) => one.handle === handle);
		if (level === undefined) throw new Error('the judge has no such level');
		return level;
	}

	#level({ isAbove, offset, price }: NaiveLevel): number {
		if (offset === null) return price;
		const shift = isAbove ? add : subtract;
		const mark = unitsToPrice(price);
		return priceToUnits(
			offset.by === 'fraction'
				? scalePrice(mark, shift(oneRatio, offset.fraction), this.#decimals)
				: roundPrice(shift(mark, offset.amount), this.#decimals)
		);
	}
}

function order(...differences: readonly number[]): number {
	return differences.find((difference) => difference !== 0) ?? 0;
}
