import {
	keyOfRow,
	type DeskRows,
	type EquityRow,
	type RowChange,
	type RowsDropped,
	type StoreName
} from '../../src/lib/domain/deskRows.ts';
import type { BookId } from '../../src/lib/domain/ids.ts';
import type { KeptBars, NewBars } from '../../src/lib/domain/keptBars.ts';
import { failed, ok, type Result } from '../../src/lib/domain/result.ts';
import type {
	Batch,
	Checkpoint,
	Journal,
	MarketMark,
	RowRange,
	Segment,
	StoreFault
} from '../../src/lib/ports/journal.ts';

const linesAtOnce = 7;
const rowsAtOnce = 500;
const checkpointsKept = 2;

type Key = string | number;

interface Shelf {
	readonly lines: string[];
	readonly rowsByStore: Map<StoreName, Map<Key, unknown>>;
	checkpoints: readonly Checkpoint[];
	market: MarketMark | null;
	bars: KeptBars[];
}

/** A journal in memory: what goes in and what comes out are structured clones, as in a database. */
export function createMemoryJournal(): Journal {
	const shelves = new Map<BookId, Shelf>();
	let current = 0;

	function shelfOf(bookId: BookId): Shelf {
		const shelf = shelves.get(bookId) ?? {
			lines: [],
			rowsByStore: new Map(),
			checkpoints: [],
			market: null,
			bars: []
		};
		shelves.set(bookId, shelf);
		return shelf;
	}

	/** Answers later, as a database does; a fault or a value that cannot be cloned leaves all as it was. */
	async function write(mine: number, work: () => StoreFault | null): Promise<Result<null, StoreFault>> {
		await Promise.resolve();
		if (mine !== current) return failed({ type: 'stale_epoch', mine, current });
		try {
			const fault = work();
			return fault === null ? ok(null) : failed(fault);
		} catch (error) {
			return failed({ type: 'failed', message: String(error) });
		}
	}

	function append({ bookId, segment, rows, dropped = [], market, bars }: Batch): StoreFault | null {
		const shelf = shelfOf(bookId);
		const expected = shelf.lines.length + 1;
		if (segment.from !== expected) return { type: 'gap', expected, given: segment.from };
		const kept = structuredClone({ lines: segment.lines, rows, dropped, market, bars });
		shelf.lines.push(...kept.lines);
		putRows(shelf, kept.rows);
		dropRows(shelf, kept.dropped);
		if (kept.market !== null) shelf.market = kept.market;
		putBars(shelf, kept.bars);
		return null;
	}

	return {
		async takeEpoch() {
			await Promise.resolve();
			return ok(++current);
		},
		async load(bookId) {
			await Promise.resolve();
			const { lines, checkpoints, market } = shelfOf(bookId);
			const checkpoint = checkpoints.at(-1) ?? null;
			const from = (checkpoint?.seq ?? 0) + 1;
			const tail = lines.length < from ? [] : [{ from, lines: lines.slice(from - 1) }];
			return ok(structuredClone({ checkpoint, tail, market }));
		},
		append: (batch) => write(batch.epoch, () => append(batch)),
		saveMarket: (bookId, epoch, market, bars) =>
			write(epoch, () => {
				const kept = structuredClone({ market, bars });
				const shelf = shelfOf(bookId);
				shelf.market = kept.market;
				putBars(shelf, kept.bars);
				return null;
			}),
		async readBars(bookId, span, before, limit) {
			await Promise.resolve();
			const rows = shelfOf(bookId).bars.filter((row) => row.span === span && row.at < before);
			return ok(structuredClone(rows.sort((a, b) => b.at - a.at).slice(0, limit)));
		},
		async barsBegin(bookId, span) {
			await Promise.resolve();
			const starts = shelfOf(bookId).bars.filter((row) => row.span === span);
			return ok(starts.length === 0 ? null : Math.min(...starts.map(({ at }) => at)));
		},
		saveCheckpoint: (bookId, epoch, checkpoint) =>
			write(epoch, () => {
				const shelf = shelfOf(bookId);
				shelf.checkpoints = [...shelf.checkpoints, structuredClone(checkpoint)].slice(-checkpointsKept);
				return null;
			}),
		seal: (_bookId, epoch) => write(epoch, () => null),
		read: (bookId, from, upTo = Infinity) => readLines(shelfOf(bookId), from, upTo),
		readBack: (bookId, before) => readLinesBack(shelfOf(bookId), before),
		readRows: (bookId, store) => readRows(shelfOf(bookId), store),
		async findRow<Store extends StoreName>(bookId: BookId, store: Store, key: Key) {
			await Promise.resolve();
			const row = shelfOf(bookId).rowsByStore.get(store)?.get(key) as DeskRows[Store] | undefined;
			return ok(row === undefined ? null : structuredClone(row));
		},
		async findRows<Store extends StoreName>(bookId: BookId, store: Store, keys: readonly Key[]) {
			await Promise.resolve();
			const rows = keys.map((key) => shelfOf(bookId).rowsByStore.get(store)?.get(key));
			return ok(structuredClone(rows.filter((row) => row !== undefined) as DeskRows[Store][]));
		},
		async latestRows<Store extends StoreName>(bookId: BookId, store: Store, limit: number) {
			await Promise.resolve();
			const rows = [...(shelfOf(bookId).rowsByStore.get(store)?.values() ?? [])] as DeskRows[Store][];
			return ok(structuredClone(rows.sort((a, b) => b.seq - a.seq).slice(0, limit)));
		},
		async rowsBetween<Store extends StoreName>(bookId: BookId, store: Store, range: RowRange) {
			await Promise.resolve();
			const { from, to, limit, newestFirst = false } = range;
			const rows = [...(shelfOf(bookId).rowsByStore.get(store)?.values() ?? [])] as DeskRows[Store][];
			const within = rows.filter(({ seq }) => seq >= from && seq <= to).sort((a, b) => a.seq - b.seq);
			return ok(structuredClone((newestFirst ? within.reverse() : within).slice(0, limit)));
		},
		async equitySince(bookId, since) {
			await Promise.resolve();
			const rows = [...(shelfOf(bookId).rowsByStore.get('equity')?.values() ?? [])] as EquityRow[];
			rows.sort((a, b) => a.seq - b.seq);
			const before = rows.findLastIndex(({ at }) => at <= since);
			return ok(structuredClone(rows.slice(Math.max(0, before))));
		},
		repair: (bookId, epoch, put, drop, dropped = []) =>
			write(epoch, () => {
				const kept = structuredClone(put);
				const shelf = shelfOf(bookId);
				for (const { store, key } of drop) shelf.rowsByStore.get(store)?.delete(key);
				putRows(shelf, kept);
				dropRows(shelf, dropped);
				return null;
			})
	};
}

