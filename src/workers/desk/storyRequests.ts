import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import { isBrokersReason } from '../../lib/contract/accountTexts.ts';
import { reasonText } from '../../lib/contract/denials.ts';
import { endingText } from '../../lib/contract/orderEnding.ts';
import { orderVerbText, rowPricingText } from '../../lib/contract/orderTexts.ts';
import { reckoningTexts } from '../../lib/contract/reckoningTexts.ts';
import type { FillReckoning, StoryLine, StoryOrigin, StoryView } from '../../lib/contract/storyView.ts';
import type { DecisionRow, OrderRow, TriggerRow } from '../../lib/domain/deskRows.ts';
import { decisionToOrderId, groupToOrderId, type BookId, type DecisionId } from '../../lib/domain/ids.ts';
import { isOpenStatus } from '../../lib/domain/order.ts';
import type { OrderCause } from '../../lib/domain/orderCause.ts';
import { ok } from '../../lib/domain/result.ts';
import type { DenialReason } from '../../lib/domain/risk.ts';
import { lastPrice } from '../../lib/engine/state.ts';
import type { JournalEntry } from '../../lib/journal/entry.ts';
import type { LiveBook } from '../../lib/runtime/runnerSetup.ts';
import { tellDenied } from './denial.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { createLineMaker } from './feedLines.ts';
import { tellBroker } from './storyBroker.ts';
import { reckonedFrom, slippageOf, tellPosition } from './storyOutcome.ts';
import { holdingOf, readPosition, type FoldedPosition } from './storyPosition.ts';
import { afterFill, createAbout } from './storyAbout.ts';
import { createStoryReader, StoryFault, type StoryReader } from './storyReader.ts';
import { storeTrouble } from './troubles.ts';

type Ask = DeskRequests['story']['ask'];

/** What a story is about: an order, or a decision that came to none. */
interface Subject {
	readonly order: OrderRow | null;
	readonly decision: DecisionRow | null;
}

/** Everything about an order or a decision of the book that runs; of another book, which one it is. */
export async function story(context: DeskContext, ask: Ask): Promise<Answer<'story'>> {
	if ((ask.order === undefined) === (ask.decision === undefined)) {
		return refused('A story is that of one order or of one decision.');
	}
	const { record, runner } = context.running();
	try {
		const reader = createStoryReader(context.journal, record.id);
		const subject = await findSubject(reader, ask);
		if (subject !== null) {
			return ok(
				await tellStory(reader, subject, runner.live(), { bookId: record.id, bookName: record.name })
			);
		}
		const book = await findElsewhere(context, record.id, ask);
		if (book !== null) return ok({ type: 'elsewhere', book });
	} catch (error) {
		if (error instanceof StoryFault) return refused(storeTrouble(error.fault).message);
		throw error;
	}
	return refused(
		ask.order === undefined
			? `There is no decision ${ask.decision ?? ''} in any book.`
			: `There is no order ${ask.order} in any book.`
	);
}

async function findSubject(reader: StoryReader, ask: Ask): Promise<Subject | null> {
	const id = ask.order ?? decisionToOrderId(ask.decision as DecisionId);
	// Two exits that were given together are named by their target.
	const order =
		(await reader.row('orders', id)) ??
		(ask.order === undefined ? null : await reader.row('orders', groupToOrderId(ask.order, 'target')));
	const decisionId = ask.decision ?? order?.decisionId;
	const decision = decisionId === undefined ? null : await reader.row('decisions', decisionId);
	if (ask.order === undefined ? decision === null : order === null) return null;
	return { order, decision };
}

async function findElsewhere(context: DeskContext, here: BookId, ask: Ask) {
	for (const { id, name } of context.list().filter((book) => book.id !== here)) {
		if ((await findSubject(createStoryReader(context.journal, id), ask)) !== null) return { id, name };
	}
	return null;
}

async function tellStory(
	reader: StoryReader,
	subject: Subject,
	live: LiveBook,
	book: Pick<StoryView, 'bookId' | 'bookName'>
): Promise<StoryView> {
	const { order, decision } = subject;
	const { state, seq, clockAt } = live;
	const symbol = order?.symbol ?? decision?.symbol ?? '';
	const position = order === null ? null : await readPosition(reader, order, seq);
	const triggers = position === null ? [] : await readTriggers(reader, position, seq);
	const { entries, leftOut } = await readEntries(reader, subject, position, triggers, seq);
	const own = (position?.fills ?? []).filter(({ row }) => row.orderId === order?.id);
	const maker = createLineMaker(state.book);
	const reckoned = reckonedFrom(
		entries.map(({ event }) => event),
		order?.id ?? ''
	);
	return {
		type: 'story',
		...book,
		...{ seq, at: clockAt, symbol, origin: originOf(subject), decision, order, triggers },
		title: titleOf(subject),
		isEnded: order === null ? decision?.outcome !== 'waiting' : !isOpenStatus(order.status),
		refusal: refusalOf(subject, entries, live),
		...tellBroker(entries, order),
		lines: withGaps(entries.map((entry) => maker.toLine(entry))),
		fills: own.map(({ row, before, after }) => ({
			row,
			slippage: order === null ? null : slippageOf(row, order, triggers),
			reckonedFrom: reckoned,
			reckoning: reckoningAt(entries, row.seq),
			before: holdingOf(before),
			after: holdingOf(after)
		})),
		position:
			position === null || order === null
				? null
				: tellPosition(position, order.id, lastPrice(state.market, symbol)?.price ?? null, clockAt),
		leftOut: leftOutText(leftOut, position)
	};
}

