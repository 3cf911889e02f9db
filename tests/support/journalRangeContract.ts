import { describe, expect, it } from 'vitest';
import type { Journal } from '../../src/lib/ports/journal.ts';
import { book, createBatch, equityRow, linesOf, other, snapshotRow, triggerRow } from './journalRows.ts';
import { read } from './randomRun.ts';

/** How every journal gives a part of what it holds; `open` gives a new one without books. */
export function describeJournalRanges(name: string, open: () => Journal): void {
	describe(`the ${name}, asked for a part`, () => {
		it('gives the rows that a range of entries made, from either end', async () => {
			const journal = open();
			const epoch = read(await journal.takeEpoch());
			const rows = ['d', 'b', 'c', 'a'].map((id, index) => triggerRow(id, '1', index + 1));
			read(await journal.append(createBatch(epoch, 1, 5, { rows: [...rows, snapshotRow(5)] })));
			const ids = async (from: number, to: number, limit: number, newestFirst = false) =>
				read(await journal.rowsBetween(book, 'triggers', { from, to, limit, newestFirst })).map(
					({ id }) => id
				);
			expect([await ids(2, 3, 9), await ids(1, 9, 2), await ids(1, 3, 2, true)]).toEqual([
				['b', 'c'],
				['d', 'b'],
				['c', 'b']
			]);
			const snapshots = { from: 5, to: 5, limit: 9 };
			expect(read(await journal.rowsBetween(book, 'snapshots', snapshots))).toEqual([snapshotRow(5).row]);
			expect(read(await journal.rowsBetween(other, 'triggers', snapshots))).toEqual([]);
		});

		it('drops ranges of rows once those of the batch are in place, and no other', async () => {
			const journal = open();
			const epoch = read(await journal.takeEpoch());
			const seqsOf = async (store: 'snapshots' | 'equity') =>
				read(await journal.latestRows(book, store, 99)).map(({ seq }) => seq);
			const rows = [1, 2, 3, 4, 5, 6, 7].map(snapshotRow);
			read(await journal.append(createBatch(epoch, 1, 7, { bookId: other, rows })));
			const dropped = [{ store: 'snapshots', from: 2, to: 6, kept: [3, 6] }] as const;
			const pieces = [1, 4, 5].map((seq) => equityRow(seq, seq));
			read(await journal.append(createBatch(epoch, 1, 7, { rows: [...rows, ...pieces], dropped })));
			expect([await seqsOf('snapshots'), await seqsOf('equity')]).toEqual([
				[7, 6, 3, 1],
				[5, 4, 1]
			]);
			const more = [{ store: 'equity', from: 1, to: 4, kept: [] }] as const;
			read(await journal.repair(book, epoch, [snapshotRow(2)], [], more));
			expect([await seqsOf('snapshots'), await seqsOf('equity')]).toEqual([[7, 6, 3, 2, 1], [5]]);
			expect(read(await journal.latestRows(other, 'snapshots', 99))).toHaveLength(7);
		});

		it('gives the curve from the piece that has the last point by an instant on', async () => {
			const journal = open();
			const epoch = read(await journal.takeEpoch());
			const pieces = [equityRow(2, 1000, 3), equityRow(9, 50_000), equityRow(11, 60_000, 2)];
			read(await journal.append(createBatch(epoch, 1, 12, { rows: pieces })));
			const seqsSince = async (since: number) =>
				read(await journal.equitySince(book, since)).map(({ seq }) => seq);
			for (const since of [-Infinity, 999, 1000, 49_999]) {
				expect(await seqsSince(since)).toEqual([2, 9, 11]);
			}
			expect([await seqsSince(50_000), await seqsSince(60_000), await seqsSince(Infinity)]).toEqual([
				[9, 11],
				[11],
				[11]
			]);
			expect(read(await journal.equitySince(book, 60_000))).toEqual([pieces[2]?.row]);
			expect(read(await journal.equitySince(other, 0))).toEqual([]);
		});

		it('reads up to the entry that is wanted last, and not much beyond', async () => {
			const journal = open();
			const epoch = read(await journal.takeEpoch());
			for (let from = 1; from < 80; from += 2) {
				read(await journal.append(createBatch(epoch, from, from + 1)));
			}
			const lines: string[] = [];
			for await (const segment of journal.read(book, 5, 9)) lines.push(...segment.lines);
			expect(lines.slice(0, 5)).toEqual(linesOf(5, 9));
			expect(lines.length).toBeLessThan(10);
			for await (const segment of journal.read(book, 9, 8)) expect(segment).toBeUndefined();
		});
	});
}
