import { describe, expect, it } from 'vitest';
import type { DeskRows, RowChange, StoreName } from '../../src/lib/domain/deskRows.ts';
import type { Journal } from '../../src/lib/ports/journal.ts';
import {
	book,
	createBatch,
	createCheckpoint,
	createMark,
	linesOf,
	other,
	snapshotRow,
	triggerRow
} from './journalRows.ts';
import { read } from './randomRun.ts';

async function linesFrom(journal: Journal, from: number, bookId = book): Promise<readonly string[]> {
	const lines: string[] = [];
	for await (const segment of journal.read(bookId, from)) {
		expect(segment.from).toBe(from + lines.length);
		lines.push(...segment.lines);
	}
	return lines;
}

async function rowsOf<Store extends StoreName>(journal: Journal, store: Store, bookId = book) {
	const rows: DeskRows[Store][] = [];
	for await (const some of journal.readRows(bookId, store)) rows.push(...some);
	return rows;
}

async function load(journal: Journal, bookId = book) {
	const { checkpoint, tail, market } = read(await journal.load(bookId));
	const lines = tail.flatMap((segment) => segment.lines);
	return { checkpoint, market, from: tail[0]?.from ?? null, lines };
}

/** What every journal does; `open` gives a new one without books. */
export function describeJournal(name: string, open: () => Journal): void {
	async function start() {
		const journal = open();
		const epoch = read(await journal.takeEpoch());
		/** Appends batches of these lengths. */
		const fill = async (...lengths: readonly number[]) => {
			let next = 1;
			for (const length of lengths) {
				read(await journal.append(createBatch(epoch, next, next + length - 1)));
				next += length;
			}
		};
		return { journal, epoch, fill };
	}

	describe(`the ${name}`, () => {
		it('knows nothing of a book that it never saw', async () => {
			const { journal } = await start();
			expect(await load(journal)).toEqual({ checkpoint: null, market: null, from: null, lines: [] });
			expect(await linesFrom(journal, 1)).toEqual([]);
			expect(await rowsOf(journal, 'orders')).toEqual([]);
		});

		it('gives back what was appended, in order', async () => {
			const { journal, fill } = await start();
			await fill(1, 3, 2);
			expect(await linesFrom(journal, 1)).toEqual(linesOf(1, 6));
			expect(await load(journal)).toMatchObject({ checkpoint: null, from: 1, lines: linesOf(1, 6) });
		});

		it('reads from any entry exactly what follows, whatever the batches', async () => {
			const { journal, fill } = await start();
			await fill(1, 4, 1, 1, 30, 2, ...Array.from({ length: 40 }, () => 1));
			for (const from of [1, 2, 3, 5, 6, 7, 8, 20, 37, 38, 39, 40, 60, 79]) {
				expect(await linesFrom(journal, from)).toEqual(linesOf(from, 79));
			}
			expect(await linesFrom(journal, 80)).toEqual([]);
		});

		it('reads back from any entry exactly what came before, packed or not', async () => {
			const { journal, epoch, fill } = await start();
			await fill(1, 4, 1, 1, 30, 2, ...Array.from({ length: 40 }, () => 1));
			for (const upTo of [0, 50]) {
				if (upTo > 0) read(await journal.seal(book, epoch, upTo, 10));
				for (const before of [1, 2, 6, 37, 60, 80, 999]) {
					const lines: string[] = [];
					for await (const segment of journal.readBack(book, before)) lines.unshift(...segment.lines);
					expect(lines).toEqual(linesOf(1, Math.min(before - 1, 79)));
				}
			}
		});

		it.each([
			['that leaves a gap', 5],
			['that is there already', 3]
		])('refuses a batch %s, and writes nothing of it', async (_, given) => {
			const { journal, epoch, fill } = await start();
			await fill(3);
			const batch = createBatch(epoch, given, given, { rows: [triggerRow('a')], market: createMark(9) });
			expect(await journal.append(batch)).toEqual({
				ok: false,
				error: { type: 'gap', expected: 4, given }
			});
			expect(await load(journal)).toMatchObject({ market: null, lines: linesOf(1, 3) });
			expect(await rowsOf(journal, 'triggers')).toEqual([]);
		});

		it('writes nothing of a batch of which one row cannot be kept', async () => {
			const { journal, epoch, fill } = await start();
			await fill(3);
			const unkept = { store: 'triggers', row: { id: 'b', odd: () => 1 } } as unknown as RowChange;
			const rows = [triggerRow('a'), unkept];
			const result = await journal.append(createBatch(epoch, 4, 4, { rows, market: createMark(9) }));
			expect(result).toMatchObject({ ok: false, error: { type: 'failed' } });
			expect(await load(journal)).toMatchObject({ market: null, lines: linesOf(1, 3) });
			expect(await rowsOf(journal, 'triggers')).toEqual([]);
			await fill();
			expect((await journal.append(createBatch(epoch, 4, 4))).ok).toBe(true);
		});

		it('refuses every write of an epoch that is over', async () => {
			const { journal, epoch: mine, fill } = await start();
			await fill(2);
			const current = read(await journal.takeEpoch());
			expect(current).toBe(mine + 1);
			const stale = { ok: false, error: { type: 'stale_epoch', mine, current } };
			const batch = createBatch(mine, 3, 3, { rows: [triggerRow('a')], market: createMark(1) });
			expect(await journal.append(batch)).toEqual(stale);
			expect(await journal.saveMarket(book, mine, createMark(1))).toEqual(stale);
			expect(await journal.saveCheckpoint(book, mine, createCheckpoint(2))).toEqual(stale);
			expect(await journal.seal(book, mine, 2, 1)).toEqual(stale);
			expect(await journal.repair(book, mine, [triggerRow('a')], [])).toEqual(stale);
			expect(await load(journal)).toMatchObject({ checkpoint: null, market: null, lines: linesOf(1, 2) });
			expect(await rowsOf(journal, 'triggers')).toEqual([]);
			expect(await journal.append(createBatch(current, 3, 3))).toEqual({ ok: true, value: null });
		});

		it('keeps the rows of a batch and where the market stands, the last of each key', async () => {
			const { journal, epoch } = await start();
			const first = [triggerRow('b'), triggerRow('a'), snapshotRow(2)];
			read(await journal.append(createBatch(epoch, 1, 2, { rows: first, market: createMark(5) })));
			read(await journal.append(createBatch(epoch, 3, 3, { rows: [triggerRow('a', '2')] })));
			expect(await rowsOf(journal, 'triggers')).toEqual(
				[triggerRow('a', '2'), triggerRow('b')].map(({ row }) => row)
			);
			expect(await rowsOf(journal, 'snapshots')).toEqual([snapshotRow(2).row]);
			expect((await load(journal)).market).toEqual(createMark(5));
			read(await journal.saveMarket(book, epoch, createMark(6)));
			expect((await load(journal)).market).toEqual(createMark(6));
		});

		it('loads the newest checkpoint with exactly what follows it', async () => {
			const { journal, epoch, fill } = await start();
			await fill(2, 5, 3);
			for (const [seq, from] of [
				[2, 3],
				[4, 5],
				[9, 10]
			] as const) {
				read(await journal.saveCheckpoint(book, epoch, createCheckpoint(seq)));
				expect(await load(journal)).toEqual({
					...{ checkpoint: createCheckpoint(seq), market: null },
					...{ from, lines: linesOf(from, 10) }
				});
			}
			read(await journal.saveCheckpoint(book, epoch, createCheckpoint(10)));
			expect(await load(journal)).toMatchObject({ from: null, lines: [] });
		});

		it('cuts a sealed chunk that a checkpoint falls into', async () => {
			const { journal, epoch, fill } = await start();
			await fill(2, 5, 3, 1);
			read(await journal.saveCheckpoint(book, epoch, createCheckpoint(4)));
			read(await journal.seal(book, epoch, 11, 10));
			expect(await load(journal)).toMatchObject({ from: 5, lines: linesOf(5, 11) });
		});

		it.each([1, 3, 10, 100])('keeps every line when it seals chunks of %i', async (size) => {
			const { journal, epoch, fill } = await start();
			await fill(...Array.from({ length: 25 }, (_, index) => 1 + (index % 3)));
			const last = 49;
			for (const upTo of [7, 20, 20, 48]) {
				read(await journal.seal(book, epoch, upTo, size));
				for (const from of [1, 6, 21, last]) {
					expect(await linesFrom(journal, from)).toEqual(linesOf(from, last));
				}
			}
			read(await journal.append(createBatch(epoch, last + 1, last + 2)));
			expect(await linesFrom(journal, 1)).toEqual(linesOf(1, last + 2));
		});

		it('reads on while it seals', async () => {
			const { journal, epoch, fill } = await start();
			await fill(...Array.from({ length: 60 }, () => 1));
			const lines: string[] = [];
			for await (const segment of journal.read(book, 1)) {
				lines.push(...segment.lines);
				if (lines.length >= 10) read(await journal.seal(book, epoch, 60, 50));
			}
			expect(lines).toEqual(linesOf(1, 60));
		});

		it('keeps a checkpoint as it was when it was given', async () => {
			const { journal, epoch, fill } = await start();
			await fill(1);
			const map = new Map([['a', 1]]);
			read(await journal.saveCheckpoint(book, epoch, { ...createCheckpoint(1), state: { map } }));
			map.set('a', 2);
			const { checkpoint } = await load(journal);
			expect(checkpoint?.state).toEqual({ map: new Map([['a', 1]]) });
		});

		it('gives more than 500 rows in the order of their keys', async () => {
			const { journal, epoch } = await start();
			const seqs = Array.from({ length: 1201 }, (_, index) => ((index * 7) % 1201) + 1);
			const rows = seqs.flatMap((seq) => [snapshotRow(seq), triggerRow(`t${String(seq)}`)]);
			read(await journal.append(createBatch(epoch, 1, 1, { rows })));
			const sorted = [...seqs].sort((a, b) => a - b);
			expect((await rowsOf(journal, 'snapshots')).map(({ seq }) => seq)).toEqual(sorted);
			const ids = sorted.map((seq) => `t${String(seq)}`).sort();
			expect((await rowsOf(journal, 'triggers')).map(({ id }) => id)).toEqual(ids);
		});

		it('gives the newest rows first, as many as are wanted, and the rows of some keys', async () => {
			const { journal, epoch } = await start();
			const rows = [triggerRow('b', '1', 1), triggerRow('c', '1', 3), triggerRow('a', '1', 2)];
			read(await journal.append(createBatch(epoch, 1, 4, { rows: [...rows, snapshotRow(4)] })));
			const ids = async (limit: number) =>
				read(await journal.latestRows(book, 'triggers', limit)).map(({ id }) => id);
			expect([await ids(2), await ids(9)]).toEqual([
				['c', 'a'],
				['c', 'a', 'b']
			]);
			const found = read(await journal.findRows(book, 'triggers', ['b', 'nothing', 'c']));
			expect(found.map(({ id }) => id)).toEqual(['b', 'c']);
			expect(read(await journal.latestRows(book, 'snapshots', 9))).toEqual([snapshotRow(4).row]);
			expect(read(await journal.latestRows(other, 'triggers', 9))).toEqual([]);
		});

		it('repairs rows: puts some in place and takes others away', async () => {
			const { journal, epoch } = await start();
			const rows = [triggerRow('a'), triggerRow('b'), snapshotRow(1), snapshotRow(2)];
			read(await journal.append(createBatch(epoch, 1, 2, { rows })));
			const drop = [
				{ store: 'triggers', key: 'a' },
				{ store: 'snapshots', key: 2 }
			] as const;
			read(await journal.repair(book, epoch, [triggerRow('b', '9'), triggerRow('c')], drop));
			expect(await rowsOf(journal, 'triggers')).toEqual([triggerRow('b', '9').row, triggerRow('c').row]);
			expect(await rowsOf(journal, 'snapshots')).toEqual([snapshotRow(1).row]);
			expect(await linesFrom(journal, 1)).toEqual(linesOf(1, 2));
		});

		it('keeps books apart', async () => {
			const { journal, epoch, fill } = await start();
			await fill(2, 2);
			const rows = [triggerRow('a', '7')];
			const market = createMark(3);
			read(await journal.append(createBatch(epoch, 1, 1, { bookId: other, rows, market })));
			read(await journal.saveCheckpoint(other, epoch, createCheckpoint(1)));
			read(await journal.repair(book, epoch, [], [{ store: 'triggers', key: 'a' }]));
			read(await journal.seal(book, epoch, 4, 3));
			expect(await load(journal)).toEqual({
				...{ checkpoint: null, market: null },
				...{ from: 1, lines: linesOf(1, 4) }
			});
			expect(await rowsOf(journal, 'triggers')).toEqual([]);
			expect(await load(journal, other)).toMatchObject({
				checkpoint: createCheckpoint(1),
				market,
				lines: []
			});
			expect(await linesFrom(journal, 1, other)).toEqual(linesOf(1, 1));
			expect(await rowsOf(journal, 'triggers', other)).toEqual([triggerRow('a', '7').row]);
		});
	});
}
