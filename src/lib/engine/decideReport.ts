import { isPositive, isZero } from '../domain/decimal.ts';
import type { BookEvent } from '../domain/events.ts';
import { settledFill, type Fill } from '../domain/fill.ts';
import { nextStatus, type Order, type OrderMove } from '../domain/order.ts';
import type { OrderTerms } from '../domain/orderTerms.ts';
import { applyFill, directionOf, grownBy, type Position } from '../domain/position.ts';
import { triggersOf } from '../domain/trigger.ts';
import type { VenueReport } from '../domain/venue.ts';
import { hasEnded } from './brokerEnds.ts';
import { seenUntil } from './heldRange.ts';
import { nothing, type Decided } from './inputs.ts';
import { lockByRules } from './locks.ts';
import { protectFill } from './protection.ts';
import { stopBuying, stopClosing, withAlso } from './restOfEntry.ts';
import { orderOf, protectionOf, type Book, type EngineState } from './state.ts';

/** The move that a report without a fill asks of its order. */
const moveByReport = {
	OrderAccepted: 'accept',
	OrderRejected: 'reject',
	OrderCanceled: 'cancel',
	OrderExpired: 'expire',
	OrderReplaced: 'replace',
	RequestRefused: 'refuseRequest'
} as const satisfies Partial<Record<VenueReport['type'], OrderMove>>;

/**
 * Takes a report of the venue into the book; a fill arms what guards the new position, or stands down what guarded the old
 * one. What an order is past already says nothing new: an acceptance that crosses a cancel, a fill that is told twice.
 */
export function decideReport(state: EngineState, report: VenueReport): Decided {
	if (report.type === 'OrderFilled') return decideFill(state, report.fill);
	const order = state.book.orders.get(report.orderId);
	if (order === undefined) return nothing;
	if (report.type === 'OrderElected') return order.isElected ? nothing : { events: [report], effects: [] };
	// The cancel that was sent after it is still under way: what is refused is the replace before it.
	const isBeforeCancel = report.type === 'RequestRefused' && (order.arrivals.cancel ?? -Infinity) > report.at;
	const isSaid = report.type === 'OrderReplaced' && order.asked === null && hasTerms(order, report.terms);
	const isLate = isBeforeCancel || isSaid || nextStatus(order.status, moveByReport[report.type]) === null;
	return isLate ? nothing : { events: [hasItsEnd(order, report)], effects: [] };
}

/** What was taken back because its own end had come has expired. */
function hasItsEnd(order: Order, report: Exclude<VenueReport, { type: 'OrderFilled' }>): BookEvent {
	const { ends } = order.intent;
	if (report.type !== 'OrderCanceled' || ends === null || !hasEnded(order, report.at)) return report;
	const { orderId, at } = report;
	return { type: 'OrderExpired', orderId, at, reason: ends.reason };
}

/** Whether an order has these terms already: told again, they are nothing new. */
function hasTerms({ intent }: Order, { quantity, limitPrice, stopPrice, trail }: OrderTerms): boolean {
	const isPriced = intent.limitPrice === limitPrice && intent.stopPrice === stopPrice;
	return isPriced && intent.quantity === quantity && (trail === null) === (intent.trail === null);
}

function decideFill(state: EngineState, fill: Fill): Decided {
	const order = state.book.orders.get(fill.orderId);
	const isKnown =
		order?.fillIds.includes(fill.id) === true || state.book.broker?.activities.has(fill.id) === true;
	if (order === undefined || isKnown) return nothing;
	const seen = seenUntil(state, fill);
	const filled = { events: [{ type: 'OrderFilled', fill, seen }], effects: [] } as const;
	const locked = { events: lockByRules(state.book, fill), effects: [] };
	return withAlso(withAlso(filled, afterFill(state, fill)), locked);
}

function afterFill(state: EngineState, fill: Fill): Decided {
	const { book } = state;
	if (fill.cause === 'split') return standDown(book, fill);
	const { intent, filled } = orderOf(book, fill.orderId);
	const held = book.positionBySymbol.get(fill.symbol) ?? null;
	const after = applyFill(held, settledFill(fill)).position;
	const isOver = held !== null && (after === null || directionOf(after) !== directionOf(held));
	const ended = isOver ? endPosition(state, held, fill) : nothing;
	// A fill that comes late, when a position stands the other way by then, guards only what it opens.
	const opens = intent.purpose === 'entry' && isPositive(grownBy(held, after));
	if (!opens) return ended;
	const guards = protectFill(book, fill, intent.levels, { isFirst: isZero(filled), isAnew: isOver });
	return withAlso(ended, { events: guards, effects: [] });
}

/** The levels that guard a position are prices of before its split: each stands down. */
function standDown(book: Book, { symbol, at }: Fill): Decided {
	const armed = triggersOf(protectionOf(book, symbol));
	return {
		events: armed.map(({ id }) => ({ type: 'TriggerCanceled', at, triggerId: id, symbol })),
		effects: []
	};
}

/** What guarded a position that is over stands down, what opened it opens no more, and what was to close it closes nothing. */
function endPosition({ book }: EngineState, held: Position, { symbol, at, orderId }: Fill): Decided {
	const events: readonly BookEvent[] = book.protectionBySymbol.has(symbol)
		? [{ type: 'ProtectionCanceled', at, symbol }]
		: [];
	const stopped = withAlso(stopBuying(book, symbol, at), stopClosing(book, held, orderId, at));
	return withAlso({ events, effects: [] }, stopped);
}
