import { LevelHeap } from './levelHeap.ts';
import { LevelSlots, slotOf, type LevelHandle, type ReachedLevel } from './levelSlots.ts';

/** Levels that stay where they are, all floors or all ceilings. */
export class FixedLevels<Owner> {
	/** The level that is reached first; without any −Infinity for floors, Infinity for ceilings. */
	nearest = NaN;
	readonly #slots: LevelSlots<Owner>;
	/** −1 for floors, of which the highest is reached first, 1 for ceilings; a key is a price times this. */
	readonly #sign: 1 | -1;
	readonly #heap = new LevelHeap();

	/** No levels yet; `kind` goes into their handles. */
	constructor(kind: number, { isAbove }: { readonly isAbove: boolean }) {
		this.#slots = new LevelSlots(kind);
		this.#sign = isAbove ? 1 : -1;
		this.nearest = this.#sign * Infinity;
	}

	/** Adds a level of `owner` before which `made` (from 1) were made in the index. */
	add(made: number, owner: Owner, price: number): LevelHandle {
		const slot = this.#slots.take(made, owner);
		this.#heap.add(slot, this.#sign * price);
		this.nearest = this.#sign * this.#heap.lowestKey;
		return this.#slots.handleAt(slot);
	}

	/** Whether the level of a handle is there. */
	holds(handle: LevelHandle): boolean {
		return this.#slots.holds(handle);
	}

	/** Takes out a level that is there. */
	remove(handle: LevelHandle): void {
		const slot = slotOf(handle);
		this.#heap.remove(slot);
		this.nearest = this.#sign * this.#heap.lowestKey;
		this.#slots.vacate(slot);
		this.#slots.free(slot);
	}

	/** The price of a level that is there. */
	levelOf(handle: LevelHandle): number {
		return this.#sign * this.#heap.keyOf(slotOf(handle));
	}

	/** Adds the levels that a price reaches to `into`, in no order. */
	collect(price: number, into: ReachedLevel<Owner>[]): void {
		for (const slot of this.#heap.upTo(this.#sign * price)) {
			this.#slots.collect(slot, this.#heap.keyOf(slot), into);
		}
	}
}
