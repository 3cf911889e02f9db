import type { RowChange, RowsDropped, StoreChange, StoreName } from '../domain/deskRows.ts';
import type { BookEvent } from '../domain/events.ts';
import type { BookId } from '../domain/ids.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import { evolve } from '../engine/evolve.ts';
import { resumeState } from '../engine/recovery.ts';
import { createState, type Book, type EngineState } from '../engine/state.ts';
import { createVerifier, type ChainFault } from '../journal/chain.ts';
import { textToEntry, type JournalEntry, type UnreadableFault } from '../journal/entry.ts';
import type { Checkpoint, Journal, MarketMark, Segment, StoreFault } from '../ports/journal.ts';
import { ChangedRows } from './changedRows.ts';
import { createOpenRows, type OpenRows } from './openRows.ts';
import { projectEvent } from './projection.ts';

/** The shape of what a checkpoint holds; one of another version is not used, and the book is folded from its first entry. */
export const stateVersion = 26;

/** A book as its journal tells it: the state, the rows that may still change, the last entry and its hash. */
export interface FoldedBook {
	readonly state: EngineState;
	readonly open: OpenRows;
	readonly seq: number;
	readonly head: string;
}

/** Why a book cannot be opened. */
export type OpenFault =
	{ readonly type: 'store'; readonly fault: StoreFault } | FoldFault | { readonly type: 'empty' };

/** The first entry that does not follow from the one before, or cannot be read. */
export type FoldFault =
	| { readonly type: 'chain'; readonly fault: ChainFault }
	| { readonly type: 'entry'; readonly seq: number; readonly fault: UnreadableFault };

/** A book that is ready to go on. */
export interface OpenedBook extends FoldedBook {
	readonly market: MarketMark | null;
	/** Entries that were folded to get here. */
	readonly folded: number;
	/** Rows of a store that the version before may not have had, when all of the journal was folded. */
	readonly remade: readonly RowChange[];
	/** Rows that the version before may have kept, when all of the journal was folded. */
	readonly dropped: readonly RowsDropped[];
}

/** Stores that profiles of earlier versions do not have. */
const laterStores: ReadonlySet<StoreName> = new Set(['trades', 'equity', 'adjustments']);

interface SavedState {
	readonly book: Book;
	readonly open: OpenRows;
}

/** What a checkpoint keeps of a book. */
export function toCheckpoint({ state, open, seq, head }: FoldedBook): Checkpoint {
	const saved: SavedState = { book: state.book, open };
	return { seq, head, version: stateVersion, state: saved };
}

/** Opens a book from its newest checkpoint and the entries after it; every entry that is folded is held against its hash. */
export async function openBook(
	journal: Journal,
	{ id, origin }: { readonly id: BookId; readonly origin: BookId }
): Promise<Result<OpenedBook, OpenFault>> {
	const loaded = await journal.load(id);
	if (!loaded.ok) return failed({ type: 'store', fault: loaded.error });
	const { checkpoint, tail, market } = loaded.value;
	const usable = checkpoint?.version === stateVersion ? checkpoint : null;
	const changed = new ChangedRows();
	const fold = createFold(origin, usable, (change) => {
		if (usable === null && (laterStores.has(change.store) || !('row' in change))) changed.take(change);
	});
	if (checkpoint !== null && usable === null) {
		for await (const segment of journal.read(id, 1)) {
			const fault = fold.take(segment);
			if (fault !== null) return failed(fault);
		}
	} else {
		for (const segment of tail) {
			const fault = fold.take(segment);
			if (fault !== null) return failed(fault);
		}
	}
	const folded = fold.result();
	if (folded === null) return failed({ type: 'empty' });
	const state = resumeState(folded.state.book, market?.columns ?? {});
	return ok({
		...folded,
		state,
		market,
		folded: fold.count(),
		remade: changed.rows(),
		dropped: changed.dropped()
	});
}

/** Folds segments into a book. */
export interface Fold {
	/** Folds a segment; the fault of the first entry that does not fit. */
	take(segment: Segment, onEntry?: (entry: JournalEntry) => void): FoldFault | null;
	/** The book so far; null before its first entry. */
	result(): FoldedBook | null;
	count(): number;
}

/** A fold that begins at a checkpoint, or before the first entry; `onChange` hears what happens to the stores on the way. */
export function createFold(
	origin: BookId,
	checkpoint: Checkpoint | null,
	onChange: (change: StoreChange) => void = () => undefined
): Fold {
	const saved = checkpoint === null ? null : (checkpoint.state as SavedState);
	let state = saved === null ? null : resumeState(saved.book, {});
	const open = saved?.open ?? createOpenRows();
	const verifier = createVerifier(
		origin,
		checkpoint === null ? undefined : { seq: checkpoint.seq, head: checkpoint.head }
	);
	let count = 0;
	return {
		take({ lines }, onEntry) {
			for (const line of lines) {
				const fault = verifier.take(line);
				if (fault !== null) return { type: 'chain', fault };
				const read = textToEntry(line);
				if (!read.ok) return { type: 'entry', seq: verifier.seq(), fault: read.error };
				const { entry } = read.value;
				state = foldEvent(state, entry.event);
				for (const change of projectEvent(open, entry.event, entry.seq, state.book)) onChange(change);
				count++;
				onEntry?.(entry);
			}
			return null;
		},
		result: () => (state === null ? null : { state, open, seq: verifier.seq(), head: verifier.head() }),
		count: () => count
	};
}

function foldEvent(before: EngineState | null, event: BookEvent): EngineState {
	const state = event.type === 'BookOpened' ? createState(event.config, event.instruments) : before;
	if (state === null) throw new Error('a book opens first');
	evolve(state, event);
	return state;
}
