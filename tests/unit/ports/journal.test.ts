import { describe, expect, it } from 'vitest';
import type { BookId } from '../../../src/lib/domain/ids.ts';
import { openProfile } from '../../support/deskHarness.ts';
import { describeJournal } from '../../support/journalContract.ts';
import { createMemoryJournal } from '../../support/memoryJournal.ts';
import { read } from '../../support/randomRun.ts';

describeJournal('journal in memory', createMemoryJournal);
describeJournal('journal in IndexedDB', () => openProfile().journal);

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

	it('that is closed says that it is gone', async () => {
		const { db, journal } = await filled();
		db.close();
		expect(await journal.load(book)).toMatchObject({ ok: false, error: { type: 'gone' } });
	});
});
