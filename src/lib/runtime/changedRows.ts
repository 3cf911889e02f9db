import { nameOfRow, type RowChange, type RowsDropped, type StoreChange } from '../domain/deskRows.ts';

/** What entries do to the stores: rows as they stand after the last of them, and ranges of rows that go. */
export class ChangedRows {
	readonly #rowByName = new Map<string, RowChange>();
	readonly #dropped: RowsDropped[] = [];

	take(change: StoreChange): void {
		if ('row' in change) {
			this.#rowByName.set(nameOfRow(change), change);
			return;
		}
		this.#dropped.push(change);
		const { store, from, to } = change;
		const kept = new Set(change.kept);
		for (let seq = from; seq <= to; seq++) {
			if (!kept.has(seq)) this.#rowByName.delete(`${store} ${String(seq)}`);
		}
	}

	/** The rows that are left, by store and key. */
	byName(): Map<string, RowChange> {
		return this.#rowByName;
	}

	rows(): readonly RowChange[] {
		return [...this.#rowByName.values()];
	}

	/** To be dropped after the rows are put. */
	dropped(): readonly RowsDropped[] {
		return this.#dropped;
	}
}
