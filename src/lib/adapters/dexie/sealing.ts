import type { BookId } from '../../domain/ids.ts';
import type { DeskDatabase, SegmentRow } from './database.ts';
import { holdEpoch } from './epoch.ts';

/** Packs the small segments up to an entry into chunks of at least `size` entries; what does not fill one stays as it is. */
export function sealSegments(
	db: DeskDatabase,
	bookId: BookId,
	epoch: number,
	upTo: number,
	size: number
): PromiseLike<null> {
	return db.transaction('rw', [db.facts, db.heads, db.segments], async () => {
		await holdEpoch(db, epoch);
		const head = await db.heads.get(bookId);
		if (head === undefined) return null;
		const rows = await db.segments
			.where('[bookId+from]')
			.between([bookId, head.sealed + 1], [bookId, upTo], true, true)
			.toArray();
		const chunks = packRows(rows, size);
		const last = chunks.at(-1)?.at(-1);
		if (last === undefined) return null;
		await db.segments.bulkDelete(chunks.flat().map(({ from }): [BookId, number] => [bookId, from]));
		await db.segments.bulkPut(chunks.map(joinRows));
		await db.heads.put({ ...head, sealed: last.from + last.count - 1 });
		return null;
	});
}

function packRows(rows: readonly SegmentRow[], size: number): readonly (readonly SegmentRow[])[] {
	const chunks: SegmentRow[][] = [];
	let chunk: SegmentRow[] = [];
	let count = 0;
	for (const row of rows) {
		chunk.push(row);
		count += row.count;
		if (count < size) continue;
		chunks.push(chunk);
		chunk = [];
		count = 0;
	}
	return chunks;
}

function joinRows(rows: readonly SegmentRow[]): SegmentRow {
	const [first] = rows;
	if (first === undefined) throw new Error('a chunk of nothing');
	return {
		bookId: first.bookId,
		from: first.from,
		count: rows.reduce((sum, { count }) => sum + count, 0),
		text: rows.map(({ text }) => text).join('\n')
	};
}
