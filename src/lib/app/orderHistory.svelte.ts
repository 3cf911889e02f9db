import { flushSync } from 'svelte';
import type { OrderListRow, OrderWindow } from '../contract/orderHistory.ts';
import type { DeskClient } from './deskClient.svelte.ts';
import { everyOrder, filterOf, type OrderQuery } from './orderQuery.ts';

/** What of the rows is seen: the first of them, how many, and which one is held in its place on the screen. */
export interface SeenRows {
	readonly first: number;
	readonly count: number;
	readonly held: number | null;
}

/** Rows asked for before and after those that are seen. */
const reach = 80;
/** With fewer rows than this left beside those that are seen, more are asked for. */
const leastReach = 20;
/** The least time between two questions that only the market gives cause for, milliseconds. */
const refreshEvery = 250;

/**
 * The orders as a page looks through them: it keeps the rows around those that are seen and asks for others as they are
 * needed, one question at a time. What changes behind it is fetched anew, and the row that is held stays where it is.
 */
export class OrderHistory {
	#query = $state.raw<OrderQuery>(everyOrder);
	#window = $state.raw<OrderWindow | null>(null);
	#fault = $state<string | null>(null);
	readonly #ask: DeskClient['ask'];
	/** Told that the rows that are seen stand so many places further down now. */
	onmoved: (by: number) => void = () => undefined;
	#seen: SeenRows = { first: 0, count: 40, held: null };
	#seenOf = '';
	#isAsking = false;
	#isDue = false;
	#askedAt = -Infinity;
	#timer: ReturnType<typeof setTimeout> | null = null;

	constructor(desk: Pick<DeskClient, 'ask'>) {
		this.#ask = desk.ask;
	}

	get query(): OrderQuery {
		return this.#query;
	}
	/** What was found last; null before the first answer. */
	get window(): OrderWindow | null {
		return this.#window;
	}
	get fault(): string | null {
		return this.#fault;
	}

	/** The row at a place, or null while it is not here. */
	rowAt = (place: number): OrderListRow | null => {
		const rows = this.#window;
		return rows?.rows[place - rows.from] ?? null;
	};

	/** Looks at other orders, from the first of them. */
	choose = (change: Partial<OrderQuery>): void => {
		this.#query = { ...this.#query, ...change };
		this.#seen = { ...this.#seen, first: 0, held: null };
		this.#fetch();
	};

	/** Takes note of what is seen now. */
	look = (seen: SeenRows): void => {
		this.#seen = seen;
		if (this.#lacks(seen)) this.#fetch();
	};

	/** Takes note of where the book stands: when it has moved, what is shown may have changed. */
	notice = (bookId: string, seq: number): void => {
		const name = `${bookId} ${String(seq)}`;
		if (name === this.#seenOf) return;
		this.#seenOf = name;
		this.#refreshSoon();
	};

	stop = (): void => {
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
	};

	/** Whether rows that are seen, or about to be, are not here. */
	#lacks({ first, count }: SeenRows): boolean {
		const rows = this.#window;
		if (rows === null) return true;
		const [from, to] = [rows.from, rows.from + rows.rows.length];
		return Math.max(0, first - leastReach) < from || Math.min(rows.total, first + count + leastReach) > to;
	}

	#refreshSoon(): void {
		if (this.#timer !== null) return;
		const wait = Math.max(0, this.#askedAt + refreshEvery - performance.now());
		this.#timer = setTimeout(() => {
			this.#timer = null;
			this.#fetch();
		}, wait);
	}

	/** Asks for the rows around those that are seen; while a question is out, the next one waits for its answer. */
	#fetch(): void {
		this.#isDue = true;
		if (!this.#isAsking) void this.#askOn();
	}

	async #askOn(): Promise<void> {
		this.#isAsking = true;
		while (this.#isDue) {
			this.#isDue = false;
			this.#askedAt = performance.now();
			const query = this.#query;
			const { first, count, held } = this.#seen;
			const kept = held === null ? null : this.rowAt(held);
			const answer = await this.#ask('findOrders', {
				...{ filter: filterOf(query), sort: query.sort },
				...{ from: Math.max(0, first - reach), count: count + 2 * reach },
				...(kept === null || held === null ? {} : { hold: { id: kept.id, at: held } })
			});
			// What was asked for meanwhile is answered next.
			if (query !== this.#query) continue;
			this.#fault = answer.ok ? null : answer.error.message;
			if (answer.ok) this.#take(answer.value, held);
		}
		this.#isAsking = false;
	}

	#take(found: OrderWindow, held: number | null): void {
		this.#window = found;
		if (held !== null && found.heldAt !== null && found.heldAt !== held) {
			// The rows must stand in the page before it is scrolled to where they stand now.
			flushSync();
			this.onmoved(found.heldAt - held);
		}
		// The rest of the store is still being read.
		if (found.read !== null) this.#refreshSoon();
		if (this.#lacks(this.#seen)) this.#isDue = this.#canFill(found);
	}

	/** Whether another question can bring what is lacking. */
	#canFill({ from, rows, total }: OrderWindow): boolean {
		const { first } = this.#seen;
		return first < total && (first < from || first >= from + rows.length);
	}
}
