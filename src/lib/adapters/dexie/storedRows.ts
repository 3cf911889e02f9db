import {
	storeNames,
	type DeskRows,
	type EquityRow,
	type RowChange,
	type RowsDropped,
	type StoreName
} from '../../domain/deskRows.ts';
import type { BookId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { RowRange } from '../../ports/journal.ts';
import { keysOf, type DeskDatabase } from './database.ts';

const rowsAtOnce = 500;

/** A row without the book that its key begins with. */
export function withoutBook<Row extends { readonly bookId: BookId }>({
	bookId: _,
	...rest
}: Row): Omit<Row, 'bookId'> {
	return rest;
}

/** Every row of a store in the order of its keys, some hundred at a time. */
export async function* readRows<Store extends StoreName>(
	db: DeskDatabase,
	bookId: BookId,
	store: Store
): AsyncGenerator<readonly DeskRows[Store][]> {
	const table = db.rowsOf(store);
	const [low, high] = keysOf(bookId);
	let after: unknown = low;
	const index = table.schema.primKey.name;
	for (;;) {
		const found = table.where(index).between(after, high, false, true).limit(rowsAtOnce);
		const rows = await found.toArray();
		const last = rows.at(-1);
		if (last === undefined) return;
		yield rows.map((row) => withoutBook(row) as unknown as DeskRows[Store]);
		after = [bookId, last['id'] ?? last['seq']];
	}
}

/** The newest rows of a store, the newest first. */
export async function latestRows<Store extends StoreName>(
	db: DeskDatabase,
	bookId: BookId,
	store: Store,
	limit: number
): Promise<readonly DeskRows[Store][]> {
	const [low, high] = keysOf(bookId);
	const rows = await db
		.rowsOf(store)
		.where('[bookId+seq]')
		.between(low, high)
		.reverse()
		.limit(limit)
		.toArray();
	return rows.map((row) => withoutBook(row) as unknown as DeskRows[Store]);
}

/** The row of a key, or null. */
export async function findRow<Store extends StoreName>(
	db: DeskDatabase,
	bookId: BookId,
	store: Store,
	key: string | number
): Promise<DeskRows[Store] | null> {
	const row = await db.rowsOf(store).get([bookId, key]);
	return row === undefined ? null : (withoutBook(row) as unknown as DeskRows[Store]);
}

/** The rows of a store that the entries of a range made. */
export async function rowsBetween<Store extends StoreName>(
	db: DeskDatabase,
	bookId: BookId,
	store: Store,
	{ from, to, limit, newestFirst = false }: RowRange
): Promise<readonly DeskRows[Store][]> {
	const found = db.rowsOf(store).where('[bookId+seq]').between([bookId, from], [bookId, to], true, true);
	const rows = await (newestFirst ? found.reverse() : found).limit(limit).toArray();
	return rows.map((row) => withoutBook(row) as unknown as DeskRows[Store]);
}

/** The rows of some keys, those there are. */
export async function findRows<Store extends StoreName>(
	db: DeskDatabase,
	bookId: BookId,
	store: Store,
	keys: readonly (string | number)[]
): Promise<readonly DeskRows[Store][]> {
	const rows = await db.rowsOf(store).bulkGet(keys.map((key) => [bookId, key]));
	return rows.filter((row) => row !== undefined).map((row) => withoutBook(row) as unknown as DeskRows[Store]);
}

/** The pieces of the equity curve from the one that has the last point by an instant on. */
export async function equitySince(
	db: DeskDatabase,
	bookId: BookId,
	since: Instant
): Promise<readonly EquityRow[]> {
	const [low, high] = keysOf(bookId);
	const table = db.rowsOf('equity');
	const before = await table.where('[bookId+at]').between(low, [bookId, since], true, true).last();
	const from = before === undefined ? low : [bookId, before['seq']];
	const rows = await table.where('[bookId+seq]').between(from, high, true, true).toArray();
	return rows.map((row) => withoutBook(row) as unknown as EquityRow);
}

/** Puts each row in its store, in place of the one of its key. */
export async function putRows(
	db: DeskDatabase,
	bookId: BookId,
	changes: readonly RowChange[]
): Promise<void> {
	await Promise.all(
		storeNames.map(async (store) => {
			const rows = changes.filter((change) => change.store === store).map(({ row }) => ({ ...row, bookId }));
			if (rows.length > 0) await db.rowsOf(store).bulkPut(rows);
		})
	);
}

/** Takes away ranges of rows, but those that are kept. */
export async function dropRows(
	db: DeskDatabase,
	bookId: BookId,
	dropped: readonly RowsDropped[]
): Promise<void> {
	for (const { store, from, to, kept } of dropped) {
		const table = db.rowsOf(store).where('[bookId+seq]');
		const gaps = [...kept, to + 1].map((end, place) => [(kept[place - 1] ?? from - 1) + 1, end] as const);
		await Promise.all(
			gaps
				.filter(([first, end]) => first < end)
				.map(([first, end]) => table.between([bookId, first], [bookId, end], true, false).delete())
		);
	}
}
