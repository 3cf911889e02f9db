import { keyOfRow, nameOfRow, storeNames, type RowChange, type StoreName } from '../domain/deskRows.ts';
import type { BookId } from '../domain/ids.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import type { Journal } from '../ports/journal.ts';
import { createFold, type OpenFault } from './bookState.ts';
import { ChangedRows } from './changedRows.ts';
import type { Listener } from './verify.ts';

/** What a rebuild found: rows in all, what differed in words (at most so many), and how many rows were put right. */
export interface Rebuilt {
	readonly rows: number;
	readonly differences: readonly string[];
	readonly corrected: number;
}

/** Which book to rebuild; nothing may be written to it meanwhile. */
export interface RebuildOf {
	readonly id: BookId;
	readonly origin: BookId;
	readonly epoch: number;
}

const differencesTold = 50;

type Dropped = { readonly store: StoreName; readonly key: string | number };

/**
 * Makes every row of a book again from its journal, compares it with the stores, and puts right what differs. Fails with
 * null when the listener stopped it.
 */
export async function rebuildStores(
	journal: Journal,
	{ id, origin, epoch }: RebuildOf,
	onProgress: Listener
): Promise<Result<Rebuilt, OpenFault | null>> {
	const changed = new ChangedRows();
	const fold = createFold(origin, null, (change) => {
		changed.take(change);
	});
	for await (const segment of journal.read(id, 1)) {
		const fault = fold.take(segment);
		if (fault !== null) return failed(fault);
		if (await onProgress(fold.count())) return failed(null);
	}
	const made = changed.byName();
	const rows = made.size;
	const { put, drop, differences } = await compare(journal, id, made);
	const repaired = await journal.repair(id, epoch, put, drop);
	if (!repaired.ok) return failed({ type: 'store', fault: repaired.error });
	return ok({
		rows,
		differences: differences.slice(0, differencesTold),
		corrected: put.length + drop.length
	});
}

async function compare(journal: Journal, id: BookId, made: Map<string, RowChange>) {
	const put: RowChange[] = [];
	const drop: Dropped[] = [];
	const differences: string[] = [];
	for (const store of storeNames) {
		for await (const rows of journal.readRows(id, store)) {
			for (const row of rows) {
				const found = { store, row } as RowChange;
				const name = nameOfRow(found);
				const expected = made.get(name);
				made.delete(name);
				if (expected === undefined) {
					differences.push(`${name} is not in the journal`);
					drop.push({ store, key: keyOfRow(found) });
				} else if (!isSame(found.row, expected.row)) {
					differences.push(`${name} differs`);
					put.push(expected);
				}
			}
		}
	}
	for (const [name, change] of made) {
		differences.push(`${name} is missing`);
		put.push(change);
	}
	return { put, drop, differences };
}

/** Whether two plain values are equal in every member, in whatever order. */
function isSame(a: unknown, b: unknown): boolean {
	if (Object.is(a, b)) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	const [keysOfA, keysOfB] = [Object.keys(a), Object.keys(b)];
	return (
		keysOfA.length === keysOfB.length &&
		keysOfA.every((key) => isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
	);
}
