import { FixedLevels, type ReachedLevel } from './levels/fixedLevels.ts';
import { kindOf, type LevelHandle } from './levels/levelSlots.ts';
import { TrailGroups } from './levels/trailGroups.ts';
import { offsetUnits, type TrailOffset } from './levels/trailLevel.ts';

export type { LevelHandle } from './levels/levelSlots.ts';
export type { TrailOffset } from './levels/trailLevel.ts';

/** The prices at which something happens in one symbol. All prices are whole numbers of 1e-9 units. */
export interface PriceLevels {
	/** A level that a price at or below `price` reaches. */
	addFloor(price: number): LevelHandle;
	/** A level that a price at or above `price` reaches. */
	addCeiling(price: number): LevelHandle;
	/** A level that keeps its offset below the highest price since it was added; `mark` is where that starts. */
	addTrailBelow(offset: TrailOffset, mark: number): LevelHandle;
	/** A level that keeps its offset above the lowest price since it was added; `mark` is where that starts. */
	addTrailAbove(offset: TrailOffset, mark: number): LevelHandle;
	/** Takes a level out; nothing happens when it is gone. */
	remove(handle: LevelHandle): void;
	/** How many levels there are. */
	readonly size: number;
	/**
	 * Prices strictly between `above` and `below` reach no level and move no mark: the nearest levels, and a unit beyond the
	 * nearest marks; −Infinity and Infinity without any.
	 */
	readonly above: number;
	readonly below: number;
	/**
	 * The levels that a move from `low` to `high` reaches, which stay in; trails by their marks as they stand. Those that
	 * the low reaches come first; of either side the deepest reached first, at one price the oldest.
	 */
	reached(low: number, high: number): readonly LevelHandle[];
	/** Lifts the marks of trails below to `high` and lowers those of trails above to `low`; called after `reached`. */
	moveMarks(low: number, high: number): void;
	/** The mark of a trail as it stands; throws when there is none. */
	markOf(handle: LevelHandle): number;
	/** The level of a trail as it stands, or of a fixed one; throws when it is gone. */
	levelOf(handle: LevelHandle): number;
}

/** No levels yet; those of trails are rounded half up to `priceDecimals` (0 to 9, null keeps all 9). */
export function createPriceLevels(priceDecimals: number | null = null): PriceLevels {
	return new LevelIndex(priceDecimals);
}

const nothing: readonly LevelHandle[] = [];

/** One side of the prices: what falling ones reach, or rising ones. */
interface Side {
	readonly fixed: FixedLevels;
	readonly fraction: TrailGroups;
	readonly amount: TrailGroups;
}

const kindsOfSide = 3;

function createSide(isAbove: boolean, decimals: number | null): Side {
	const kind = isAbove ? kindsOfSide : 0;
	return {
		fixed: new FixedLevels(kind, { isAbove }),
		fraction: new TrailGroups(kind + 1, { by: 'fraction', isAbove, decimals }),
		amount: new TrailGroups(kind + 2, { by: 'amount', isAbove, decimals })
	};
}

/** The deepest first, at one price the oldest. */
function reachedOf({ fixed, fraction, amount }: Side, price: number): readonly LevelHandle[] {
	const reached: ReachedLevel[] = [];
	fixed.collect(price, reached);
	fraction.collect(price, reached);
	amount.collect(price, reached);
	if (reached.length > 1) reached.sort((a, b) => a.key - b.key || a.handle - b.handle);
	return reached.map(({ handle }) => handle);
}

class LevelIndex implements PriceLevels {
	readonly #under: Side;
	readonly #over: Side;
	#made = 0;
	/** Prices strictly between these reach no level, whatever marks they move. */
	#floor = -Infinity;
	#ceiling = Infinity;
	size = 0;
	above = -Infinity;
	below = Infinity;

	constructor(decimals: number | null) {
		this.#under = createSide(false, decimals);
		this.#over = createSide(true, decimals);
	}

	addFloor(price: number): LevelHandle {
		return this.#added(this.#under.fixed.add(this.#make(price), price));
	}

	addCeiling(price: number): LevelHandle {
		return this.#added(this.#over.fixed.add(this.#make(price), price));
	}

	addTrailBelow(offset: TrailOffset, mark: number): LevelHandle {
		return this.#added(this.#under[offset.by].add(this.#make(mark), offsetUnits(offset), mark));
	}

	addTrailAbove(offset: TrailOffset, mark: number): LevelHandle {
		return this.#added(this.#over[offset.by].add(this.#make(mark), offsetUnits(offset), mark));
	}

	remove(handle: LevelHandle): void {
		const levels = this.#levelsOf(handle);
		if (!levels.holds(handle)) return;
		levels.remove(handle);
		this.size--;
		this.#settle();
	}

	reached(low: number, high: number): readonly LevelHandle[] {
		if (low > this.#floor && high < this.#ceiling) return nothing;
		const under = low <= this.#floor ? reachedOf(this.#under, low) : nothing;
		const over = high >= this.#ceiling ? reachedOf(this.#over, high) : nothing;
		return under === nothing ? over : over === nothing ? under : [...under, ...over];
	}

	moveMarks(low: number, high: number): void {
		if (low > this.above && high < this.below) return;
		this.#under.fraction.follow(high);
		this.#under.amount.follow(high);
		this.#over.fraction.follow(low);
		this.#over.amount.follow(low);
		this.#settle();
	}

	markOf(handle: LevelHandle): number {
		const levels = this.#levelsOf(handle);
		if (levels instanceof FixedLevels || !levels.holds(handle)) throw new Error('no trail has this handle');
		return levels.markOf(handle);
	}

	levelOf(handle: LevelHandle): number {
		const levels = this.#levelsOf(handle);
		if (!levels.holds(handle)) throw new Error('no level has this handle');
		return levels.levelOf(handle);
	}

	/** The number of the level that is made at a price, from 1. */
	#make(price: number): number {
		if (!Number.isSafeInteger(price)) {
			throw new Error(`a price level is a whole number of 1e-9 units below 2^53, not ${String(price)}`);
		}
		return this.#made + 1;
	}

	#added(handle: LevelHandle): LevelHandle {
		this.#made++;
		this.size++;
		this.#settle();
		return handle;
	}

	#levelsOf(handle: LevelHandle): FixedLevels | TrailGroups {
		const kind = kindOf(handle);
		const side = kind < kindsOfSide ? this.#under : this.#over;
		const ofSide = kind % kindsOfSide;
		return ofSide === 0 ? side.fixed : ofSide === 1 ? side.fraction : side.amount;
	}

	#settle(): void {
		const { fixed: floors, fraction: fractionBelow, amount: amountBelow } = this.#under;
		const { fixed: ceilings, fraction: fractionAbove, amount: amountAbove } = this.#over;
		this.#floor = Math.max(floors.nearest, fractionBelow.nearest, amountBelow.nearest);
		this.#ceiling = Math.min(ceilings.nearest, fractionAbove.nearest, amountAbove.nearest);
		// A price at a mark does not move it, and the next one that does is a unit away.
		this.above = Math.max(this.#floor, Math.max(fractionAbove.nextMark, amountAbove.nextMark) - 1);
		this.below = Math.min(this.#ceiling, Math.min(fractionBelow.nextMark, amountBelow.nextMark) + 1);
	}
}
