import { isZero } from '../domain/decimal.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Fill } from '../domain/fill.ts';
import { nextStatus, type OrderMove } from '../domain/order.ts';
import { applyFill } from '../domain/position.ts';
import type { VenueReport } from '../domain/venue.ts';
import { seenUntil } from './heldRange.ts';
import { nothing, type Decided } from './inputs.ts';
import { protectFill } from './protection.ts';
import { stopBuying, withAlso } from './restOfEntry.ts';
import { orderOf, type EngineState } from './state.ts';

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
	const isLate = isBeforeCancel || nextStatus(order.status, moveByReport[report.type]) === null;
	return isLate ? nothing : { events: [report], effects: [] };
}

function decideFill(state: EngineState, fill: Fill): Decided {
	const order = state.book.orders.get(fill.orderId);
	if (order === undefined || order.fillIds.includes(fill.id)) return nothing;
	const seen = seenUntil(state, fill);
	return withAlso({ events: [{ type: 'OrderFilled', fill, seen }], effects: [] }, afterFill(state, fill));
}

function afterFill(state: EngineState, fill: Fill): Decided {
	const { intent, filled } = orderOf(state.book, fill.orderId);
	if (intent.purpose === 'entry') {
		return { events: protectFill(state.book, fill, intent.levels, isZero(filled)), effects: [] };
	}
	const held = state.book.positionBySymbol.get(fill.symbol) ?? null;
	const isFlat = applyFill(held, fill).position === null;
	if (!isFlat) return nothing;
	const isGuarded = state.book.protectionBySymbol.has(fill.symbol);
	const events: readonly BookEvent[] = isGuarded
		? [{ type: 'ProtectionCanceled', at: fill.at, symbol: fill.symbol }]
		: [];
	return withAlso({ events, effects: [] }, stopBuying(state.book, fill.symbol, fill.at));
}
