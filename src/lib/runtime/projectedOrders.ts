import {
	add,
	formatDecimal,
	multiply,
	pricePerUnit,
	readQuantity,
	zeroMoney,
	zeroQuantity,
	type Money
} from '../domain/decimal.ts';
import type { OrderRow, RowChange, TrailLine } from '../domain/deskRows.ts';
import type { BookEvent } from '../domain/events.ts';
import type { OrderIntent, OrderMove, OrderStatus } from '../domain/order.ts';
import { isOpenStatus, nextStatus } from '../domain/order.ts';
import type { OrderTerms, Trail } from '../domain/orderTerms.ts';
import type { Verdict } from '../domain/risk.ts';
import type { Instant } from '../domain/time.ts';
import type { Sizing } from '../domain/sizing.ts';
import { tellCheck, tellSizing } from '../domain/verdictLines.ts';
import type { OpenOrder, OpenRows } from './openRows.ts';
import { moneyText, priceText } from './projectedRows.ts';

type OrderEvent = Extract<
	BookEvent,
	{
		type:
			| 'OrderInitialized'
			| 'OrderAdopted'
			| 'OrderDenied'
			| 'OrderSubmitted'
			| 'OrderAccepted'
			| 'OrderRejected'
			| 'CancelRequested'
			| 'OrderElected'
			| 'ReplaceRequested'
			| 'OrderReplaced'
			| 'RequestRefused'
			| 'OrderCanceled'
			| 'OrderExpired'
			| 'OrderFilled';
	}
>;

/** The row of an order after an event about it; a fill realised `realised`. */
export function projectOrder(
	open: OpenRows,
	event: OrderEvent,
	seq: number,
	realised: Money = zeroMoney
): readonly RowChange[] {
	const next = nextOrder(open, event, seq, realised);
	if (next === null) return [];
	const { id, status } = next.row;
	// A canceled or expired order can still meet a late fill.
	const isDone = !isOpenStatus(status) && status !== 'canceled' && status !== 'expired';
	if (isDone) open.orders.delete(id);
	else open.orders.set(id, next);
	return [{ store: 'orders', row: next.row }];
}

function nextOrder(open: OpenRows, event: OrderEvent, seq: number, realised: Money): OpenOrder | null {
	if (event.type === 'OrderInitialized')
		return openOrder(event.intent, event.sizing, event.verdict, event.at, seq);
	if (event.type === 'OrderAdopted')
		return moved(openOrder(event.intent, null, noVerdict, event.at, seq), 'adopt', event.at);
	const order = open.orders.get(event.type === 'OrderFilled' ? event.fill.orderId : event.orderId);
	if (order === undefined) return null;
	switch (event.type) {
		case 'OrderDenied':
			return moved(order, 'deny', event.at, event.reasons);
		case 'OrderSubmitted':
			return sent(moved(order, 'submit', event.at), event.arrivesAt);
		case 'OrderAccepted':
			return moved(order, 'accept', event.at);
		case 'OrderRejected':
			return moved(order, 'reject', event.at, [event.reason]);
		case 'CancelRequested':
			return sent(moved(order, 'requestCancel', event.at), event.arrivesAt);
		case 'OrderCanceled':
			return moved(order, 'cancel', event.at, event.reason === 'by_hand' ? [] : [event.reason]);
		case 'OrderElected':
			return { ...order, row: { ...order.row, updatedAt: event.at } };
		case 'ReplaceRequested':
			return sent(moved(order, 'requestReplace', event.at), event.arrivesAt);
		case 'OrderReplaced':
			return replacedOrder(order, event.terms, event.at);
		case 'RequestRefused':
			return moved(order, 'refuseRequest', event.at);
		case 'OrderExpired':
			return moved(order, 'expire', event.at, [event.reason]);
		case 'OrderFilled':
			return filledOrder(order, event, realised);
	}
}

/** What somebody else ordered was not reviewed here. */
const noVerdict: Verdict = { approved: true, checks: [] };

function openOrder(
	intent: OrderIntent,
	sizing: Sizing | null,
	verdict: Verdict,
	at: number,
	seq: number
): OpenOrder {
	const { id, decisionId, symbol, side, type, purpose, cause, madeAt, ends } = intent;
	const row: OrderRow = {
		...{ id, seq, decisionId, symbol, side, type, purpose, cause, status: 'initialized' },
		...termsText(intent),
		timeInForce: intent.timeInForce,
		groupId: intent.group?.id ?? null,
		refPrice: priceText(intent.refPrice),
		...{ filled: '0', averagePrice: null, realised: '0', fees: '0' },
		...{ madeAt, updatedAt: at, endsAt: ends?.at ?? null, reasons: [] },
		sizing: sizing === null ? null : tellSizing(sizing),
		verdict: verdict.checks.map(tellCheck)
	};
	return { row, filled: zeroQuantity, notional: zeroMoney, realised: zeroMoney, fees: zeroMoney };
}

function termsText({ quantity, limitPrice, stopPrice, trail }: OrderTerms) {
	return {
		quantity: formatDecimal(quantity),
		limitPrice: priceText(limitPrice),
		stopPrice: priceText(stopPrice),
		trail: trail === null ? null : trailToLine(trail)
	};
}

function trailToLine(trail: Trail): TrailLine {
	const value = trail.by === 'fraction' ? trail.fraction : trail.amount;
	return { by: trail.by, value: formatDecimal(value), activation: priceText(trail.activation) };
}

function replacedOrder(order: OpenOrder, terms: OrderTerms, at: number): OpenOrder {
	const { row } = moved(order, order.filled >= terms.quantity ? 'fillAll' : 'replace', at);
	return { ...order, row: { ...row, ...termsText(terms) } };
}

function moved(order: OpenOrder, move: OrderMove, at: number, reasons: readonly string[] = []): OpenOrder {
	const { row } = order;
	const next = nextStatus(row.status, move);
	if (next === null) throw new Error(`order ${row.id}: ${move} is illegal when ${row.status}`);
	const status = next === 'accepted' && order.filled > zeroQuantity ? 'partially_filled' : next;
	const { arrivesAt, ...rest } = row;
	const isUnderWay = arrivesAt !== undefined && isAwaited(status);
	return {
		...order,
		row: {
			...rest,
			...(isUnderWay ? { arrivesAt } : {}),
			...{ status, updatedAt: at, reasons: [...row.reasons, ...reasons] }
		}
	};
}

/** Whether the venue has yet to answer about an order of this status. */
function isAwaited(status: OrderStatus): boolean {
	return status === 'submitted' || status === 'pending_cancel' || status === 'pending_replace';
}

function sent(order: OpenOrder, arrivesAt: Instant | null): OpenOrder {
	return arrivesAt === null ? order : { ...order, row: { ...order.row, arrivesAt } };
}

function filledOrder(
	order: OpenOrder,
	{ fill }: Extract<OrderEvent, { type: 'OrderFilled' }>,
	byFill: Money
): OpenOrder {
	const filled = add(order.filled, fill.quantity);
	const notional = add(order.notional, multiply(fill.quantity, fill.price));
	const realised = add(order.realised, byFill);
	const fees = add(order.fees, fill.fee);
	const isWhole = filled >= (readQuantity(order.row.quantity) ?? filled);
	const { row } = moved(order, isWhole ? 'fillAll' : 'fillPart', fill.at);
	return {
		row: {
			...row,
			filled: formatDecimal(filled),
			averagePrice: formatDecimal(pricePerUnit(notional, filled)),
			realised: moneyText(realised),
			fees: moneyText(fees)
		},
		filled,
		notional,
		realised,
		fees
	};
}
