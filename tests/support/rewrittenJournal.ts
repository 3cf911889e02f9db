import { bindEntry, genesisHash } from '../../src/lib/journal/chain.ts';
import { textToEntry, type JournalEntry } from '../../src/lib/journal/entry.ts';
import {
	createExportReader,
	exportEntries,
	exportFoot,
	exportHead
} from '../../src/lib/journal/exportFile.ts';

/** An exported journal with other entries, its hashes as if they had been written so. */
export function rewriteJournal(
	exported: string,
	change: (entries: readonly JournalEntry[]) => readonly JournalEntry[]
): string {
	const reader = createExportReader();
	const read = reader.push(exported);
	const frame = reader.finish();
	if (!read.ok || !frame.ok) throw new Error('the journal cannot be read');
	const entries = read.value.map((line) => {
		const entry = textToEntry(line);
		if (!entry.ok) throw new Error('an entry cannot be read');
		return entry.value.entry;
	});
	let hash = genesisHash(frame.value.info.origin);
	const lines = change(entries).map((entry) => {
		const bound = bindEntry(hash, entry);
		hash = bound.hash;
		return bound.line;
	});
	return `${exportHead(frame.value.info)}${exportEntries(lines, true)}${exportFoot({ seq: lines.length, hash })}`;
}
