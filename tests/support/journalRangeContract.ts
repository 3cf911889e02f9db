import { describe, expect, it } from 'vitest';
import type { Journal } from '../../src/lib/ports/journal.ts';
import { book, createBatch, linesOf, other, snapshotRow, triggerRow } from './journalRows.ts';
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
