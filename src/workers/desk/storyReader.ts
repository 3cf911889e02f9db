import type { DeskRows, StoreName } from '../../lib/domain/deskRows.ts';
import type { BookId } from '../../lib/domain/ids.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { textToEntry, type JournalEntry } from '../../lib/journal/entry.ts';
import type { Journal, RowRange, StoreFault } from '../../lib/ports/journal.ts';
import type { Result } from '../../lib/domain/result.ts';

/** A store could not be read. */
export class StoryFault extends Error {
	readonly fault: StoreFault;

	constructor(fault: StoreFault) {
		super(fault.type);
		this.fault = fault;
	}
}

/** What a story reads of one book. A store that fails ends the reading with a `StoryFault`. */
export interface StoryReader {
	row<Store extends StoreName>(store: Store, key: string): Promise<DeskRows[Store] | null>;
	rows<Store extends StoreName>(store: Store, range: RowRange): Promise<readonly DeskRows[Store][]>;
	/** Entries of a stretch whose text has one of these words in it; how many were passed over unread. */
	entries(stretch: Stretch): Promise<{ readonly entries: readonly JournalEntry[]; readonly leftOut: number }>;
	/** An entry at or after the last one that happened by an instant, and not far behind it. */
	endOf(at: Instant, last: number): Promise<number>;
}

/** Entries from `from` to `to`, and around each of `marks` whatever the length. */
export interface Stretch {
	readonly from: number;
	readonly to: number;
	readonly marks: readonly number[];
	/** Texts as they stand in an entry: ids and symbols. */
	readonly words: readonly string[];
}

/** Entries that are looked through at either end of a stretch that is longer than both. */
export const entriesAtAnEnd = 10_000;
/** Entries that are looked through before and after a mark. */
const aroundMark = 40;

/** Reads the stores and the journal of a book for a story: never the journal from its start. */
export function createStoryReader(journal: Journal, bookId: BookId): StoryReader {
	const rows: StoryReader['rows'] = async (store, range) =>
		valueOf(await journal.rowsBetween(bookId, store, range));

	async function readInto(
		found: Map<number, JournalEntry>,
		from: number,
		to: number,
		words: readonly string[]
	) {
		for await (const { from: first, lines } of journal.read(bookId, from, to)) {
			for (const [index, line] of lines.entries()) {
				const seq = first + index;
				if (seq > to) return;
				if (found.has(seq) || !words.some((word) => line.includes(word))) continue;
				const read = textToEntry(line);
				if (read.ok) found.set(seq, read.value.entry);
			}
		}
	}

	return {
		row: async (store, key) => valueOf(await journal.findRow(bookId, store, key)),
		rows,
		async entries({ from, to, marks, words }) {
			const texts = words.map((word) => JSON.stringify(word).slice(1, -1));
			const found = new Map<number, JournalEntry>();
			const parts = partsOf(from, to, marks);
			for (const [start, end] of parts) await readInto(found, start, end, texts);
			const read = parts.reduce((sum, [start, end]) => sum + end - start + 1, 0);
			const entries = [...found.values()].sort((a, b) => a.seq - b.seq);
			return { entries, leftOut: Math.max(0, to - from + 1 - read) };
		},
		async endOf(at, last) {
			// Snapshots are taken all the time: the first one after an instant stands behind what happened at it.
			let [low, high] = [1, last];
			while (low < high) {
				const middle = Math.floor((low + high) / 2);
				const [next] = await rows('snapshots', { from: middle, to: last, limit: 1 });
				if (next === undefined || next.at > at) high = middle;
				else low = Math.max(middle, next.seq) + 1;
			}
			const [after] = await rows('snapshots', { from: low, to: last, limit: 1 });
			return after?.seq ?? last;
		}
	};
}

/** The stretches to be read, apart from each other and in order. */
function partsOf(from: number, to: number, marks: readonly number[]): readonly (readonly [number, number])[] {
	const wanted: (readonly [number, number])[] =
		to - from < 2 * entriesAtAnEnd
			? [[from, to]]
			: [
					[from, from + entriesAtAnEnd - 1],
					...marks.map((seq) => [seq - aroundMark, seq + aroundMark] as const),
					[to - entriesAtAnEnd + 1, to]
				];
	const merged: [number, number][] = [];
	for (const [start, end] of wanted.sort(([a], [b]) => a - b)) {
		const part: [number, number] = [Math.max(from, start), Math.min(to, end)];
		const last = merged.at(-1);
		if (last !== undefined && part[0] <= last[1] + 1) last[1] = Math.max(last[1], part[1]);
		else if (part[0] <= part[1]) merged.push(part);
	}
	return merged;
}

function valueOf<Value>(result: Result<Value, StoreFault>): Value {
	if (result.ok) return result.value;
	throw new StoryFault(result.error);
}
