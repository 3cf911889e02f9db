import type { BookEvent } from '../domain/events.ts';
import { triggerToEntryId, triggerToOrderId, type ClientOrderId } from '../domain/ids.ts';
import type { FailureReason } from '../domain/failedExit.ts';
import { isOpenStatus, type Order } from '../domain/order.ts';
import { directionOf } from '../domain/position.ts';
import type { Instant } from '../domain/time.ts';
import { triggersOf, type Trigger } from '../domain/trigger.ts';
import { protectionOf, type Book } from './state.ts';

const firstPause = 10_000;
const longestPause = 60_000;
/** A failure so long after the last one is the first of others. */
const forgottenAfter = 600_000;

/** A trigger has fired: its exit acts for it. */
export function noteFired(
	book: Book,
	{ triggerId, symbol }: Extract<BookEvent, { type: 'TriggerFired' }>
): void {
	const fired = triggersOf(protectionOf(book, symbol)).filter(({ id }) => id === triggerId);
	book.actingFor.set(triggerToOrderId(triggerId), fired);
}

/** A trigger was armed: no order that has ended acts for one of its kind any more. */
export function noteArmed(book: Book, { symbol, kind }: Trigger): void {
	for (const [orderId, triggers] of book.actingFor) {
		if (!isOver(book, orderId)) continue;
		keep(
			book,
			orderId,
			triggers.filter((one) => one.symbol !== symbol || one.kind !== kind)
		);
	}
}

function keep({ actingFor }: Book, orderId: ClientOrderId, triggers: readonly Trigger[]): void {
	if (triggers.length === 0) actingFor.delete(orderId);
	else actingFor.set(orderId, triggers);
}

function isOver({ orders }: Book, orderId: ClientOrderId): boolean {
	const order = orders.get(orderId);
	return order === undefined || !isOpenStatus(order.status);
}

/** An order that acts for triggers has filled: it did what it was for, at least in part. */
export function noteActed(
	book: Book,
	{ intent }: Order,
	{ orderId }: { readonly orderId: ClientOrderId }
): void {
	if (!book.actingFor.has(orderId)) return;
	book.failedExits.delete(intent.symbol);
	if (isOver(book, orderId)) book.actingFor.delete(orderId);
}

/** A position is over: nothing acts for what guarded it. */
export function forgetActing(book: Book, symbol: string): void {
	book.failedExits.delete(symbol);
	for (const [orderId, triggers] of book.actingFor) {
		if (triggers.some((one) => one.symbol === symbol)) book.actingFor.delete(orderId);
	}
}

/**
 * An order has ended, or was never sent. Where it acted for triggers and nobody here took it back, it has failed: they pause, for longer each
 * time up to a minute. One that a person takes back acts for nothing, and nothing fails in a dry run.
 */
export function noteExitEnd(book: Book, { intent, status }: Order, event: BookEvent): void {
	const reason = endOf(event);
	if (reason === null || !book.actingFor.has(intent.id)) return;
	const { id: orderId, symbol } = intent;
	if (reason === 'dry_run' || status === 'pending_cancel') {
		book.actingFor.delete(orderId);
		return;
	}
	const { at } = event as { readonly at: Instant };
	const before = book.failedExits.get(symbol);
	const times = before === undefined || at >= before.until + forgottenAfter ? 1 : before.times + 1;
	const until = at + Math.min(longestPause, firstPause * 2 ** (times - 1));
	book.failedExits.set(symbol, { orderId, reason, at, until, times });
	// What guards it by then stays as it is.
	keep(
		book,
		orderId,
		(book.actingFor.get(orderId) ?? []).filter((trigger) => isMissed(book, trigger))
	);
}

function endOf(event: BookEvent): FailureReason | null {
	switch (event.type) {
		case 'OrderDenied':
			return event.reasons.includes('dry_run') ? 'dry_run' : (event.reasons[0] ?? null);
		case 'OrderRejected':
		case 'OrderCanceled':
		case 'OrderExpired':
			return event.reason;
		default:
			return null;
	}
}

/** Whether the triggers of a symbol pause after an exit that failed. */
export function isPausing({ failedExits }: Book, symbol: string, at: Instant): boolean {
	return (failedExits.get(symbol)?.until ?? -Infinity) > at;
}

/** The triggers of which the order that acted for them has ended while what they guarded is still held, and no other of their kind guards it. */
export function lostTriggers(book: Book): readonly Trigger[] {
	const lost: Trigger[] = [];
	for (const [orderId, triggers] of book.actingFor) {
		if (isOver(book, orderId)) lost.push(...triggers.filter((trigger) => isMissed(book, trigger)));
	}
	return lost;
}

function isMissed(book: Book, { id, symbol, kind, guards }: Trigger): boolean {
	const position = book.positionBySymbol.get(symbol);
	if (position === undefined || directionOf(position) !== guards) return false;
	if (position.openedBy !== triggerToEntryId(id)) return false;
	return !triggersOf(protectionOf(book, symbol)).some((armed) => armed.kind === kind);
}
