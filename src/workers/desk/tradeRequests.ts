import type { Answer, DeskRequests, RequestFault } from '../../lib/contract/deskApi.ts';
import type { DecisionOutcome } from '../../lib/contract/askFields.ts';
import type { TicketPreview } from '../../lib/contract/deskView.ts';
import type { ProtectionChange } from '../../lib/domain/commands.ts';
import { parsePrice, parseQuantity, parseRatio, type DecimalFault } from '../../lib/domain/decimal.ts';
import type { BookEvent } from '../../lib/domain/events.ts';
import type { Decision } from '../../lib/domain/decision.ts';
import { decisionToOrderId, type BookId, type ClientOrderId, type DecisionId } from '../../lib/domain/ids.ts';
import { createInstrument } from '../../lib/domain/instrument.ts';
import { ok, type Result } from '../../lib/domain/result.ts';
import type { Book } from '../../lib/engine/state.ts';
import type { JournalEntry } from '../../lib/journal/entry.ts';
import { createOpenRows } from '../../lib/runtime/openRows.ts';
import { projectEvent } from '../../lib/runtime/projection.ts';
import { shortRefusal, withShortRefusal } from './accountShorts.ts';
import { carryOut, doneBeforeText, tellEvents } from './commandAnswers.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { previewTicket, ticketOrder } from './preview.ts';
import { levelFaults, readTicket } from './ticketReading.ts';
import { stopMessage } from './troubles.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];

/** Takes the decision of a ticket. */
export async function decide(
	context: DeskContext,
	{ ticket, request }: Ask<'decide'>
): Promise<Answer<'decide'>> {
	const { runner, record } = context.running();
	const { state, clockAt } = runner.live();
	const read = readTicket(state.book, ticket, ticketId(request), clockAt);
	if (!read.ok) return refused('The ticket cannot be read.', fieldTexts(read.error));
	const faults = levelFaults(state, read.value);
	if (Object.keys(faults).length > 0)
		return refused('A level is on the wrong side of the price.', fieldTexts(faults));
	const noShort = await shortRefusal(context, ticketOrder(state, ticket, clockAt));
	if (noShort !== null) return refused(noShort);
	const done = await runner.command((at) => [
		{
			...{ type: 'TakeDecision', at, byPerson: true },
			decision: { ...read.value, at: Math.min(read.value.at, at) }
		}
	]);
	if (!done.ok) return refused(stopMessage(done.error));
	const outcome = tellDecision(done.value, state.book);
	return outcome === null ? findOutcome(context, record.id, read.value) : ok(outcome);
}

/** What came of a ticket that was taken before: asked again, it is not done again. */
async function findOutcome(
	context: DeskContext,
	bookId: BookId,
	{ id }: Decision
): Promise<Answer<'decide'>> {
	const decision = await context.journal.findRow(bookId, 'decisions', id);
	const order = await context.journal.findRow(bookId, 'orders', decisionToOrderId(id));
	if (!decision.ok || !order.ok || decision.value === null) return refused('This decision was taken before.');
	return ok({ decision: decision.value, order: order.value, text: doneBeforeText });
}

/** The id of a ticket's decision: short enough to be read, and the same for the same request. */
function ticketId(request: string): string {
	return `ticket.${request.replaceAll('-', '').slice(0, 12)}`;
}

function fieldTexts(faults: Readonly<Record<string, string>>): readonly string[] {
	return Object.entries(faults).map(([field, text]) => `${field}: ${text}`);
}

/** The rows that the entries of a decision make, and what stands out among them. */
function tellDecision(entries: readonly JournalEntry[], book: Book): DecisionOutcome | null {
	const open = createOpenRows();
	const changes = entries.flatMap(({ event, seq }) => projectEvent(open, event, seq, book));
	const decision = changes.findLast((change) => change.store === 'decisions')?.row;
	const order = changes.findLast((change) => change.store === 'orders')?.row ?? null;
	const told = entries.map(({ event }) => event).filter(isAnswer);
	return decision === undefined ? null : { decision, order, text: tellEvents(told, book) };
}

const answerTypes: ReadonlySet<BookEvent['type']> = new Set<BookEvent['type']>([
	'DecisionQueued',
	'DecisionRefused',
	'DecisionHeld',
	'OrderInitialized',
	'OrderDenied',
	'OrderRejected',
	'OrderFilled'
]);

function isAnswer({ type }: BookEvent): boolean {
	return answerTypes.has(type);
}

