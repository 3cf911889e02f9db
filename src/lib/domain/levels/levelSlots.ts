/** Names a level in its index until it is removed; a level added later has a higher one, and none is given twice. */
export type LevelHandle = number;

/** A level that a price reaches; of those that it reaches from one side, the deepest has the lowest key. */
export interface ReachedLevel<Owner> {
	readonly key: number;
	readonly handle: LevelHandle;
	readonly owner: Owner;
}

// From the lowest bit: where the level is among those of its kind, its kind, and how many levels were made before it.
const slotBits = 20;
const mostSlots = 2 ** slotBits;
const mostKinds = 8;
const madeUnit = mostKinds * mostSlots;

/** Where the level of a handle is, or was, among those of its kind. */
export function slotOf(handle: LevelHandle): number {
	return handle & (mostSlots - 1);
}

/** The kind of the level of a handle, 0 to 7. */
export function kindOf(handle: LevelHandle): number {
	return (handle >>> slotBits) & (mostKinds - 1);
}

/** The slots of the levels of one kind in columns: those that are free again are taken first. */
export class LevelSlots<Owner> {
	readonly #kind: number;
	readonly #free: number[] = [];
	#used = 0;
	/** The handle of the level in each slot, 0 where there is none. */
	#handles = new Float64Array(4);
	/** What the level in each slot is kept for. */
	readonly #owners: (Owner | undefined)[] = [];

	/** No slot is taken yet; `kind` is 0 to 7. */
	constructor(kind: number) {
		this.#kind = kind;
	}

	/** Takes a slot for a level before which `made` (from 1) were made; throws beyond a million levels at a time. */
	take(made: number, owner: Owner): number {
		const slot = this.#free.pop() ?? this.#used++;
		const handle = made * madeUnit + this.#kind * mostSlots + slot;
		if (slot >= mostSlots || !Number.isSafeInteger(handle)) throw new Error('too many price levels');
		if (slot >= this.#handles.length) this.#handles = longerFloats(this.#handles);
		this.#handles[slot] = handle;
		this.#owners[slot] = owner;
		return slot;
	}

	/** The handle of the level in a slot. */
	handleAt(slot: number): LevelHandle {
		return this.#handles[slot] ?? 0;
	}

	/** Adds the level in a slot, which is taken, to `into`. */
	collect(slot: number, key: number, into: ReachedLevel<Owner>[]): void {
		const owner = this.#owners[slot];
		if (owner !== undefined) into.push({ key, handle: this.handleAt(slot), owner });
	}

	/** Whether the level of a handle is still there. */
	holds(handle: LevelHandle): boolean {
		return handle !== 0 && this.#handles[slotOf(handle)] === handle;
	}

	/** The level in a slot is gone; its slot is not yet free. */
	vacate(slot: number): void {
		this.#handles[slot] = 0;
		this.#owners[slot] = undefined;
	}

	/** Frees a slot that is vacant. */
	free(slot: number): void {
		this.#free.push(slot);
	}
}

/** A column of twice the length that begins with what `column` holds. */
export function longerFloats(column: Float64Array): Float64Array<ArrayBuffer> {
	const longer = new Float64Array(column.length * 2);
	longer.set(column);
	return longer;
}

/** A column of twice the length that begins with what `column` holds. */
export function longerInts(column: Int32Array): Int32Array<ArrayBuffer> {
	const longer = new Int32Array(column.length * 2);
	longer.set(column);
	return longer;
}
