import type { ReckonedFrom, Slippage, StoryOrder, StoryPosition } from '../../lib/contract/storyView.ts';
import {
	add,
	formatDecimal,
	formatMoney,
	isPositive,
	isZero,
	multiply,
	negate,
	oneUnit,
	pricePerUnit,
	ratioOf,
	readMoney,
	readPrice,
	readQuantity,
	subtract,
	zeroMoney,
	zeroPrice,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from '../../lib/domain/decimal.ts';
import type { FillRow, OrderRow, TriggerRow } from '../../lib/domain/deskRows.ts';
import type { BookEvent } from '../../lib/domain/events.ts';
import { triggerToOrderId, type TriggerId } from '../../lib/domain/ids.ts';
import { grownBy, unrealised } from '../../lib/domain/position.ts';
import type { Instant } from '../../lib/domain/time.ts';
import type { FoldedFill, FoldedPosition } from './storyPosition.ts';

const moneyOf = (text: string): Money => readMoney(text) ?? zeroMoney;
const priceOf = (text: string): Price => readPrice(text) ?? zeroPrice;
const quantityOf = (text: string) => readQuantity(text) ?? zeroQuantity;
const basisPointsInOne = quantityOf('10000');

/** What a fill cost beyond the price the order was made at; null where none was kept. */
export function slippageOf(
	fill: FillRow,
	{ id, refPrice }: OrderRow,
	triggers: readonly TriggerRow[]
): Slippage | null {
	const fired = triggers.find((trigger) => triggerToOrderId(trigger.id as TriggerId) === id);
	const reference = refPrice ?? fired?.firedLevel ?? null;
	if (reference === null || isZero(priceOf(reference))) return null;
	const paidMore = subtract(priceOf(fill.price), priceOf(reference));
	const worse = fill.side === 'buy' ? paidMore : negate(paidMore);
	return {
		reference,
		referenceIs: refPrice === null ? 'fired_level' : 'last_price',
		basisPoints: formatDecimal(
			ratioOf(multiply(basisPointsInOne, worse), multiply(oneUnit, priceOf(reference)))
		),
		amount: formatMoney(multiply(quantityOf(fill.quantity), worse))
	};
}

/** What the exit of a fired trigger was reckoned from; null for another order, and where it was not written down. */
export function reckonedFrom(events: readonly BookEvent[], orderId: string): ReckonedFrom | null {
	const fired = events.find(
		(event): event is Extract<BookEvent, { type: 'TriggerFired' }> =>
			event.type === 'TriggerFired' && triggerToOrderId(event.triggerId) === orderId
	);
	const on = fired?.on ?? null;
	if (on === null) return null;
	const price = formatDecimal(on.from);
	if (on.type === 'quote') return { price, is: on.from === on.bid ? 'bid' : 'last_price' };
	return { price, is: on.from === on.open ? 'open' : 'level' };
}

/** What a position came to, with the orders that traded in it; `last` is the last price and `now` the book's clock. */
export function tellPosition(
	{ row, fills }: FoldedPosition,
	orderId: string,
	last: Price | null,
	now: Instant
): StoryPosition {
	const sum = (valueOf: (fill: FoldedFill) => Money) =>
		fills.reduce((so, fill) => add(so, valueOf(fill)), zeroMoney);
	const opened = fills[0]?.row.side ?? 'buy';
	const cost = sum(({ row: fill }) => (fill.side === opened ? notionalOf(fill) : zeroMoney));
	const gross = sum(({ row: fill }) => moneyOf(fill.realised));
	const fees = sum(({ row: fill }) => moneyOf(fill.fee));
	const net = subtract(gross, fees);
	const held = fills.at(-1)?.after ?? null;
	const open = held === null || last === null ? null : unrealised(held, last);
	const isKnown = held === null || open !== null;
	const total = add(net, open ?? zeroMoney);
	return {
		row,
		orders: ordersOf(fills, orderId),
		cost: formatMoney(cost),
		gross: formatMoney(gross),
		fees: formatMoney(fees),
		net: formatMoney(net),
		unrealised: open === null ? null : formatMoney(open),
		fractionOfCost: !isKnown || isZero(cost) ? null : formatDecimal(ratioOf(total, cost)),
		heldFor: (row.closedAt ?? now) - row.openedAt
	};
}

/** What a fill added or took, a fee in coins apart. */
function settledOf({ quantity, feeQuantity = '0' }: FillRow): Quantity {
	return subtract(quantityOf(quantity), quantityOf(feeQuantity));
}

function notionalOf(row: FillRow): Money {
	return multiply(settledOf(row), priceOf(row.price));
}

/** The orders of a position in the order of their first fills. */
function ordersOf(fills: readonly FoldedFill[], orderId: string): readonly StoryOrder[] {
	const ids = [...new Set(fills.map(({ row }) => row.orderId))];
	return ids.flatMap((id) => {
		const own = fills.filter(({ row }) => row.orderId === id);
		const [first, last] = [own[0], own.at(-1)];
		if (first === undefined || last === undefined) return [];
		const { side, cause, at } = first.row;
		const quantity = own.reduce((sum, { row }) => add(sum, settledOf(row)), zeroQuantity);
		const notional = own.reduce((sum, { row }) => add(sum, notionalOf(row)), zeroMoney);
		const sumOf = (valueOf: (row: FillRow) => string) =>
			formatMoney(own.reduce((sum, { row }) => add(sum, moneyOf(valueOf(row))), zeroMoney));
		return [
			{
				...{ orderId: id, role: roleOf(first, last), side, cause, at, isThis: id === orderId },
				quantity: formatDecimal(quantity),
				averagePrice: formatDecimal(pricePerUnit(notional, quantity)),
				realised: sumOf(({ realised }) => realised),
				fees: sumOf(({ fee }) => fee)
			}
		];
	});
}

function roleOf(first: FoldedFill, last: FoldedFill): StoryOrder['role'] {
	if (first.before === null) return 'opened';
	if (last.after === null) return 'closed';
	return isPositive(grownBy(first.before, first.after)) ? 'added' : 'reduced';
}
