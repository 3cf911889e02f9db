import { storeNames } from '../../domain/deskRows.ts';
import type { BookId } from '../../domain/ids.ts';
import type { NewBars } from '../../domain/keptBars.ts';
import type { Batch, Checkpoint, Journal, MarketMark, SavedBook, Segment } from '../../ports/journal.ts';
import { keysOf, type DeskDatabase, type HeadRow, type SegmentRow } from './database.ts';
import { holdEpoch, takeEpoch } from './epoch.ts';
import { barsBegin, putBars, readBars } from './marketBars.ts';
import {
	dropRows,
	equitySince,
	findRow,
	findRows,
	latestRows,
	putRows,
	readRows,
	rowsBetween,
	withoutBook
} from './storedRows.ts';
import { sealSegments } from './sealing.ts';
import { FaultError, guarded } from './storeFault.ts';

const segmentsAtOnce = 16;
const checkpointsKept = 2;

/** The journal in IndexedDB. */
export function createDexieJournal(db: DeskDatabase): Journal {
	return {
		takeEpoch: () => guarded(() => takeEpoch(db)),
		load: (bookId) => guarded(() => load(db, bookId)),
		append: (batch) => guarded(() => append(db, batch)),
		saveMarket: (...given) => guarded(() => saveMarket(db, ...given)),
		readBars: (...given) => guarded(() => readBars(db, ...given)),
		barsBegin: (...given) => guarded(() => barsBegin(db, ...given)),
		saveCheckpoint: (bookId, epoch, checkpoint) =>
			guarded(() => saveCheckpoint(db, bookId, epoch, checkpoint)),
		seal: (bookId, epoch, upTo, size) => guarded(() => sealSegments(db, bookId, epoch, upTo, size)),
		read: (bookId, from, upTo = Infinity) => readSegments(db, bookId, from, upTo),
		readBack: (bookId, before) => readSegmentsBack(db, bookId, before),
		readRows: (bookId, store) => readRows(db, bookId, store),
		findRow: (bookId, store, key) => guarded(() => findRow(db, bookId, store, key)),
		latestRows: (bookId, store, limit) => guarded(() => latestRows(db, bookId, store, limit)),
		rowsBetween: (bookId, store, range) => guarded(() => rowsBetween(db, bookId, store, range)),
		findRows: (bookId, store, keys) => guarded(() => findRows(db, bookId, store, keys)),
		equitySince: (bookId, since) => guarded(() => equitySince(db, bookId, since)),
		repair: (bookId, epoch, put, drop, dropped = []) =>
			guarded(() =>
				db.transaction('rw', [db.facts, ...rowTables(db)], async () => {
					await holdEpoch(db, epoch);
					for (const { store, key } of drop) await db.rowsOf(store).delete([bookId, key]);
					await putRows(db, bookId, put);
					await dropRows(db, bookId, dropped);
					return null;
				})
			)
	};
}

function rowTables(db: DeskDatabase) {
	return storeNames.map((store) => db.rowsOf(store));
}

function load(db: DeskDatabase, bookId: BookId): PromiseLike<SavedBook> {
	return db.transaction('r', [db.checkpoints, db.segments, db.marks], async () => {
		const [low, high] = keysOf(bookId);
		const kept = await db.checkpoints.where('[bookId+seq]').between(low, high).last();
		const checkpoint = kept === undefined ? null : withoutBook(kept);
		const from = (checkpoint?.seq ?? 0) + 1;
		const first = await firstWith(db, bookId, from);
		const rows = await db.segments
			.where('[bookId+from]')
			.between([bookId, first ?? from], high, true, true)
			.toArray();
		const mark = await db.marks.get(bookId);
		return {
			checkpoint,
			tail: rows.map((row) => cutSegment(row, from)).filter(({ lines }) => lines.length > 0),
			market: mark === undefined ? null : withoutBook(mark)
		};
	});
}

/** Where the segment that holds an entry begins; undefined when there is none. */
async function firstWith(db: DeskDatabase, bookId: BookId, entry: number): Promise<number | undefined> {
	const [low] = keysOf(bookId);
	const upTo = db.segments.where('[bookId+from]').between(low, [bookId, entry], true, true);
	// Its key alone: a row holds thousands of entries.
	const [, from] = ((await upTo.lastKey()) as unknown as readonly [BookId, number] | undefined) ?? [];
	return from;
}