function reckoningAt(entries: readonly JournalEntry[], seq: number): FillReckoning | null {
	const event = entries.find((entry) => entry.seq === seq)?.event;
	return event?.type === 'OrderFilled' ? reckoningTexts(event.fill) : null;
}

function leftOutText(entries: number, position: FoldedPosition | null): string | null {
	const fills =
		position === null || position.isWhole
			? ''
			: 'The position traded on beyond the fills that were looked through.';
	const unread =
		entries === 0
			? ''
			: `${entries.toLocaleString('en-US')} entries in the middle of its life were not looked through: levels that moved there are missing.`;
	return [fills, unread].filter((text) => text !== '').join(' ') || null;
}

const triggersAtMost = 5000;

async function readTriggers(
	reader: StoryReader,
	{ row, fills }: FoldedPosition,
	seq: number
): Promise<readonly TriggerRow[]> {
	const to = row.status === 'closed' ? (fills.at(-1)?.row.seq ?? seq) : seq;
	const rows = await reader.rows('triggers', { from: row.seq, to, limit: triggersAtMost });
	return rows.filter(({ id }) => id.startsWith(`${row.id}.`));
}

/** The entries about the subject, found from what the rows know of where they stand. */
async function readEntries(
	reader: StoryReader,
	{ order, decision }: Subject,
	position: FoldedPosition | null,
	triggers: readonly TriggerRow[],
	seq: number
) {
	const isOpener = order !== null && position?.row.id === order.id;
	const isOwn =
		decision !== null && (order === null || decisionToOrderId(decision.id as DecisionId) === order.id);
	const first = Math.min(order === null ? Infinity : order.seq - 3, isOwn ? decision.seq : Infinity);
	const fills = (position?.fills ?? []).filter(({ row }) => isOpener || row.orderId === order?.id);
	const lastFill = fills.at(-1)?.row.seq ?? 0;
	const end =
		order === null
			? (decision?.seq ?? seq) + afterFill
			: await endOf(reader, order, isOpener && position.row.status === 'open' ? seq : lastFill, seq);
	const words = [order?.symbol ?? decision?.symbol ?? '', ...(order === null ? [] : [order.id])];
	const stretch = {
		from: Math.max(1, first),
		to: Math.min(seq, end),
		marks: [...fills.map(({ row }) => row.seq), ...triggers.map((trigger) => trigger.seq)],
		words
	};
	const read = await reader.entries(stretch);
	const queued = isOwn ? await readQueued(reader, decision, stretch.from, words) : [];
	const isAbout = createAbout(order, isOwn ? decision : null, isOpener ? position : null);
	return { entries: [...queued, ...read.entries].filter(isAbout), leftOut: read.leftOut };
}

/** The entry that let a decision wait, when it stands before all that is read; it may be days before. */
async function readQueued(
	reader: StoryReader,
	{ queuedSeq }: DecisionRow,
	before: number,
	words: readonly string[]
): Promise<readonly JournalEntry[]> {
	// Rows of an older version do not say it.
	const seq = (queuedSeq as number | null | undefined) ?? before;
	if (seq >= before) return [];
	return (await reader.entries({ from: seq, to: seq, marks: [], words })).entries;
}

/** The entry at which nothing more is to be told of an order, or a little behind it. */
async function endOf(reader: StoryReader, order: OrderRow, lastKnown: number, seq: number): Promise<number> {
	if (isOpenStatus(order.status)) return seq;
	if (order.status === 'filled') return lastKnown + afterFill;
	if (order.status === 'denied') return order.seq + 1;
	return Math.max(lastKnown + afterFill, await reader.endOf(order.updatedAt, seq));
}

function withGaps(lines: readonly Omit<StoryLine, 'gap'>[]): readonly StoryLine[] {
	return lines.map((line, index) => {
		const before = lines[index - 1];
		return { ...line, gap: before === undefined ? null : line.at - before.at };
	});
}

const ofAccount: ReadonlySet<OrderCause> = new Set(['external', 'adopted', 'fee_in_kind', 'split']);

function originOf({ order, decision }: Subject): StoryOrigin {
	if (order !== null && ofAccount.has(order.cause)) return 'account';
	if (order?.cause === 'closed_by_hand' || order?.cause === 'flattened') return 'hand';
	if (order?.id.startsWith('t.') === true) return 'trigger';
	if (order?.cause === 'stop_leg' || order?.cause === 'target_leg') return 'exit';
	return /^(?:ticket|order)\./.test(decision?.id ?? '') ? 'ticket' : 'file';
}

/** What was asked for: `Buy 41 ABQZ at the market`. */
export function titleOf({ order, decision }: Subject): string {
	if (order === null) return `${decision?.action ?? ''} ${decision?.symbol ?? ''}`;
	const { quantity, symbol } = order;
	return `${orderVerbText(order)} ${quantity} ${symbol} ${rowPricingText(order)}`;
}

/** Why the desk or the venue said no. */
function refusalOf(
	{ order, decision }: Subject,
	entries: readonly JournalEntry[],
	{ state }: LiveBook
): string | null {
	if (order === null) {
		const reason = decision?.refusal ?? null;
		return reason === null ? null : `Refused: ${reasonText(reason as DenialReason)}.`;
	}
	if (order.status === 'rejected') {
		const by = order.reasons.some(isBrokersReason) ? 'Alpaca' : 'the simulator';
		return `Rejected by ${by}: ${order.reasons.map(endingText).join(', ')}.`;
	}
	if (order.status !== 'denied') return null;
	const made = entries.map(({ event }) => event).find((event) => event.type === 'OrderInitialized');
	return made === undefined ? null : tellDenied(made, order.reasons, state.book);
}
