import type { BarSeries } from '../domain/bar.ts';
import type { BookId } from '../domain/ids.ts';
import type { HaltFileHandle } from '../domain/killSwitch.ts';
import type { MarketSource } from '../domain/market.ts';
import type { Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { StoreFault } from './journal.ts';

/** A book in the list: `origin` is the id its hash chain began with, another one than its own after an import. */
export interface BookRecord {
	readonly id: BookId;
	readonly origin: BookId;
	readonly name: string;
	readonly source: MarketSource;
	/** `incomplete` while an import goes on; `archived` can be read and not continued. */
	readonly status: 'open' | 'archived' | 'incomplete';
	readonly createdAt: Instant;
}

/** The books of a profile, which of them is chosen, and what is kept beside them. */
export interface Books {
	list(): Promise<Result<readonly BookRecord[], StoreFault>>;
	put(book: BookRecord, epoch: number): Promise<Result<null, StoreFault>>;
	/** Deletes a book with everything that belongs to it. */
	remove(id: BookId, epoch: number): Promise<Result<null, StoreFault>>;
	chosen(): Promise<Result<BookId | null, StoreFault>>;
	choose(id: BookId, epoch: number): Promise<Result<null, StoreFault>>;
	/** Bars that a book plays. */
	putBars(id: BookId, series: readonly BarSeries[], epoch: number): Promise<Result<null, StoreFault>>;
	bars(id: BookId): Promise<Result<readonly BarSeries[], StoreFault>>;
	/** Symbols a person follows, in their order. */
	watchlist(id: BookId): Promise<Result<readonly string[] | null, StoreFault>>;
	/** The file that halts, which a person has chosen. */
	haltFile(): Promise<Result<HaltFileHandle | null, StoreFault>>;
	putHaltFile(file: HaltFileHandle | null, epoch: number): Promise<Result<null, StoreFault>>;
	putWatchlist(id: BookId, symbols: readonly string[], epoch: number): Promise<Result<null, StoreFault>>;
}