/** The lines of a row from an entry on. */
function cutSegment({ from, text }: SegmentRow, entry: number): Segment {
	const skipped = Math.max(0, entry - from);
	return { from: from + skipped, lines: text.split('\n').slice(skipped) };
}

function append(db: DeskDatabase, batch: Batch): PromiseLike<null> {
	const { bookId, epoch, segment, head, rows, dropped = [], market, bars } = batch;
	const tables = [db.facts, db.heads, db.segments, db.marks, db.marketBars, ...rowTables(db)];
	return db.transaction('rw', tables, async () => {
		const [found] = await Promise.all([db.heads.get(bookId), holdEpoch(db, epoch)]);
		const before = found ?? noHead(bookId);
		if (segment.from !== before.seq + 1) {
			throw new FaultError({ type: 'gap', expected: before.seq + 1, given: segment.from });
		}
		const count = segment.lines.length;
		// All asked for at once: none needs the answer of another.
		await Promise.all([
			db.segments.put({ bookId, from: segment.from, count, text: segment.lines.join('\n') }),
			db.heads.put({ ...before, seq: before.seq + count, head }),
			putRows(db, bookId, rows),
			market === null ? null : db.marks.put({ ...market, bookId }),
			bars === undefined ? null : putBars(db, bookId, bars)
		]);
		// What goes may have come in this very batch.
		await dropRows(db, bookId, dropped);
		return null;
	});
}

function noHead(bookId: BookId): HeadRow {
	return { bookId, seq: 0, head: '', sealed: 0 };
}

function saveMarket(
	db: DeskDatabase,
	bookId: BookId,
	epoch: number,
	market: MarketMark,
	bars?: NewBars
): PromiseLike<null> {
	return db.transaction('rw', [db.facts, db.marks, db.marketBars], async () => {
		await holdEpoch(db, epoch);
		await db.marks.put({ ...market, bookId });
		if (bars !== undefined) await putBars(db, bookId, bars);
		return null;
	});
}

function saveCheckpoint(
	db: DeskDatabase,
	bookId: BookId,
	epoch: number,
	checkpoint: Checkpoint
): PromiseLike<null> {
	return db.transaction('rw', [db.facts, db.checkpoints], async () => {
		await holdEpoch(db, epoch);
		await db.checkpoints.put({ ...checkpoint, bookId });
		const [low, high] = keysOf(bookId);
		const keys = await db.checkpoints.where('[bookId+seq]').between(low, high).primaryKeys();
		await db.checkpoints.bulkDelete(keys.slice(0, -checkpointsKept));
		return null;
	});
}

async function* readSegments(
	db: DeskDatabase,
	bookId: BookId,
	from: number,
	upTo: number
): AsyncGenerator<Segment> {
	let next = from;
	while (next <= upTo) {
		const rows = await segmentsWith(db, bookId, next, upTo);
		for (const row of rows) {
			const segment = cutSegment(row, next);
			if (segment.lines.length > 0) yield segment;
			next = Math.max(next, row.from + row.count);
		}
		if (rows.length < segmentsAtOnce) return;
	}
}

async function* readSegmentsBack(db: DeskDatabase, bookId: BookId, before: number): AsyncGenerator<Segment> {
	for (let end = before; end > 1;) {
		const from = await firstWith(db, bookId, end - 1);
		const row = from === undefined ? undefined : await db.segments.get([bookId, from]);
		// Packed meanwhile: it is looked for again.
		if (from !== undefined && row === undefined) continue;
		if (row === undefined) return;
		yield { from: row.from, lines: row.text.split('\n').slice(0, end - row.from) };
		end = row.from;
	}
}

/** Looks anew for the segment that holds an entry: those read before may have been packed since. */
function segmentsWith(
	db: DeskDatabase,
	bookId: BookId,
	entry: number,
	upTo: number
): PromiseLike<readonly SegmentRow[]> {
	const high = upTo === Infinity ? keysOf(bookId)[1] : [bookId, upTo];
	return db.transaction('r', db.segments, async () => {
		const first = (await firstWith(db, bookId, entry)) ?? entry;
		const found = db.segments.where('[bookId+from]').between([bookId, first], high, true, true);
		return found.limit(segmentsAtOnce).toArray();
	});
}
