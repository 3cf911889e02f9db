import { LevelHeap } from './levelHeap.ts';
import { LevelSlots, slotOf, type LevelHandle } from './levelSlots.ts';

/** A level that a price reaches; of those that it reaches from one side, the deepest has the lowest key. */
export interface ReachedLevel {
	readonly handle: LevelHandle;
	readonly key: number;
}

/** Levels that stay where they are, all floors or all ceilings. */
export class FixedLevels {
	/** The level that is reached first; without any −Infinity for floors, Infinity for ceilings. */
	nearest = NaN;
	readonly #slots: LevelSlots;
	/** −1 for floors, of which the highest is reached first, 1 for ceilings; a key is a price times this. */
	readonly #sign: 1 | -1;
	readonly #heap = new LevelHeap();

	/** No levels yet; `kind` goes into their handles. */
	constructor(kind: number, { isAbove }: { readonly isAbove: boolean }) {
		this.#slots = new LevelSlots(kind);
		this.#sign = isAbove ? 1 : -1;
		this.nearest = this.#sign * Infinity;
	}

	/** Adds a level before which `made` (from 1) were made in the index. */
	add(made: number, price: number): LevelHandle {
		const slot = this.#slots.take(made);
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
	collect(price: number, into: ReachedLevel[]): void {
		if (this.#heap.lowestKey > this.#sign * price) return;
		const slots: number[] = [];
		this.#heap.collect(this.#sign * price, slots);
		for (const slot of slots) into.push({ handle: this.#slots.handleAt(slot), key: this.#heap.keyOf(slot) });
	}
}
