import { orderColumn, type OrderColumnKey, type OrderListRow } from '../../lib/contract/orderHistory.ts';
import { readMoney, zeroMoney } from '../../lib/domain/decimal.ts';

type SortKey = string | number | null;

/** The orders in the order of one column: places in the list of rows, ascending; `blanks` have no value there. */
export interface SortedPlaces {
	readonly places: Uint32Array;
	readonly blanks: number;
}

/**
 * Keeps the rows sorted by one column. Sorting all of them is done once; after that, what has changed is taken out and
 * merged in again, so that a change among 100,000 rows costs a walk over them and no sort.
 */
export class OrderSorting {
	readonly #rows: readonly OrderListRow[];
	readonly #column: OrderColumnKey;
	readonly #keys: SortKey[] = [];
	readonly #changed = new Set<number>();
	#sorted: SortedPlaces = { places: new Uint32Array(0), blanks: 0 };

	constructor(rows: readonly OrderListRow[], column: OrderColumnKey) {
		this.#rows = rows;
		this.#column = column;
		for (let place = 0; place < rows.length; place++) this.#changed.add(place);
	}

	/** A row is new or another one. */
	touch(place: number): void {
		this.#changed.add(place);
	}

	/** The rows in the order of the column, equal ones in the order of their making, those without a value last. */
	sorted(): SortedPlaces {
		if (this.#changed.size === 0) return this.#sorted;
		const changed = [...this.#changed];
		for (const place of changed) this.#keys[place] = this.#keyOf(place);
		const added = Uint32Array.from(changed).sort(this.#compare);
		const { places: before } = this.#sorted;
		const places = new Uint32Array(this.#rows.length);
		let [from, next] = [0, 0];
		for (let at = 0; at < places.length; at++) {
			while (from < before.length && this.#changed.has(before[from] ?? 0)) from++;
			const [old, fresh] = [before[from], added[next]];
			const takesOld = old !== undefined && (fresh === undefined || this.#compare(old, fresh) < 0);
			places[at] = (takesOld ? old : fresh) ?? 0;
			if (takesOld) from++;
			else next++;
		}
		this.#changed.clear();
		let blanks = 0;
		while (blanks < places.length && this.#keys[places.at(-1 - blanks) ?? 0] === null) blanks++;
		this.#sorted = { places, blanks };
		return this.#sorted;
	}

	#keyOf(place: number): SortKey {
		const row = this.#rows[place];
		if (row === undefined) return null;
		// An instant of the book may be that of several orders: their sequence tells which came first.
		if (this.#column === 'made') return row.seq;
		const { kind, value } = orderColumn(this.#column);
		const found = value(row);
		if (found === null || found === '') return null;
		return kind === 'word' ? found : Number(found);
	}

	readonly #compare = (a: number, b: number): number => {
		const [x, y] = [this.#keys[a] ?? null, this.#keys[b] ?? null];
		if (x !== y) {
			if (x === null) return 1;
			if (y === null) return -1;
			return x < y ? -1 : 1;
		}
		return this.#compareExactly(a, b) || (this.#rows[a]?.seq ?? 0) - (this.#rows[b]?.seq ?? 0);
	};

	/** Decimals that are the same float can still differ in their last digits. */
	#compareExactly(a: number, b: number): number {
		const { kind, value } = orderColumn(this.#column);
		const [one, other] = [this.#rows[a], this.#rows[b]];
		if (kind !== 'decimal' || one === undefined || other === undefined) return 0;
		const [x, y] = [value(one), value(other)];
		if (x === y) return 0;
		const [left, right] = [readMoney(String(x)) ?? zeroMoney, readMoney(String(y)) ?? zeroMoney];
		return left < right ? -1 : left > right ? 1 : 0;
	}
}