/** What a ticket would come to now; changes nothing. */
export async function preview(context: DeskContext, { ticket }: Ask<'preview'>): Promise<Answer<'preview'>> {
	const { state, clockAt } = context.running().runner.live();
	const seen = previewTicket(state, ticket, clockAt);
	return ok<TicketPreview>(await withShortRefusal(context, ticketOrder(state, ticket, clockAt), seen));
}

/** Closes a position or a part of it. */
export async function close(
	context: DeskContext,
	{ symbol, quantity = '', request }: Ask<'close'>
): Promise<Answer<'close'>> {
	const read = quantity.trim() === '' ? ok(null) : parseQuantity(quantity.trim());
	if (!read.ok) return refused(`The quantity ${quantity} cannot be read: ${faultText(read.error)}.`);
	return carryOut(context, (at) => ({ type: 'ClosePosition', at, request, symbol, quantity: read.value }));
}

/** Takes an order back. */
export function cancel(context: DeskContext, { orderId, request }: Ask<'cancel'>): Promise<Answer<'cancel'>> {
	return carryOut(context, (at) => ({ type: 'CancelOrder', at, request, orderId: orderId as ClientOrderId }));
}

/** Takes back a decision that waits for its time. */
export function cancelDecision(
	context: DeskContext,
	{ decisionId, request }: Ask<'cancelDecision'>
): Promise<Answer<'cancelDecision'>> {
	return carryOut(context, (at) => ({
		...{ type: 'CancelDecision', at, request },
		decisionId: decisionId as DecisionId
	}));
}

/** Arms, moves and takes away what guards a position. */
export async function protect(context: DeskContext, ask: Ask<'protect'>): Promise<Answer<'protect'>> {
	const { symbol, request } = ask;
	const change = readChange(context, ask);
	if (!change.ok) return change;
	if (Object.keys(change.value).length === 0) return refused('No level was given.');
	return carryOut(context, (at) => ({
		type: 'ChangeProtection',
		at,
		request,
		symbol,
		change: change.value
	}));
}

function readChange(context: DeskContext, ask: Ask<'protect'>): Result<ProtectionChange, RequestFault> {
	const { instruments } = context.running().runner.live().state.book;
	const known = instruments.find(({ instrument }) => instrument.symbol === ask.symbol)?.instrument;
	if (known === undefined) return refused(`This book does not trade ${ask.symbol}.`);
	const { priceDecimals } = createInstrument(known.symbol, known.assetClass);
	const readLevel = (text: string) => parsePrice(text, priceDecimals);
	const stopLoss = readGiven('Stop', ask.stopLoss, readLevel);
	const takeProfit = readGiven('Target', ask.takeProfit, readLevel);
	const trailing = readGiven('Trail', ask.trailingStopPct, parseRatio);
	if (!stopLoss.ok) return stopLoss;
	if (!takeProfit.ok) return takeProfit;
	if (!trailing.ok) return trailing;
	if (trailing.value !== undefined && trailing.value !== null && Number(ask.trailingStopPct) >= 1) {
		return refused(`Trail: ${ask.trailingStopPct ?? ''} is no fraction below 1; 0.05 is 5 %.`);
	}
	return ok({
		...(stopLoss.value === undefined ? {} : { stopLoss: stopLoss.value }),
		...(takeProfit.value === undefined ? {} : { takeProfit: takeProfit.value }),
		...(trailing.value === undefined ? {} : { trailing: trailing.value })
	});
}

/** A level as typed: absent stays absent, an empty text takes away, and zero or less is no level. */
function readGiven<Value extends bigint>(
	name: string,
	text: string | undefined,
	parse: (text: string) => Result<Value, DecimalFault>
): Result<Value | null | undefined, RequestFault> {
	if (text === undefined) return ok(undefined);
	if (text.trim() === '') return ok(null);
	const read = parse(text.trim());
	if (!read.ok) return refused(`${name}: ${text} cannot be read: ${faultText(read.error)}.`);
	return read.value > 0n ? ok(read.value) : refused(`${name}: ${text} is not above zero.`);
}

function faultText(fault: DecimalFault): string {
	switch (fault.type) {
		case 'not_a_number':
			return 'it is not a number';
		case 'too_many_digits':
			return `at most ${String(fault.limit)} digits are read exactly`;
		case 'too_large':
			return `it is too large; at most ${String(fault.limit)} digits before the point are read exactly`;
		case 'too_many_decimals':
			return `at most ${String(fault.limit)} decimals are allowed`;
	}
}
