import type { ApprovedIntent } from '../domain/approvedIntent.ts';
import { hasPartOfShare } from '../domain/instrument.ts';
import { nextDayOrderEnd } from '../domain/marketCalendar.ts';
import { nextStatus, type Order } from '../domain/order.ts';
import type { Instant } from '../domain/time.ts';
import { askCancels } from './errands.ts';
import { nothing, type Decided } from './inputs.ts';
import { forTheDay } from './riskReview.ts';
import { isDryRun } from './routing.ts';
import { instrumentOf, type Book, type EngineState } from './state.ts';

/** An order that the broker did not end is asked for again after this long, in milliseconds of the book's time. */
const askEvery = 5000;

/**
 * When an order of an account's book is to be ended by the desk next, `from` or later; Infinity when none is. Day orders of shares end at
 * the broker itself; a date it does not know, and coins have no day there.
 */
export function endsDueAt(state: EngineState, from: Instant): Instant {
	const { broker, orders } = state.book;
	if (broker === null || isDryRun(state.book)) return Infinity;
	let soonest = Infinity;
	for (const order of orders.values()) soonest = Math.min(soonest, endOf(state, order));
	return Math.max(soonest, from);
}

/** Takes back the orders whose end has come. */
export function decideEnds(state: EngineState, at: Instant): Decided {
	if (endsDueAt(state, at) > at) return nothing;
	const due = [...state.book.orders.values()].filter((order) => endOf(state, order) <= at);
	return askCancels(
		state.book,
		due.map(({ intent }) => intent.id),
		'expires_at',
		at
	);
}

function endOf(state: EngineState, { intent, status, refused }: Order): Instant {
	const { ends, symbol, cause } = intent;
	if (ends === null || cause === 'external' || nextStatus(status, 'requestCancel') === null) return Infinity;
	const isOurs =
		ends.reason === 'expires_at' || instrumentOf(state, symbol).instrument.assetClass === 'crypto';
	return isOurs ? Math.max(ends.at, (refused?.at ?? -Infinity) + askEvery) : Infinity;
}

/**
 * An intent as a broker takes it: parts of a share for the day alone. What trades at once lives no longer than that anyway, and is put on
 * record with what is asked.
 */
export function livingAtBroker(
	{ broker, instruments }: Book,
	approved: ApprovedIntent,
	at: Instant
): ApprovedIntent {
	const { symbol, type, timeInForce, quantity } = approved;
	if (broker === null || type !== 'market' || timeInForce !== 'gtc') return approved;
	const instrument = instruments.find((one) => one.instrument.symbol === symbol)?.instrument;
	if (instrument === undefined || !hasPartOfShare(instrument, quantity)) return approved;
	return forTheDay(approved, nextDayOrderEnd(instrument.assetClass, at));
}

/** Whether an order that was taken back has come to its own end by an instant, so that it has expired. */
export function hasEnded({ intent, status }: Order, at: Instant): boolean {
	return status === 'pending_cancel' && intent.ends !== null && intent.ends.at <= at;
}
