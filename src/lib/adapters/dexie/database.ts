import { Dexie, type EntityTable, type Table } from 'dexie';
import type { BarSeries } from '../../domain/bar.ts';
import { storeNames, type StoreName } from '../../domain/deskRows.ts';
import type { BookId } from '../../domain/ids.ts';
import type { KeptBars } from '../../domain/keptBars.ts';
import type { HaltFileHandle } from '../../domain/killSwitch.ts';
import type { ReadAssets } from '../../domain/listedAsset.ts';
import type { BookRecord } from '../../ports/books.ts';
import type { Checkpoint, MarketMark } from '../../ports/journal.ts';
import type { SealedKeys } from './sealedKeys.ts';

/** Entries in a row: their lines with line feeds between, `count` of them from the entry `from` on. */
export interface SegmentRow {
	readonly bookId: BookId;
	readonly from: number;
	readonly count: number;
	readonly text: string;
}

/** The end of a book's journal, and up to which entry it is packed into chunks. */
export interface HeadRow {
	readonly bookId: BookId;
	readonly seq: number;
	readonly head: string;
	readonly sealed: number;
}

/** A fact of the profile by its name. */
export type FactRow =
	| { readonly key: 'epoch'; readonly value: number }
	| { readonly key: 'chosen'; readonly value: BookId }
	| { readonly key: 'haltFile'; readonly value: HaltFileHandle }
	| { readonly key: 'sealedKeys'; readonly value: SealedKeys }
	| { readonly key: 'assets'; readonly value: ReadAssets };

/** A row of a store beside the journal: it carries its book. */
export type StoredRow = Readonly<Record<string, unknown>> & { readonly bookId: BookId };

/** The version of the tables: each change to them is a version more. */
export const tablesVersion = 5;

const laterStores: readonly StoreName[] = ['settings', 'trades', 'equity', 'adjustments'];
const firstStores = storeNames.filter((store) => !laterStores.includes(store));

/** The tables of the desk. */
export class DeskDatabase extends Dexie {
	declare readonly books: EntityTable<BookRecord, 'id'>;
	declare readonly facts: EntityTable<FactRow, 'key'>;
	declare readonly heads: EntityTable<HeadRow, 'bookId'>;
	declare readonly segments: Table<SegmentRow, [BookId, number]>;
	declare readonly checkpoints: Table<Checkpoint & { readonly bookId: BookId }, [BookId, number]>;
	declare readonly marks: EntityTable<MarketMark & { readonly bookId: BookId }, 'bookId'>;
	declare readonly bars: Table<{
		readonly bookId: BookId;
		readonly symbol: string;
		readonly series: BarSeries;
	}>;
	declare readonly marketBars: Table<KeptBars & { readonly bookId: BookId }, [BookId, string, number]>;
	declare readonly watchlists: EntityTable<
		{ readonly bookId: BookId; readonly symbols: readonly string[] },
		'bookId'
	>;

	constructor(name: string) {
		// Strict: a commit that was reported has reached the disk.
		super(name, { chromeTransactionDurability: 'strict' });
		this.version(1).stores({
			books: 'id',
			facts: 'key',
			heads: 'bookId',
			segments: '[bookId+from]',
			checkpoints: '[bookId+seq]',
			marks: 'bookId',
			bars: '[bookId+symbol]',
			watchlists: 'bookId',
			...Object.fromEntries(firstStores.map((store) => [store, storeKey(store)]))
		});
		this.version(2).stores({ marketBars: '[bookId+span+at]', settings: storeKey('settings') });
		this.version(3).stores({ trades: storeKey('trades') });
		this.version(4).stores({ equity: `${storeKey('equity')}, [bookId+at]` });
		this.version(5).stores({ adjustments: storeKey('adjustments') });
	}

	/** The table of a store. */
	rowsOf(store: StoreName): Table<StoredRow> {
		return this.table(store);
	}
}

const namedByEntry: ReadonlySet<StoreName> = new Set([
	...(['fills', 'adjustments', 'snapshots', 'equity', 'settings', 'trades'] as const)
]);

/** What is looked up by id has its id for a key; the rest comes in the order of its entries. */
function storeKey(store: StoreName): string {
	return namedByEntry.has(store) ? '[bookId+seq]' : '[bookId+id], [bookId+seq]';
}

/** Every key of a book in a table whose key begins with it. */
export function keysOf(bookId: BookId): [[BookId, unknown], [BookId, unknown]] {
	return [
		[bookId, Dexie.minKey],
		[bookId, Dexie.maxKey]
	];
}
