import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import type { OrderOutcome } from '../../lib/contract/askFields.ts';
import type { TicketPreview } from '../../lib/contract/deskView.ts';
import type { Command } from '../../lib/domain/commands.ts';
import type { BookEvent } from '../../lib/domain/events.ts';
import { requestToOrderId, type ClientOrderId } from '../../lib/domain/ids.ts';
import { failed, ok } from '../../lib/domain/result.ts';
import type { Book } from '../../lib/engine/state.ts';
import type { JournalEntry } from '../../lib/journal/entry.ts';
import { createOpenRows } from '../../lib/runtime/openRows.ts';
import { projectEvent } from '../../lib/runtime/projection.ts';
import { shortRefusal, withShortRefusal } from './accountShorts.ts';
import { readChange } from './changeReading.ts';
import { carryOut, doneBeforeText, refusalsOf, tellEvents } from './commandAnswers.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { readOrder } from './orderReading.ts';
import { placedOrder, previewPlaced } from './preview.ts';
import { stopMessage } from './troubles.ts';
import type { TicketFaults } from './ticketReading.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];

/** Takes an order as it is given. */
export async function submitOrder(
	context: DeskContext,
	{ order, request }: Ask<'submitOrder'>
): Promise<Answer<'submitOrder'>> {
	const { runner, record } = context.running();
	const { state, clockAt } = runner.live();
	const read = readOrder(state, order, clockAt);
	if (!read.ok) return refused('The order cannot be read.', faultTexts(read.error));
	const noShort = await shortRefusal(context, placedOrder(state, order, clockAt));
	if (noShort !== null) return refused(noShort);
	const done = await runner.command((at) => [{ type: 'SubmitOrder', at, request, order: read.value }]);
	if (!done.ok) return refused(stopMessage(done.error));
	const events = done.value.map(({ event }) => event);
	const refusal = events.find((event) => event.type === 'CommandRefused');
	if (refusal?.reason === 'already_done') {
		const row = await context.journal.findRow(record.id, 'orders', requestToOrderId(request));
		return ok({ order: row.ok ? row.value : null, exits: [], text: doneBeforeText });
	}
	const [why] = refusalsOf(events);
	if (why !== undefined) return refused(why);
	return ok(tellOrder(done.value, state.book));
}

/** The rows that the entries of an order make: its own, or of two exits that of the target, and those that follow. */
function tellOrder(entries: readonly JournalEntry[], book: Book): OrderOutcome {
	const open = createOpenRows();
	const changes = entries.flatMap(({ event, seq }) => projectEvent(open, event, seq, book));
	const rows = new Map(
		changes.flatMap((change) => (change.store === 'orders' ? [[change.row.id, change.row] as const] : []))
	);
	const [order = null, ...exits] = [...rows.values()];
	const told = entries.map(({ event }) => event).filter(isAnswer);
	return { order, exits, text: tellEvents(told, book) };
}

const answerTypes: ReadonlySet<BookEvent['type']> = new Set<BookEvent['type']>([
	...(['OrderInitialized', 'OrderDenied', 'OrderRejected', 'OrderFilled'] as const)
]);

function isAnswer({ type }: BookEvent): boolean {
	return answerTypes.has(type);
}

function faultTexts(faults: TicketFaults): readonly string[] {
	return Object.entries(faults).map(([field, text]) => `${field}: ${text}`);
}

/** What an order would come to now; changes nothing. */
export async function previewOrder(
	context: DeskContext,
	{ order }: Ask<'previewOrder'>
): Promise<Answer<'previewOrder'>> {
	const { state, clockAt } = context.running().runner.live();
	const seen = previewPlaced(state, readOrder(state, order, clockAt), clockAt);
	return ok<TicketPreview>(await withShortRefusal(context, placedOrder(state, order, clockAt), seen));
}

/** Gives an open order other terms. */
export async function replaceOrder(
	context: DeskContext,
	ask: Ask<'replaceOrder'>
): Promise<Answer<'replaceOrder'>> {
	const { request } = ask;
	const orderId = ask.orderId as ClientOrderId;
	const change = readChange(context.running().runner.live().state, ask);
	if (!change.ok) {
		const messages = faultTexts(change.error);
		return failed({ message: 'The change cannot be read.', messages, fields: change.error });
	}
	return carryOut(context, (at) => ({ type: 'ReplaceOrder', at, request, orderId, change: change.value }));
}

/** Takes back every open order that is meant. */
export function cancelOrders(
	context: DeskContext,
	{ request, ...filter }: Ask<'cancelOrders'>
): Promise<Answer<'cancelOrders'>> {
	const make = (at: number): Command => ({ type: 'CancelOrders', at, request, filter });
	return carryOut(context, make, undefined, tellCancels);
}

/** Beyond a few, how many were taken back says more than each of them. */
const toldOneByOne = 3;

function tellCancels(events: readonly BookEvent[]): string | null {
	const countOf = (type: BookEvent['type']): number => events.filter((event) => event.type === type).length;
	const asked = countOf('CancelRequested');
	if (asked <= toldOneByOne) return null;
	const done = countOf('OrderCanceled');
	return done === asked
		? `Canceled ${String(done)} orders.`
		: `Cancel of ${String(asked)} orders requested, ${String(done)} are canceled.`;
}
