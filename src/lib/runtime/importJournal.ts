import type { BookId } from '../domain/ids.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import type { Journal, StoreFault } from '../ports/journal.ts';
import { createFold, toCheckpoint, type FoldedBook, type FoldFault } from './bookState.ts';
import { ChangedRows } from './changedRows.ts';

const chunkSize = 1000;

/** Why an import ended. */
export type ImportFault = FoldFault | { readonly type: 'store'; readonly fault: StoreFault };

/** Takes the entries of a journal into a new book, piece by piece, each held against its hash. */
export interface ImportRun {
	/** Writes the next lines; nothing of the book counts until the import is finished. */
	take(lines: readonly string[]): Promise<Result<null, ImportFault>>;
	/** Keeps a checkpoint of the whole; null when there was no entry. */
	finish(): Promise<Result<FoldedBook | null, ImportFault>>;
}

/** An import into the new book `id` of a journal that began as `origin`. */
export function createImportRun(
	journal: Journal,
	{ id, origin, epoch }: { readonly id: BookId; readonly origin: BookId; readonly epoch: number }
): ImportRun {
	let changed = new ChangedRows();
	let from = 1;
	const fold = createFold(origin, null, (change) => {
		changed.take(change);
	});
	return {
		async take(lines) {
			if (lines.length === 0) return ok(null);
			changed = new ChangedRows();
			const fault = fold.take({ from, lines });
			const folded = fold.result();
			if (fault !== null) return failed(fault);
			const written = await journal.append({
				bookId: id,
				epoch,
				segment: { from, lines },
				head: folded?.head ?? '',
				rows: changed.rows(),
				dropped: changed.dropped(),
				market: null
			});
			from += lines.length;
			// Piece by piece: to seal a whole book at once would read all of it into memory.
			const sealed = written.ok ? await journal.seal(id, epoch, from - 1, chunkSize) : written;
			return sealed.ok ? sealed : failed({ type: 'store', fault: sealed.error });
		},
		async finish() {
			const folded = fold.result();
			if (folded === null) return ok(null);
			const kept = await journal.saveCheckpoint(id, epoch, toCheckpoint(folded));
			return kept.ok ? ok(folded) : failed({ type: 'store', fault: kept.error });
		}
	};
}
