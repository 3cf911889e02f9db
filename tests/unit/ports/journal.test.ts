import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { createDexieBooks } from '../../../src/lib/adapters/dexie/books.ts';
import type { BookId } from '../../../src/lib/domain/ids.ts';
import { openProfile } from '../../support/deskHarness.ts';
import { describeBars } from '../../support/barsContract.ts';
import { describeJournal } from '../../support/journalContract.ts';
import { describeJournalRanges } from '../../support/journalRangeContract.ts';
import { createMemoryJournal } from '../../support/memoryJournal.ts';
import { read } from '../../support/randomRun.ts';

describeJournal('journal in memory', createMemoryJournal);
describeJournal('journal in IndexedDB', () => openProfile().journal);
describeJournalRanges('journal in memory', createMemoryJournal);
describeJournalRanges('journal in IndexedDB', () => openProfile().journal);
describeBars('journal in memory', createMemoryJournal);
describeBars('journal in IndexedDB', () => openProfile().journal);

describe('a journal in IndexedDB', () => {
	const book = 'book-1' as BookId;
	const lines = (from: number) => ({ from, lines: [`{"entry":${String(from)}}`] });

	async function filled() {
		const { db, journal } = openProfile();
		const epoch = read(await journal.takeEpoch());
		for (let from = 1; from <= 6; from++) {
			const batch = { bookId: book, epoch, segment: lines(from), head: '', rows: [], market: null };
			read(await journal.append(batch));
		}
		return { db, journal, epoch };
	}

	it('keeps two checkpoints', async () => {
		const { db, journal, epoch } = await filled();
		for (const seq of [1, 2, 3, 4]) {
			read(await journal.saveCheckpoint(book, epoch, { seq, head: '', version: 1, state: null }));
		}
		expect((await db.checkpoints.toArray()).map(({ seq }) => seq)).toEqual([3, 4]);
	});

	it('packs what fills a chunk and leaves the rest', async () => {
		const { db, journal, epoch } = await filled();
		read(await journal.seal(book, epoch, 5, 2));
		const places = (await db.segments.toArray()).map(({ from, count }) => [from, count]);
		expect(places).toEqual([
			[1, 2],
			[3, 2],
			[5, 1],
			[6, 1]
		]);
		read(await journal.seal(book, epoch, 6, 2));
		expect((await db.segments.toArray()).at(-1)).toMatchObject({ from: 5, count: 2 });
	});

	it('keeps an hour of minutes in one row once it is over, and deletes them with their book', async () => {
		const { db, journal, epoch } = await filled();
		const minutes = (from: number, count: number) => ({
			rows: Array.from({ length: count }, (_, index) => ({
				...({ span: 'minute', at: (from + index) * 60_000, minute: Uint8Array.of(0) } as const),
				symbol: Uint8Array.of(0),
				...{ open: Float64Array.of(1), high: Float64Array.of(1), low: Float64Array.of(1) },
				close: Float64Array.of(index)
			})),
			dropBefore: null
		});
		const mark = { at: 0, speed: 1, isPaused: false, source: {}, columns: {}, savedAt: 0 };
		for (const bars of [minutes(0, 59), minutes(59, 4), minutes(63, 2)]) {
			read(await journal.saveMarket(book, epoch, mark, bars));
		}
		const rows = await db.marketBars.toArray();
		expect(rows.map(({ at, symbol }) => [at / 60_000, symbol.length])).toEqual([
			...[[0, 60]],
			...[60, 61, 62, 63, 64].map((at) => [at, 1])
		]);
		read(await createDexieBooks(db).remove(book, epoch));
		expect(await db.marketBars.count()).toBe(0);
	});

	it('that is closed says that it is gone', async () => {
		const { db, journal } = await filled();
		db.close();
		expect(await journal.load(book)).toMatchObject({ ok: false, error: { type: 'gone' } });
	});
});
