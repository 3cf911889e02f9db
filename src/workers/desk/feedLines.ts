import type { JournalLine } from '../../lib/contract/deskView.ts';
import { eventToSentence } from '../../lib/contract/sentences.ts';
import type { BookEvent } from '../../lib/domain/events.ts';
import type { Instant } from '../../lib/domain/time.ts';
import type { JournalEntry } from '../../lib/journal/entry.ts';

const linesKept = 60;

/** What goes on all the time and says little by itself: the journal has it, the feed on the desk leaves it out. */
const quietTypes: ReadonlySet<BookEvent['type']> = new Set<BookEvent['type']>([
	'OrderSubmitted',
	'OrderAccepted',
	'HighWaterRaised',
	'ProtectionCanceled'
]);

/** An entry as a line of the journal. */
export function entryToLine({ seq, recordedAt, causedBy, event }: JournalEntry): JournalLine {
	return { seq, at: instantOf(event), recordedAt, causedBy, type: event.type, ...eventToSentence(event) };
}

/** When an event happened, by the book's clock. */
export function instantOf(event: BookEvent): Instant {
	if (event.type === 'SnapshotTaken') return event.snapshot.at;
	return event.type === 'OrderFilled' ? event.fill.at : event.at;
}

/** The newest lines first, those that entries add before those that were there. */
export function addLines(
	lines: readonly JournalLine[],
	entries: readonly JournalEntry[]
): readonly JournalLine[] {
	const added = entries.filter(isTold).map(entryToLine).reverse();
	return added.length === 0 ? lines : [...added, ...lines].slice(0, linesKept);
}

function isTold({ event }: JournalEntry): boolean {
	return !quietTypes.has(event.type) && !(event.type === 'SnapshotTaken' && !event.endsDay);
}
