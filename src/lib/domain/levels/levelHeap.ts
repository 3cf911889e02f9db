import { longerFloats, longerInts } from './levelSlots.ts';

/** Slots in a binary heap, the lowest key first; where each of them is, is known, so that any can be moved and taken out. */
export class LevelHeap {
	/** The lowest key; Infinity when there is none. */
	lowestKey = Infinity;
	#count = 0;
	#slots = new Int32Array(4);
	/** In the order of the heap; Infinity beyond its end. */
	#keys = new Float64Array(4).fill(Infinity);
	/** Where each slot is in the heap. */
	#places = new Int32Array(4);

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
		if (this.#count + 1 >= this.#keys.length) this.#grow();
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
		this.#put(place, last, this.keyOf(slot));
		this.move(last, key);
	}

	/** Adds to `into` every slot whose key is at most `most`, in no order. */
	collect(most: number, into: number[], place = 0): void {
		if (place >= this.#count || (this.#keys[place] ?? Infinity) > most) return;
		into.push(this.#slots[place] ?? 0);
		this.collect(most, into, 2 * place + 1);
		this.collect(most, into, 2 * place + 2);
	}

	/** From `place`, which is open, upwards to where the key belongs. */
	#rise(place: number, slot: number, key: number): void {
		while (place > 0) {
			const parent = (place - 1) >> 1;
			const above = this.#keys[parent] ?? Infinity;
			if (above <= key) break;
			this.#put(place, this.#slots[parent] ?? 0, above);
			place = parent;
		}
		this.#put(place, slot, key);
	}

	/** From `place`, which is open, downwards to where the key belongs. */
	#sink(place: number, slot: number, key: number): void {
		const keys = this.#keys;
		for (;;) {
			let child = 2 * place + 1;
			if (child >= this.#count) break;
			// One past the end is Infinity, and there is always room for it.
			if ((keys[child + 1] ?? Infinity) < (keys[child] ?? Infinity)) child++;
			const below = keys[child] ?? Infinity;
			if (below >= key) break;
			this.#put(place, this.#slots[child] ?? 0, below);
			place = child;
		}
		this.#put(place, slot, key);
	}

	#put(place: number, slot: number, key: number): void {
		if (place === 0) this.lowestKey = key;
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
