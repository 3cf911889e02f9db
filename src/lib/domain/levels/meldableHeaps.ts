import { longerFloats, longerInts } from './levelSlots.ts';

const none = -1;

/**
 * Slots in heaps that can be melded, the lowest key first: skew heaps, so that melding and taking out cost the logarithm
 * of the size over time. A heap is known by its first slot; -1 is the empty one.
 */
export class MeldableHeaps {
	#keys = new Float64Array(4);
	#left = new Int32Array(4);
	#right = new Int32Array(4);
	#parent = new Int32Array(4);

	/** Makes a heap of one slot. */
	place(slot: number, key: number): void {
		while (slot >= this.#keys.length) {
			this.#keys = longerFloats(this.#keys);
			this.#left = longerInts(this.#left);
			this.#right = longerInts(this.#right);
			this.#parent = longerInts(this.#parent);
		}
		this.#keys[slot] = key;
		this.#left[slot] = this.#right[slot] = this.#parent[slot] = none;
	}

	/** The key of a slot. */
	keyOf(slot: number): number {
		return this.#keys[slot] ?? 0;
	}

	/** Adds the slots right below one in its heap to `into`; their keys are not lower. */
	collectBelow(slot: number, into: number[]): void {
		const left = this.#left[slot] ?? none;
		const right = this.#right[slot] ?? none;
		if (left !== none) into.push(left);
		if (right !== none) into.push(right);
	}

	/** Makes one heap of two and gives its first slot. */
	meld(one: number, other: number): number {
		if (one === none) return other;
		if (other === none) return one;
		const isOtherFirst = this.keyOf(other) < this.keyOf(one);
		const first = isOtherFirst ? other : one;
		let slot = first;
		let rest = isOtherFirst ? one : other;
		// Down the right edge: what is lower goes on, and the two sides below it change places.
		for (;;) {
			let next = this.#right[slot] ?? none;
			this.#right[slot] = this.#left[slot] ?? none;
			if (next === none || this.keyOf(rest) < this.keyOf(next)) [next, rest] = [rest, next];
			this.#left[slot] = next;
			this.#parent[next] = slot;
			if (rest === none) return first;
			slot = next;
		}
	}

	/** Takes a slot out and gives what takes its place: the first slot of its heap now, when it was the first. */
	remove(slot: number): number {
		const parent = this.#parent[slot] ?? none;
		const heir = this.meld(this.#left[slot] ?? none, this.#right[slot] ?? none);
		if (heir !== none) this.#parent[heir] = parent;
		if (parent !== none) {
			const side = this.#left[parent] === slot ? this.#left : this.#right;
			side[parent] = heir;
		}
		return heir;
	}
}
