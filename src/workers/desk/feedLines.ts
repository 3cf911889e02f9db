import type { JournalLine } from '../../lib/contract/deskView.ts';
import { guardingOf } from '../../lib/contract/exitEnding.ts';
import { intentText } from '../../lib/contract/orderTexts.ts';
import { armedText, eventToSentence } from '../../lib/contract/sentences.ts';
import { isOfBroker, type BrokerEvent } from '../../lib/domain/brokerEvents.ts';
import { instantOf, type BookEvent } from '../../lib/domain/events.ts';
import {
	triggerToEntryId,
	triggerToOrderId,
	type ClientOrderId,
	type DecisionId
} from '../../lib/domain/ids.ts';
import { isStopping } from '../../lib/domain/stopping.ts';
import { textToEntry, type JournalEntry } from '../../lib/journal/entry.ts';
import type { Segment } from '../../lib/ports/journal.ts';
import { tellDenial, type ReviewedOrder, type Rules } from './denial.ts';

const linesKept = 60;
/** So many entries at most are read for the feed: two weeks in which nothing is told. */
const feedReach = 4000;

/** What goes on all the time and says little by itself: the journal has it, the feed on the desk leaves it out. */
const quietTypes: ReadonlySet<BookEvent['type']> = new Set<BookEvent['type']>([
	'OrderSubmitted',
	'OrderAccepted',
	'HighWaterRaised',
	'ProtectionCanceled'
]);

/** Turns entries into lines, oldest first; it remembers what it has seen of the orders. */
export interface LineMaker {
	toLine(entry: JournalEntry): JournalLine;
}

const ordersKept = 2000;

/** Says entries of a book; `rules` are what its reviews judge by. */
export function createLineMaker(rules: Rules): LineMaker {
	const orderById = new Map<string, ReviewedOrder>();
	const facts = {
		limitOf: (id: string) => orderById.get(id)?.intent.limitPrice ?? null,
		guardingOf(id: string) {
			const order = orderById.get(id);
			return order === undefined ? null : guardingOf(order.intent);
		},
		denialOf(id: string) {
			const order = orderById.get(id);
			return order === undefined ? null : tellDenial(order, rules);
		}
	};
	const nameOf = (id: string): string => {
		const order = orderById.get(id);
		return order === undefined ? id : intentText(order.intent);
	};
	return {
		toLine({ seq, recordedAt, causedBy, event }) {
			if (event.type === 'OrderInitialized') {
				orderById.set(event.intent.id, event);
				if (orderById.size > ordersKept) orderById.delete([...orderById.keys()][0] ?? '');
			}
			const sentence = eventToSentence(event, nameOf, facts);
			const { orderId, decisionId } = storyOf(event);
			const intent = orderId === null ? undefined : orderById.get(orderId)?.intent;
			return {
				...{ seq, at: instantOf(event), recordedAt, causedBy, type: event.type },
				...sentence,
				symbol: sentence.symbol ?? intent?.symbol ?? null,
				orderId,
				decisionId: decisionId ?? intent?.decisionId ?? null
			};
		}
	};
}

interface Story {
	readonly orderId: ClientOrderId | null;
	readonly decisionId: DecisionId | null;
}

const noStory: Story = { orderId: null, decisionId: null };

function brokerStoryOf(event: BrokerEvent): Story {
	if (event.type === 'OrderAdopted') return { orderId: event.intent.id, decisionId: event.intent.decisionId };
	return 'orderId' in event ? { ...noStory, orderId: event.orderId } : noStory;
}

/** Whose story an event belongs to: that of its order, of the order that a trigger guards or makes, or of its decision. */
function storyOf(event: BookEvent): Story {
	if (isStopping(event)) return noStory;
	if (isOfBroker(event)) return brokerStoryOf(event);
	switch (event.type) {
		case 'DecisionQueued':
		case 'DecisionCanceled':
		case 'ConfirmationAsked':
		case 'DecisionDismissed':
		case 'DecisionTaken':
			return { ...noStory, decisionId: event.decision.id };
		case 'DecisionConfirmed':
		case 'DecisionRefused':
		case 'DecisionHeld':
			return { ...noStory, decisionId: event.decisionId };
		case 'OrderInitialized':
			return { orderId: event.intent.id, decisionId: event.intent.decisionId };
		case 'OrderFilled':
			return { orderId: event.fill.orderId, decisionId: event.fill.decisionId };
		case 'OrderRequested':
			return { ...noStory, decisionId: event.decisionId };
		case 'OrderElected':
		case 'ReplaceRequested':
		case 'OrderReplaced':
		case 'RequestRefused':
		case 'OrderDenied':
		case 'OrderSubmitted':
		case 'OrderAccepted':
		case 'OrderRejected':
		case 'CancelRequested':
		case 'OrderCanceled':
		case 'OrderExpired':
			return { ...noStory, orderId: event.orderId };
		case 'TriggerArmed':
			return { ...noStory, orderId: triggerToEntryId(event.trigger.id) };
		case 'TriggerFired':
			return { ...noStory, orderId: triggerToOrderId(event.triggerId) };
		case 'TriggerCanceled':
			return { ...noStory, orderId: triggerToEntryId(event.triggerId) };
		case 'BookOpened':
		case 'CloseRequested':
		case 'CommandRefused':
		case 'LevelMoved':
		case 'TrailMoved':
		case 'HighWaterRaised':
		case 'ProtectionCanceled':
		case 'SnapshotTaken':
		case 'DayBegan':
		case 'MarketUnwatched':
		case 'SettingsChanged':
			return noStory;
	}
}

/** The order whose story an event belongs to. */
export const orderOf = (event: BookEvent): ClientOrderId | null => storyOf(event).orderId;

/** The newest lines first, those that entries add before those that were there. */
export function addLines(
	lines: readonly JournalLine[],
	entries: readonly JournalEntry[],
	maker: LineMaker
): readonly JournalLine[] {
	const told: JournalLine[] = [];
	for (const entry of entries) {
		const line = maker.toLine(entry);
		const { event } = entry;
		const last = told.at(-1);
		// What a fill arms is told with it.
		if (event.type === 'TriggerArmed' && last?.type === 'OrderFilled' && last.causedBy === entry.causedBy) {
			told[told.length - 1] = { ...last, text: `${last.text} ${armedText(event.trigger)}` };
		} else if (isTold(event)) told.push(line);
	}
	return told.length === 0 ? lines : [...told.reverse(), ...lines].slice(0, linesKept);
}

/** Of a journal that is read backwards the entries that fill the feed, past the snapshots of quiet days; oldest first. */
export async function readToTell(
	segments: AsyncIterable<Pick<Segment, 'lines'>>
): Promise<readonly JournalEntry[]> {
	const entries: JournalEntry[] = [];
	let told = 0;
	for await (const { lines } of segments) {
		for (const line of lines.toReversed()) {
			const read = textToEntry(line);
			if (!read.ok) continue;
			entries.push(read.value.entry);
			if (isTold(read.value.entry.event)) told++;
			if (told >= linesKept || entries.length >= feedReach) return entries.reverse();
		}
	}
	return entries.reverse();
}

function isTold(event: BookEvent): boolean {
	return !quietTypes.has(event.type) && !(event.type === 'SnapshotTaken' && !event.endsDay);
}
