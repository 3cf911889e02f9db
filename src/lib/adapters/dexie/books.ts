import type { BookId } from '../../domain/ids.ts';
import { storeNames } from '../../domain/deskRows.ts';
import type { Books } from '../../ports/books.ts';
import { keysOf, type DeskDatabase } from './database.ts';
import { holdEpoch } from './epoch.ts';
import { guarded } from './storeFault.ts';

/** The list of books in IndexedDB, and what is kept beside them. */
export function createDexieBooks(db: DeskDatabase): Books {
	/** Writes in one transaction with the check of the leader's epoch. */
	const write = (epoch: number, tables: readonly string[], work: () => Promise<unknown>) =>
		guarded(() =>
			db.transaction('rw', ['facts', ...tables], async () => {
				await holdEpoch(db, epoch);
				await work();
				return null;
			})
		);

	return {
		list: () => guarded(() => db.books.toArray()),
		put: (book, epoch) => write(epoch, ['books'], () => db.books.put(book)),
		remove: (id, epoch) => write(epoch, allTables, () => removeBook(db, id)),
		chosen: () =>
			guarded(async () => {
				const fact = await db.facts.get('chosen');
				return fact?.key === 'chosen' ? fact.value : null;
			}),
		choose: (value, epoch) => write(epoch, [], () => db.facts.put({ key: 'chosen', value })),
		putBars: (bookId, series, epoch) =>
			write(epoch, ['bars'], () =>
				db.bars.bulkPut(series.map((one) => ({ bookId, symbol: one.symbol, series: one })))
			),
		bars: (bookId) =>
			guarded(async () => {
				const [low, high] = keysOf(bookId);
				const rows = await db.bars.where('[bookId+symbol]').between(low, high).toArray();
				return rows.map(({ series }) => series);
			}),
		watchlist: (bookId) => guarded(async () => (await db.watchlists.get(bookId))?.symbols ?? null),
		haltFile: () =>
			guarded(async () => {
				const fact = await db.facts.get('haltFile');
				return fact?.key === 'haltFile' ? fact.value : null;
			}),
		putHaltFile: (value, epoch) =>
			write(epoch, [], () =>
				value === null ? db.facts.delete('haltFile') : db.facts.put({ key: 'haltFile', value })
			),
		putWatchlist: (bookId, symbols, epoch) =>
			write(epoch, ['watchlists'], () => db.watchlists.put({ bookId, symbols }))
	};
}

const singleTables = ['heads', 'marks', 'watchlists'] as const;
const listTables = ['segments', 'checkpoints', 'bars', 'marketBars', ...storeNames] as const;
const allTables = ['books', ...singleTables, ...listTables];

async function removeBook(db: DeskDatabase, id: BookId): Promise<void> {
	const [low, high] = keysOf(id);
	for (const name of listTables) {
		const table = db.table(name);
		await table.where(table.schema.primKey.name).between(low, high, true, true).delete();
	}
	for (const name of singleTables) await db.table(name).delete(id);
	await db.books.delete(id);
}
