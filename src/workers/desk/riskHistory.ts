import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import type { JournalLine } from '../../lib/contract/deskView.ts';
import type { BookEvent } from '../../lib/domain/events.ts';
import { ok } from '../../lib/domain/result.ts';
import { textToEntry } from '../../lib/journal/entry.ts';
import type { DeskContext } from './deskContext.ts';
import { createLineMaker } from './feedLines.ts';

/** What tells of breakers and locks. */
const told: readonly BookEvent['type'][] = ['BreakerTripped', 'BreakerReset', 'LockSet', 'LockLifted'];
const marks = told.map((type) => JSON.stringify(type));

const usualLines = 40;
const mostLines = 200;
/** So many entries at most are looked through. */
const entriesAtMost = 20_000;

/** When breakers tripped and were reset, and locks were set and lifted, from the newest entry back. */
export async function riskHistory(
	context: DeskContext,
	{ limit = usualLines }: DeskRequests['riskHistory']['ask']
): Promise<Answer<'riskHistory'>> {
	const { record, runner } = context.running();
	const { seq, state } = runner.live();
	const most = Math.min(limit, mostLines);
	const maker = createLineMaker(state.book);
	const lines: JournalLine[] = [];
	let looked = 0;
	for await (const segment of context.journal.readBack(record.id, seq + 1)) {
		for (const line of segment.lines.toReversed()) {
			looked++;
			if (!marks.some((mark) => line.includes(mark))) continue;
			const read = textToEntry(line);
			// A text that a person gave may have these words in it too.
			if (!read.ok || !told.includes(read.value.entry.event.type)) continue;
			lines.push(maker.toLine(read.value.entry));
			if (lines.length >= most) return ok({ lines, isWhole: looked >= seq });
		}
		if (looked >= entriesAtMost) break;
	}
	return ok({ lines, isWhole: looked >= seq });
}
