import { bindEntry } from '../../src/lib/journal/chain.ts';
import { textToEntry } from '../../src/lib/journal/entry.ts';
import {
	createExportReader,
	exportEntries,
	exportFoot,
	exportHead
} from '../../src/lib/journal/exportFile.ts';

/** An exported journal that goes on after its end: trading pauses and resumes until there are so many entries. */
export function makeLongJournal(exported: string, count: number): string {
	const reader = createExportReader();
	const read = reader.push(exported);
	const frame = reader.finish();
	if (!read.ok || !frame.ok) throw new Error('the journal cannot be read');
	const lines = [...read.value];
	let { hash } = frame.value.head;
	const last = textToEntry(lines.at(-1) ?? '');
	if (!last.ok) throw new Error('the last entry cannot be read');
	const { epoch, recordedAt, event } = last.value.entry;
	const at = 'at' in event ? event.at : recordedAt;
	for (let seq = lines.length + 1; seq <= count; seq++) {
		const state = seq % 2 === 0 ? 'reducing' : 'active';
		const level = seq % 2 === 0 ? 'pause' : null;
		const reason = `entry ${String(seq)}`;
		const changed = { type: 'TradingStateChanged', at, state, level, by: 'switch', reason } as const;
		const bound = bindEntry(hash, { seq, epoch, recordedAt, causedBy: seq, event: changed });
		lines.push(bound.line);
		hash = bound.hash;
	}
	return `${exportHead(frame.value.info)}${exportEntries(lines, true)}${exportFoot({ seq: lines.length, hash })}`;
}
