import { Dexie } from 'dexie';
import type { BookId } from '../../domain/ids.ts';
import { joinBars, type BarSpan, type KeptBars, type NewBars } from '../../domain/keptBars.ts';
import { millisecondsPerHour, type Instant } from '../../domain/time.ts';
import type { DeskDatabase } from './database.ts';
import { withoutBook } from './storedRows.ts';

const hourOf = (at: Instant): number => Math.floor(at / millisecondsPerHour);

/** Rows of a span that begin from an instant on and before another. */
function rowsBetween(db: DeskDatabase, bookId: BookId, span: BarSpan, from: unknown, before: unknown) {
	return db.marketBars
		.where('[bookId+span+at]')
		.between([bookId, span, from], [bookId, span, before], true, false);
}

/** Puts complete bars, inside the transaction of the mark that has moved past them. */
export async function putBars(
	db: DeskDatabase,
	bookId: BookId,
	{ rows, dropBefore }: NewBars
): Promise<void> {
	await db.marketBars.bulkPut(rows.filter(({ span }) => span === 'day').map((row) => ({ ...row, bookId })));
	for (const span of ['minute', 'index'] as const) {
		await putMinutes(
			db,
			bookId,
			span,
			rows.filter((row) => row.span === span)
		);
		if (dropBefore !== null) await rowsBetween(db, bookId, span, Dexie.minKey, dropBefore).delete();
	}
}

/** The minutes of an hour stand each in a row until the hour is over, and then together in one. */
async function putMinutes(
	db: DeskDatabase,
	bookId: BookId,
	span: BarSpan,
	given: readonly KeptBars[]
): Promise<void> {
	const [first, last] = [given[0], given.at(-1)];
	if (first === undefined || last === undefined) return;
	const open = hourOf(last.at);
	const before = await rowsBetween(db, bookId, span, Dexie.minKey, first.at).lastKey();
	const rowsByHour = new Map<number, KeptBars[]>();
	const lastHour = before === undefined ? open : hourOf((before as unknown as [BookId, BarSpan, number])[2]);
	if (lastHour < open) {
		const from = lastHour * millisecondsPerHour;
		const kept = rowsBetween(db, bookId, span, from, from + millisecondsPerHour);
		rowsByHour.set(lastHour, await kept.toArray());
		await kept.delete();
	}
	for (const row of given) {
		const hour = hourOf(row.at);
		rowsByHour.set(hour, [...(rowsByHour.get(hour) ?? []), row]);
	}
	const packed = [...rowsByHour].flatMap(([hour, rows]) => (hour < open ? [joinBars(rows)] : rows));
	await db.marketBars.bulkPut(packed.map((row) => ({ ...row, bookId })));
}

/** Rows of a span that begin before an instant, the newest first. */
export async function readBars(
	db: DeskDatabase,
	bookId: BookId,
	span: BarSpan,
	before: Instant,
	limit: number
): Promise<readonly KeptBars[]> {
	const rows = await rowsBetween(db, bookId, span, Dexie.minKey, before).reverse().limit(limit).toArray();
	return rows.map(withoutBook);
}

/** Where the first row of a span begins. */
export async function barsBegin(db: DeskDatabase, bookId: BookId, span: BarSpan): Promise<Instant | null> {
	const [, , at] = ((await rowsBetween(db, bookId, span, Dexie.minKey, Dexie.maxKey).firstKey()) ??
		[]) as unknown as [BookId?, BarSpan?, Instant?];
	return at ?? null;
}
