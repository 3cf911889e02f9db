import type { JournalLine } from '../../lib/contract/deskView.ts';
import { eventToSentence, intentText } from '../../lib/contract/sentences.ts';
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

/** Turns entries into lines, oldest first; it remembers what the orders it has seen are called. */
export interface LineMaker {
	toLine(entry: JournalEntry): JournalLine;
}

const namesKept = 2000;

export function createLineMaker(): LineMaker {
	const nameById = new Map<string, string>();
	return {
		toLine({ seq, recordedAt, causedBy, event }) {
			if (event.type === 'OrderInitialized') {
				nameById.set(event.intent.id, intentText(event.intent));
				if (nameById.size > namesKept) nameById.delete([...nameById.keys()][0] ?? '');
			}
			const sentence = eventToSentence(event, (id) => nameById.get(id) ?? id);
			return { seq, at: instantOf(event), recordedAt, causedBy, type: event.type, ...sentence };
		}
	};
}

/** When an event happened, by the book's clock. */
export function instantOf(event: BookEvent): Instant {
	if (event.type === 'SnapshotTaken') return event.snapshot.at;
	return event.type === 'OrderFilled' ? event.fill.at : event.at;
}

/** The newest lines first, those that entries add before those that were there. */
export function addLines(
	lines: readonly JournalLine[],
	entries: readonly JournalEntry[],
	maker: LineMaker
): readonly JournalLine[] {
	const added = entries.map((entry) => ({ entry, line: maker.toLine(entry) }));
	const told = added.filter(({ entry }) => isTold(entry)).map(({ line }) => line);
	return told.length === 0 ? lines : [...told.reverse(), ...lines].slice(0, linesKept);
}

function isTold({ event }: JournalEntry): boolean {
	return !quietTypes.has(event.type) && !(event.type === 'SnapshotTaken' && !event.endsDay);
}
