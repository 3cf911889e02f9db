import { FixedLevels } from './levels/fixedLevels.ts';
import { kindOf, type LevelHandle, type ReachedLevel } from './levels/levelSlots.ts';
import { TrailGroups } from './levels/trailGroups.ts';
import { offsetUnits, type TrailOffset } from './levels/trailLevel.ts';

export type { LevelHandle } from './levels/levelSlots.ts';
export type { TrailOffset } from './levels/trailLevel.ts';

/**
 * The prices at which something happens in one symbol. All prices are whole numbers of 1e-9 units. Each level has an owner, whom
 * a price that reaches it gives back.
 */
export interface PriceLevels<Owner extends NonNullable<unknown>> {
	/** A level that a price at or below `price` reaches. */
	addFloor(owner: Owner, price: number): LevelHandle;
	/** A level that a price at or above `price` reaches. */
	addCeiling(owner: Owner, price: number): LevelHandle;
	/** A level that keeps its offset below the highest price since it was added; `mark` is where that starts. */
	addTrailBelow(owner: Owner, offset: TrailOffset, mark: number): LevelHandle;
	/** A level that keeps its offset above the lowest price since it was added; `mark` is where that starts. */
	addTrailAbove(owner: Owner, offset: TrailOffset, mark: number): LevelHandle;
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
	 * The owners of the levels that a move from `low` to `high` reaches, which stay in; trails by their marks as they stand. Those that
	 * the low reaches come first; of either side the deepest reached first, at one price the oldest.
	 */
	reached(low: number, high: number): readonly Owner[];
	/** Lifts the marks of trails below to `high` and lowers those of trails above to `low`; called after `reached`. */
	moveMarks(low: number, high: number): void;
	/** The mark of a trail as it stands; throws when there is none. */
	markOf(handle: LevelHandle): number;
	/** The level of a trail as it stands, or of a fixed one; throws when it is gone. */
	levelOf(handle: LevelHandle): number;
}

/** No levels yet; those of trails are rounded half up to `priceDecimals` (0 to 9, null keeps all 9). */
export function createPriceLevels<Owner extends NonNullable<unknown>>(
	priceDecimals: number | null = null
): PriceLevels<Owner> {
	return new LevelIndex(priceDecimals);
}

const nothing: readonly never[] = [];

/** One side of the prices: what falling ones reach, or rising ones. */
interface Side<Owner> {
	readonly fixed: FixedLevels<Owner>;
	readonly fraction: TrailGroups<Owner>;
	readonly amount: TrailGroups<Owner>;
}

const kindsOfSide = 3;

function createSide<Owner>(isAbove: boolean, decimals: number | null): Side<Owner> {
	const kind = isAbove ? kindsOfSide : 0;
	return {
		fixed: new FixedLevels(kind, { isAbove }),
		fraction: new TrailGroups(kind + 1, { by: 'fraction', isAbove, decimals }),
		amount: new TrailGroups(kind + 2, { by: 'amount', isAbove, decimals })
	};
}

/** The deepest first, at one price the oldest. */
function reachedOf<Owner>({ fixed, fraction, amount }: Side<Owner>, price: number): readonly Owner[] {
	const reached: ReachedLevel<Owner>[] = [];
	fixed.collect(price, reached);
	fraction.collect(price, reached);
	amount.collect(price, reached);
	if (reached.length > 1) reached.sort((a, b) => a.key - b.key || a.handle - b.handle);
	return reached.map(({ owner }) => owner);
}

class LevelIndex<Owner extends NonNullable<unknown>> implements PriceLevels<Owner> {
	readonly #under: Side<Owner>;
	readonly #over: Side<Owner>;
	#made = 0;
	/** Prices strictly between these reach no level, whatever marks they move. */
	#floor = -Infinity;
	#ceiling = Infinity;
	/** Prices from the one to the other move no mark. */
	#lowestMark = -Infinity;
	#highestMark = Infinity;
	size = 0;
	above = -Infinity;
	below = Infinity;

	constructor(decimals: number | null) {
		this.#under = createSide(false, decimals);
		this.#over = createSide(true, decimals);
	}

	addFloor(owner: Owner, price: number): LevelHandle {
		const handle = this.#under.fixed.add(this.#make(price), owner, price);
		this.#settleUnder();
		return handle;
	}

	addCeiling(owner: Owner, price: number): LevelHandle {
		const handle = this.#over.fixed.add(this.#make(price), owner, price);
		this.#settleOver();
		return handle;
	}

	addTrailBelow(owner: Owner, offset: TrailOffset, mark: number): LevelHandle {
		const units = offsetUnits(offset);
		const { fraction, amount } = this.#under;
		const trails = offset.by === 'fraction' ? fraction : amount;
		const handle = trails.add(this.#make(mark), owner, units, mark);
		this.#settleUnder();
		return handle;
	}

	addTrailAbove(owner: Owner, offset: TrailOffset, mark: number): LevelHandle {
		const units = offsetUnits(offset);
		const { fraction, amount } = this.#over;
		const trails = offset.by === 'fraction' ? fraction : amount;
		const handle = trails.add(this.#make(mark), owner, units, mark);
		this.#settleOver();
		return handle;
	}

	remove(handle: LevelHandle): void {
		const levels = this.#levelsOf(handle);
		if (!levels.holds(handle)) return;
		levels.remove(handle);
		this.size--;
		if (kindOf(handle) < kindsOfSide) this.#settleUnder();
		else this.#settleOver();
	}

	reached(low: number, high: number): readonly Owner[] {
		if (low > this.#floor) return high < this.#ceiling ? nothing : reachedOf(this.#over, high);
		const under = reachedOf(this.#under, low);
		return high < this.#ceiling ? under : [...under, ...reachedOf(this.#over, high)];
	}

	moveMarks(low: number, high: number): void {
		if (high > this.#highestMark) {
			this.#under.fraction.follow(high);
			this.#under.amount.follow(high);
			this.#settleUnder();
		}
		if (low < this.#lowestMark) {
			this.#over.fraction.follow(low);
			this.#over.amount.follow(low);
			this.#settleOver();
		}
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

	/** The number of the level that is now made at a price, from 1. */
	#make(price: number): number {
		if (!Number.isSafeInteger(price)) {
			throw new Error(`a price level is a whole number of 1e-9 units below 2^53, not ${String(price)}`);
		}
		this.size++;
		return ++this.#made;
	}

	#levelsOf(handle: LevelHandle): FixedLevels<Owner> | TrailGroups<Owner> {
		const kind = kindOf(handle);
		const side = kind < kindsOfSide ? this.#under : this.#over;
		const ofSide = kind % kindsOfSide;
		return ofSide === 0 ? side.fixed : ofSide === 1 ? side.fraction : side.amount;
	}

	#settleUnder(): void {
		const { fixed, fraction, amount } = this.#under;
		this.#floor = Math.max(fixed.nearest, fraction.nearest, amount.nearest);
		this.#highestMark = Math.min(fraction.nextMark, amount.nextMark);
		this.#settle();
	}

	#settleOver(): void {
		const { fixed, fraction, amount } = this.#over;
		this.#ceiling = Math.min(fixed.nearest, fraction.nearest, amount.nearest);
		this.#lowestMark = Math.max(fraction.nextMark, amount.nextMark);
		this.#settle();
	}

	#settle(): void {
		// A price at a mark does not move it, and the next one that does is a unit away.
		this.above = Math.max(this.#floor, this.#lowestMark - 1);
		this.below = Math.min(this.#ceiling, this.#highestMark + 1);
	}
}
