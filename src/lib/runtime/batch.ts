import type { RowChange } from '../domain/deskRows.ts';
import type { BookEvent } from '../domain/events.ts';
import type { BookId } from '../domain/ids.ts';
import type { NewBars } from '../domain/keptBars.ts';
import type { Instant } from '../domain/time.ts';
import type { Book } from '../engine/state.ts';
import { bindEntry } from '../journal/chain.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Batch, MarketMark } from '../ports/journal.ts';
import { ChangedRows } from './changedRows.ts';
import type { OpenRows } from './openRows.ts';
import { projectEvent } from './projection.ts';

/** What the next commit will write: entries, bound to each other, and the rows they change. */
export interface OpenBatch {
	readonly entries: readonly JournalEntry[];
	/** The rows that the entries change, as they stand after the last of them. */
	rows(): readonly RowChange[];
	/** Begins an input: the entries that follow are caused by the first of them. */
	beginInput(): void;
	/** Takes an event that was just folded. */
	take(event: BookEvent, book: Book): void;
	/** The batch as it is written; `head` is the hash of its last entry. */
	toBatch(bookId: BookId, market: MarketMark | null, bars?: NewBars): Batch;
}

/** Where a batch goes on from. */
export interface BatchStart {
	readonly seq: number;
	readonly head: string;
	readonly epoch: number;
	readonly recordedAt: Instant;
	readonly open: OpenRows;
}

/** An empty batch after the entry `seq` with the hash `head`. */
export function createBatch({ seq, head, epoch, recordedAt, open }: BatchStart): OpenBatch {
	const entries: JournalEntry[] = [];
	const changed = new ChangedRows();
	let next = seq + 1;
	let cause = next;
	return {
		entries,
		rows: () => changed.rows(),
		beginInput: () => {
			cause = next;
		},
		take(event, book) {
			entries.push({ seq: next, epoch, recordedAt, causedBy: cause, event });
			for (const change of projectEvent(open, event, next, book)) changed.take(change);
			next++;
		},
		toBatch(bookId, market, bars) {
			const lines: string[] = [];
			let bound = head;
			for (const entry of entries) {
				const { line, hash } = bindEntry(bound, entry);
				lines.push(line);
				bound = hash;
			}
			return {
				bookId,
				epoch,
				segment: { from: seq + 1, lines },
				head: bound,
				rows: changed.rows(),
				dropped: changed.dropped(),
				market,
				bars
			};
		}
	};
}