/** Each row as it came. */
function putBars(shelf: Shelf, bars: NewBars | undefined): void {
	for (const row of bars?.rows ?? []) {
		shelf.bars = [...shelf.bars.filter(({ span, at }) => span !== row.span || at !== row.at), row];
	}
	const before = bars?.dropBefore ?? -Infinity;
	shelf.bars = shelf.bars.filter(({ span, at }) => span === 'day' || at >= before);
}

function putRows({ rowsByStore }: Shelf, changes: readonly RowChange[]): void {
	for (const change of changes) {
		const rows = rowsByStore.get(change.store) ?? new Map<Key, unknown>();
		rowsByStore.set(change.store, rows.set(keyOfRow(change), change.row));
	}
}

function dropRows({ rowsByStore }: Shelf, dropped: readonly RowsDropped[]): void {
	for (const { store, from, to, kept } of dropped) {
		const rows = rowsByStore.get(store);
		for (let seq = from; seq <= to; seq++) if (!kept.includes(seq)) rows?.delete(seq);
	}
}

async function* readLines({ lines }: Shelf, from: number, upTo: number): AsyncGenerator<Segment> {
	for (let next = from; next <= Math.min(lines.length, upTo); next += linesAtOnce) {
		await Promise.resolve();
		yield { from: next, lines: lines.slice(next - 1, next - 1 + linesAtOnce) };
	}
}

async function* readLinesBack({ lines }: Shelf, before: number): AsyncGenerator<Segment> {
	for (let end = Math.min(before, lines.length + 1); end > 1;) {
		await Promise.resolve();
		const from = Math.max(1, end - linesAtOnce);
		yield { from, lines: lines.slice(from - 1, end - 1) };
		end = from;
	}
}

async function* readRows<Store extends StoreName>(
	{ rowsByStore }: Shelf,
	store: Store
): AsyncGenerator<readonly DeskRows[Store][]> {
	const sorted = [...(rowsByStore.get(store) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
	for (let next = 0; next < sorted.length; next += rowsAtOnce) {
		await Promise.resolve();
		const rows = sorted.slice(next, next + rowsAtOnce).map(([, row]) => row as DeskRows[Store]);
		yield structuredClone(rows);
	}
}
