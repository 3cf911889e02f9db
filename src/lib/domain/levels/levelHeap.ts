import { longerFloats, longerInts } from './levelSlots.ts';

// Four children a place rather than two: half as many steps, and the keys of the four are next to each other in memory.
const fanBits = 2;
const fan = 2 ** fanBits;

const nothing: readonly number[] = [];

/** Slots in a heap, the lowest key first; where each of them is, is known, so that any can be moved and taken out. */
export class LevelHeap {
	/** The lowest key; Infinity when there is none. */
	lowestKey = Infinity;
	#count = 0;
	#slots = new Int32Array(2 * fan);
	/** In the order of the heap; Infinity beyond its end, in as many places as the last one could have children. */
	#keys = new Float64Array(2 * fan).fill(Infinity);
	/** Where each slot is in the heap. */
	#places = new Int32Array(2 * fan);

	/** A slot with the lowest key; there is one. */
	get lowestSlot(): number {
		return this.#slots[0] ?? 0;
	}

	/** The key of a slot that is in the heap. */
	keyOf(slot: number): number {
		return this.#keys[this.#places[slot] ?? 0] ?? Infinity;
	}

	/** Puts in a slot that is not in the heap. */
	add(slot: number, key: number): void {
		if (this.#count + fan >= this.#keys.length) this.#grow();
		while (slot >= this.#places.length) this.#places = longerInts(this.#places);
		this.#rise(this.#count++, slot, key);
	}

	/** Gives a slot that is in the heap another key. */
	move(slot: number, key: number): void {
		const place = this.#places[slot] ?? 0;
		if (key < (this.#keys[place] ?? Infinity)) this.#rise(place, slot, key);
		else this.#sink(place, slot, key);
	}

	/** Takes out a slot that is in the heap. */
	remove(slot: number): void {
		const place = this.#places[slot] ?? 0;
		const end = --this.#count;
		const last = this.#slots[end] ?? 0;
		const key = this.#keys[end] ?? Infinity;
		this.#keys[end] = Infinity;
		if (end === 0) this.lowestKey = Infinity;
		if (place === end) return;
		if (key < (this.#keys[place] ?? Infinity)) this.#rise(place, last, key);
		else this.#sink(place, last, key);
	}

	/** The slots whose keys are at most `most`, in no order. */
	upTo(most: number): readonly number[] {
		if (this.lowestKey > most) return nothing;
		const slots: number[] = [];
		this.#collect(most, slots, 0);
		return slots;
	}

	#collect(most: number, into: number[], place: number): void {
		into.push(this.#slots[place] ?? 0);
		const first = (place << fanBits) + 1;
		for (let child = first; child < first + fan; child++) {
			if ((this.#keys[child] ?? Infinity) <= most) this.#collect(most, into, child);
		}
	}

	/** From `place`, which is open, upwards to where the key belongs. */
	#rise(place: number, slot: number, key: number): void {
		const keys = this.#keys;
		let open = place;
		while (open > 0) {
			const parent = (open - 1) >> fanBits;
			const above = keys[parent] ?? Infinity;
			if (above <= key) break;
			this.#put(open, this.#slots[parent] ?? 0, above);
			open = parent;
		}
		this.#put(open, slot, key);
		this.lowestKey = keys[0] ?? Infinity;
	}

	/** From `place`, which is open, downwards to where the key belongs. */
	#sink(place: number, slot: number, key: number): void {
		const keys = this.#keys;
		let open = place;
		for (;;) {
			const first = (open << fanBits) + 1;
			if (first >= this.#count) break;
			let child = first;
			let below = keys[first] ?? Infinity;
			for (let other = first + 1; other < first + fan; other++) {
				const beside = keys[other] ?? Infinity;
				if (beside < below) {
					child = other;
					below = beside;
				}
			}
			if (below >= key) break;
			this.#put(open, this.#slots[child] ?? 0, below);
			open = child;
		}
		this.#put(open, slot, key);
		this.lowestKey = keys[0] ?? Infinity;
	}

	#put(place: number, slot: number, key: number): void {
		this.#slots[place] = slot;
		this.#keys[place] = key;
		this.#places[slot] = place;
	}

	#grow(): void {
		const { length } = this.#keys;
		this.#slots = longerInts(this.#slots);
		this.#keys = longerFloats(this.#keys).fill(Infinity, length);
	}
}
