import type { OrderRow, RowChange } from '../../lib/domain/deskRows.ts';
import type { BookId } from '../../lib/domain/ids.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import type { Journal, StoreFault } from '../../lib/ports/journal.ts';
import { OrderIndex } from './orderIndex.ts';

/** Read from the store at once: few enough that the engine does not wait for them. */
const rowsAtOnce = 500;

/**
 * The orders of the book that runs, for whoever looks through them: nothing is read until somebody asks. Then the store is
 * read from the newest order back, and every commit adds what it changed.
 */
export class OrderHistory {
	readonly index = new OrderIndex();
	readonly #journal: Journal;
	readonly #bookId: BookId;
	#reading: Promise<Result<null, StoreFault>> | null = null;
	#isRead = false;
	/** What commits changed before the store was read to its end. */
	readonly #newer = new Set<string>();

	#begin: () => void = () => undefined;
	readonly #first = new Promise<void>((resolve) => {
		this.#begin = resolve;
	});

	constructor(journal: Journal, bookId: BookId) {
		this.#journal = journal;
		this.#bookId = bookId;
	}

	/** Whether every order of the store is in the index. */
	get isRead(): boolean {
		return this.#isRead;
	}

	/** Reads the store, once; a fault lets the next one who asks try again. */
	read(): Promise<Result<null, StoreFault>> {
		this.#reading ??= this.#readAll().then((done) => {
			if (!done.ok) this.#reading = null;
			return done;
		});
		return this.#reading;
	}

	/** Resolves when the newest orders are in the index, or all there are. */
	async begun(): Promise<Result<null, StoreFault>> {
		const reading = this.read();
		if (this.index.size > 0) return ok(null);
		return Promise.race([reading, this.#first.then(() => ok(null))]);
	}

	/** Takes what a commit changed. */
	take(changes: readonly RowChange[]): void {
		if (this.#reading === null) return;
		const decisions = changes.flatMap((change) => (change.store === 'decisions' ? [change.row] : []));
		const orders = changes.flatMap((change) => (change.store === 'orders' ? [change.row] : []));
		if (orders.length === 0) return;
		const needed = new Set(orders.map(({ decisionId }) => decisionId));
		this.index.learn(decisions.filter(({ id }) => needed.has(id)));
		if (!this.#isRead) for (const { id } of orders) this.#newer.add(id);
		this.index.take(orders);
	}

	async #readAll(): Promise<Result<null, StoreFault>> {
		for (let to = Infinity; ;) {
			const rows = await this.#journal.rowsBetween(this.#bookId, 'orders', {
				...{ from: 0, to, limit: rowsAtOnce, newestFirst: true }
			});
			if (!rows.ok) return rows;
			const last = rows.value.at(-1);
			if (last === undefined) break;
			const known = await this.#learnOf(rows.value);
			if (!known.ok) return known;
			// A commit after the reading has the last word.
			this.index.take(rows.value.filter(({ id }) => !this.#newer.has(id)));
			this.#begin();
			to = last.seq - 1;
		}
		this.#isRead = true;
		this.#newer.clear();
		return ok(null);
	}

	async #learnOf(orders: readonly OrderRow[]): Promise<Result<null, StoreFault>> {
		const wanted = orders.map(({ decisionId }) => decisionId).filter((id) => !this.index.knows(id));
		const decisions = await this.#journal.findRows(this.#bookId, 'decisions', [...new Set(wanted)]);
		if (!decisions.ok) return failed(decisions.error);
		this.index.learn(decisions.value);
		return ok(null);
	}
}
