import { longerInts, type LevelSlots } from './levelSlots.ts';

/**
 * Which group each slot is in, where groups merge and never split. A slot leads to its group through others, so one whose
 * level is gone stays taken while others lead through it. A group is known by the slot at which all of its own end.
 */
export class MergedGroups {
	readonly #slots: Pick<LevelSlots<unknown>, 'free'>;
	/** The next slot on the way; the group's own leads to itself. */
	#leaders = new Int32Array(4);
	/** How long a way to a slot can be, at most: a logarithm of those that ever came to it. */
	#ranks = new Int32Array(4);
	/** How many slots lead to a slot, and one for the level in it. */
	#uses = new Int32Array(4);

	/** No groups yet; slots that nothing needs any more are freed in `slots`. */
	constructor(slots: Pick<LevelSlots<unknown>, 'free'>) {
		this.#slots = slots;
	}

	/** Makes a group of one slot. */
	open(slot: number): void {
		while (slot >= this.#leaders.length) {
			this.#leaders = longerInts(this.#leaders);
			this.#ranks = longerInts(this.#ranks);
			this.#uses = longerInts(this.#uses);
		}
		this.#leaders[slot] = slot;
		this.#ranks[slot] = 0;
		this.#uses[slot] = 1;
	}

	/** The group that a slot is in. */
	groupOf(slot: number): number {
		let group = slot;
		for (;;) {
			const leader = this.#leaders[group] ?? group;
			if (leader === group) return group;
			group = leader;
		}
	}

	/** Makes one group of two different ones; it goes on as one of them, as the first when the other is a single slot. */
	merge(one: number, other: number): number {
		const difference = (this.#ranks[one] ?? 0) - (this.#ranks[other] ?? 0);
		const group = difference >= 0 ? one : other;
		this.#leaders[difference >= 0 ? other : one] = group;
		if (difference === 0) this.#add(this.#ranks, group, 1);
		this.#add(this.#uses, group, 1);
		return group;
	}

	/** The level in a slot is gone: frees the slot, and those before it, unless others lead through them. */
	leave(slot: number): void {
		let left = slot;
		while (this.#add(this.#uses, left, -1) === 0) {
			const leader = this.#leaders[left] ?? left;
			this.#slots.free(left);
			if (leader === left) return;
			left = leader;
		}
	}

	#add(column: Int32Array, slot: number, by: number): number {
		return (column[slot] = (column[slot] ?? 0) + by);
	}
}
