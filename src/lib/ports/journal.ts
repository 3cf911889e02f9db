import type { DeskRows, EquityRow, RowChange, RowsDropped, StoreName } from '../domain/deskRows.ts';
import type { BookId } from '../domain/ids.ts';
import type { BarSpan, KeptBars, NewBars } from '../domain/keptBars.ts';
import type { Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { OrderMarks } from '../domain/venue.ts';
import type { SourceMemory } from './priceSource.ts';

/** Entries as they are kept: the canonical text of each, `from` the sequence number of the first. */
export interface Segment {
	readonly from: number;
	readonly lines: readonly string[];
}

/**
 * Where the market of a book stands: its clock, its speed, what its source goes on from, and the volatile columns of the
 * engine by name. Kept with every batch, so that a book and its market never part.
 */
export interface MarketMark {
	readonly at: Instant;
	readonly speed: number;
	readonly isPaused: boolean;
	readonly source: SourceMemory;
	readonly columns: SourceMemory;
	/** What the simulator must be told of the orders that rest there. */
	readonly orderMarks?: OrderMarks;
	/** Wall clock. */
	readonly savedAt: Instant;
}

/** What one commit writes: all of it or nothing. `head` is the hash of its last entry. */
export interface Batch {
	readonly bookId: BookId;
	readonly epoch: number;
	readonly segment: Segment;
	readonly head: string;
	readonly rows: readonly RowChange[];
	/** Rows that go, once `rows` are in place. */
	readonly dropped?: readonly RowsDropped[];
	readonly market: MarketMark | null;
	/** Bars that the market has moved past. */
	readonly bars?: NewBars | undefined;
}

/** A saved state at an entry: `state` is a structured clone, of use only to the `version` that wrote it. */
export interface Checkpoint {
	readonly seq: number;
	readonly head: string;
	readonly version: number;
	readonly state: unknown;
}

/** What a book goes on from: the newest checkpoint, every entry after it, and where its market stood. */
export interface SavedBook {
	readonly checkpoint: Checkpoint | null;
	readonly tail: readonly Segment[];
	readonly market: MarketMark | null;
}

/** Entries from `from` to `to`, both counted, and how many rows of them at most, oldest first unless said otherwise. */
export interface RowRange {
	readonly from: number;
	readonly to: number;
	readonly limit: number;
	readonly newestFirst?: boolean;
}

/** Why nothing was written. */
export type StoreFault =
	| { readonly type: 'stale_epoch'; readonly mine: number; readonly current: number }
	| { readonly type: 'gap'; readonly expected: number; readonly given: number }
	| { readonly type: 'full' }
	| { readonly type: 'gone' }
	| { readonly type: 'failed'; readonly message: string };

/** Append-only record of the books of a profile with the stores beside it; every write checks the leader's epoch. */
export interface Journal {
	/** Makes the caller the leader: the epoch after every epoch before. */
	takeEpoch(): Promise<Result<number, StoreFault>>;
	load(bookId: BookId): Promise<Result<SavedBook, StoreFault>>;
	append(batch: Batch): Promise<Result<null, StoreFault>>;
	/** Keeps where the market stands when nothing happened, and the bars that it has moved past. */
	saveMarket(
		bookId: BookId,
		epoch: number,
		market: MarketMark,
		bars?: NewBars
	): Promise<Result<null, StoreFault>>;
	/** Kept bars of a span that begin before an instant, the newest rows first; a row holds up to an hour of minutes, or a day. */
	readBars(
		bookId: BookId,
		span: BarSpan,
		before: Instant,
		limit: number
	): Promise<Result<readonly KeptBars[], StoreFault>>;
	/** Where the first kept bars of a span begin; null when there are none. */
	barsBegin(bookId: BookId, span: BarSpan): Promise<Result<Instant | null, StoreFault>>;
	/** Keeps a checkpoint and drops those before the last two. */
	saveCheckpoint(bookId: BookId, epoch: number, checkpoint: Checkpoint): Promise<Result<null, StoreFault>>;
	/** Packs the small segments up to an entry into chunks of about `size` entries. */
	seal(bookId: BookId, epoch: number, upTo: number, size: number): Promise<Result<null, StoreFault>>;
	/** The segments from the one that holds `from` to the one that holds `upTo`, or to the end, a few at a time. */
	read(bookId: BookId, from: number, upTo?: number): AsyncIterable<Segment>;
	/** The entries before `before`, one segment at a time, the last segment first. */
	readBack(bookId: BookId, before: number): AsyncIterable<Segment>;
	/** Every row of a store, in the order of its keys, a few at a time. */
	readRows<Store extends StoreName>(bookId: BookId, store: Store): AsyncIterable<readonly DeskRows[Store][]>;
	/** The row of a key, or null. */
	findRow<Store extends StoreName>(
		bookId: BookId,
		store: Store,
		key: string | number
	): Promise<Result<DeskRows[Store] | null, StoreFault>>;
	/** The rows of some keys, those there are. */
	findRows<Store extends StoreName>(
		bookId: BookId,
		store: Store,
		keys: readonly (string | number)[]
	): Promise<Result<readonly DeskRows[Store][], StoreFault>>;
	/** The newest rows of a store, the newest first. */
	latestRows<Store extends StoreName>(
		bookId: BookId,
		store: Store,
		limit: number
	): Promise<Result<readonly DeskRows[Store][], StoreFault>>;
	/** The rows of a store that the entries from one to another made. */
	rowsBetween<Store extends StoreName>(
		bookId: BookId,
		store: Store,
		range: RowRange
	): Promise<Result<readonly DeskRows[Store][], StoreFault>>;
	/** The pieces of the equity curve from the one that has the last point by an instant on, oldest first. */
	equitySince(bookId: BookId, since: Instant): Promise<Result<readonly EquityRow[], StoreFault>>;
	/** Puts rows in place, and takes those of the given keys and ranges away: what a rebuild corrects. */
	repair(
		bookId: BookId,
		epoch: number,
		put: readonly RowChange[],
		drop: readonly { readonly store: StoreName; readonly key: string | number }[],
		dropped?: readonly RowsDropped[]
	): Promise<Result<null, StoreFault>>;
}
