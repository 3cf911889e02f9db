import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { Dexie } from 'dexie';
import { expect, it } from 'vitest';
import { createDexieBooks } from '../../../../src/lib/adapters/dexie/books.ts';
import { DeskDatabase, tablesVersion } from '../../../../src/lib/adapters/dexie/database.ts';
import { createDexieJournal } from '../../../../src/lib/adapters/dexie/journal.ts';
import { storeNames } from '../../../../src/lib/domain/deskRows.ts';
import type { BookRecord } from '../../../../src/lib/ports/books.ts';
import { book, createBatch, createMark, snapshotRow, triggerRow } from '../../../support/journalRows.ts';

/** The tables as version 1 made them. They are written down here, so that what changes since cannot change them. */
const firstTables = {
	...{ books: 'id', facts: 'key', heads: 'bookId', marks: 'bookId', watchlists: 'bookId' },
	...{ segments: '[bookId+from]', checkpoints: '[bookId+seq]', bars: '[bookId+symbol]' },
	...{ orders: '[bookId+id], [bookId+seq]', decisions: '[bookId+id], [bookId+seq]' },
	...{ positions: '[bookId+id], [bookId+seq]', triggers: '[bookId+id], [bookId+seq]' },
	...{ fills: '[bookId+seq]', snapshots: '[bookId+seq]' }
};

const record: BookRecord = {
	...{ id: book, origin: book, name: 'First book', status: 'open', createdAt: 7 },
	source: { type: 'generated', seed: 7, symbols: 3, startsAt: 0 }
};

/** A profile that version 1 has left behind: a book of three entries with its rows and its market. */
async function leaveFirstVersion(name: string): Promise<void> {
	const first = new Dexie(name);
	first.version(1).stores(firstTables);
	await first.open();
	const { segment, head } = createBatch(1, 1, 3);
	const rows = { triggers: triggerRow('t').row, snapshots: snapshotRow(3).row };
	await first.table('books').add(record);
	await first.table('facts').bulkAdd([
		{ key: 'epoch', value: 1 },
		{ key: 'chosen', value: book }
	]);
	await first.table('heads').add({ bookId: book, seq: 3, head, sealed: 0 });
	await first.table('segments').add({ bookId: book, from: 1, count: 3, text: segment.lines.join('\n') });
	await first.table('marks').add({ bookId: book, ...createMark(5) });
	await first.table('watchlists').add({ bookId: book, symbols: ['XYZ'] });
	for (const [store, row] of Object.entries(rows)) await first.table(store).add({ bookId: book, ...row });
	first.close();
}

it('a profile of the first version opens with all that is in it, and goes on', async () => {
	const name = `desk-${randomUUID()}`;
	await leaveFirstVersion(name);
	const db = new DeskDatabase(name);
	await db.open();
	expect(db.verno).toBe(tablesVersion);
	expect(db.tables.map((table) => table.name)).toEqual(expect.arrayContaining([...storeNames, 'marketBars']));
	const [journal, books] = [createDexieJournal(db), createDexieBooks(db)];
	expect(await books.list()).toEqual({ ok: true, value: [record] });
	expect(await books.chosen()).toEqual({ ok: true, value: book });
	expect(await books.watchlist(book)).toEqual({ ok: true, value: ['XYZ'] });
	const loaded = await journal.load(book);
	expect(loaded.ok && [loaded.value.tail, loaded.value.market]).toEqual([
		[createBatch(1, 1, 3).segment],
		createMark(5)
	]);
	expect(await journal.findRow(book, 'triggers', 't')).toMatchObject({ ok: true, value: { level: '1' } });
	for (const store of ['settings', 'trades', 'equity', 'adjustments'] as const)
		expect(await journal.latestRows(book, store, 5)).toEqual({ ok: true, value: [] });
	const epoch = await journal.takeEpoch();
	expect(epoch).toEqual({ ok: true, value: 2 });
	expect(await journal.append(createBatch(2, 4, 5))).toEqual({ ok: true, value: null });
	expect(await journal.barsBegin(book, 'minute')).toEqual({ ok: true, value: null });
	const after = await journal.load(book);
	expect(after.ok && after.value.tail.flatMap(({ lines }) => lines)).toHaveLength(5);
	db.close();
});
