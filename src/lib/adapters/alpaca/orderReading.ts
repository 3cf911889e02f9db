import type { BrokerOrder, BrokerStatus } from '../../domain/accountReading.ts';
import type { ClientOrderId } from '../../domain/ids.ts';
import type { OrderSide } from '../../domain/order.ts';
import { orderTypes, timesInForce, type Trail } from '../../domain/orderTerms.ts';
import { currentSymbol } from './coinNames.ts';
import type { ExactReader } from './exactReader.ts';
import type { OrderNames } from './orderNames.ts';
import type { WireLeg, WireOrder } from './wire/trading.ts';

/** What is known of orders apart from what Alpaca says of them: their names, and which of its ids are orders of the book. */
export interface KnownOrders {
	readonly names: Pick<OrderNames, 'idOf'>;
	readonly orderByBrokerId: ReadonlyMap<string, ClientOrderId>;
}

const statusByWord: ReadonlyMap<string, BrokerStatus> = new Map<string, BrokerStatus>(
	Object.entries({
		...{ new: 'open', partially_filled: 'open', accepted: 'open', pending_new: 'open' },
		// None of these is an end: what is done for the day or suspended may trade again.
		...{ accepted_for_bidding: 'open', stopped: 'open', suspended: 'open', calculated: 'open' },
		done_for_day: 'open',
		...{ held: 'held', pending_cancel: 'pending_cancel', pending_replace: 'pending_replace' },
		...{ filled: 'filled', canceled: 'canceled', expired: 'expired', rejected: 'rejected' },
		replaced: 'replaced'
	} as const)
);

/** Where an order stands, by Alpaca's word for it. */
export function wordToStatus(word: string): BrokerStatus {
	return statusByWord.get(word) ?? 'unknown';
}

/** One order of each id out of lists of them, the oldest first, each leg on its own; the first list that has an order with its legs wins. */
export function readOrders(
	lists: readonly (readonly WireOrder[])[],
	known: KnownOrders,
	reader: ExactReader
): readonly BrokerOrder[] {
	const orderById = new Map<string, BrokerOrder>();
	for (const order of lists.flat()) {
		for (const [one, legOf] of withLegs(order)) {
			const before = orderById.get(one.id);
			// A list without legs says nothing of whose exit an order is.
			if (before !== undefined && (before.legOf !== null || legOf === null)) continue;
			const read = readOrder(one, legOf, known, reader);
			if (read !== null) orderById.set(one.id, read);
		}
	}
	const all = [...orderById.values()].map((order) => withLineage(order, orderById));
	return all.sort((a, b) => a.createdAt - b.createdAt);
}

function withLegs(order: WireOrder): readonly (readonly [WireLeg, string | null])[] {
	return [[order, null], ...(order.legs ?? []).map((leg) => [leg, order.id] as const)];
}

/** What took an order's place is the same order of the book, whatever Alpaca named it. */
function withLineage(order: BrokerOrder, orderById: ReadonlyMap<string, BrokerOrder>): BrokerOrder {
	let first: BrokerOrder | undefined = order;
	for (let step = 0; first !== undefined && first.ourId === null && step < orderById.size; step++) {
		first = orderById.get(first.replaces ?? '');
	}
	return order.ourId === null && first !== undefined && first.ourId !== null
		? { ...order, ourId: first.ourId }
		: order;
}

/** One order; null of one that has no side, as the frame around the legs of a combination of options. */
function readOrder(
	wire: WireLeg,
	legOf: string | null,
	{ names, orderByBrokerId }: KnownOrders,
	reader: ExactReader
): BrokerOrder | null {
	const side = sideOf(wire);
	if (side === null || wire.symbol === '') return null;
	const clientOrderId = wire.client_order_id ?? '';
	const made = wire.created_at ?? wire.submitted_at;
	const name = `order ${wire.id}:`;
	const type = isTradedHere(wire) ? (orderTypes.find((word) => word === wire.type) ?? null) : null;
	return {
		...{ id: wire.id, clientOrderId, symbol: currentSymbol(wire.symbol, wire.asset_class), side, type },
		ourId: orderByBrokerId.get(wire.id) ?? names.idOf(clientOrderId),
		timeInForce: timesInForce.find((word) => word === wire.time_in_force) ?? null,
		extendedHours: wire.extended_hours,
		quantity: wire.qty === null ? null : reader.quantity(wire.qty, `${name} quantity`),
		notional: wire.notional === null ? null : reader.money(wire.notional, `${name} notional`),
		filled: reader.quantity(wire.filled_qty, `${name} filled`),
		limitPrice: reader.priceOrNull(wire.limit_price, `${name} limit price`),
		// Where a trail has its stop is no term of the order: it moves.
		stopPrice: type === 'trailing_stop' ? null : reader.priceOrNull(wire.stop_price, `${name} stop price`),
		trail: trailOf(wire, reader),
		...{ status: wordToStatus(wire.status), word: wire.status },
		...{ replaces: wire.replaces, replacedBy: wire.replaced_by, legOf },
		createdAt: reader.instant(made, `${name} created`),
		updatedAt: reader.instant(wire.updated_at ?? made, `${name} updated`)
	};
}

/** The side of an order; those of options may tell it by what they do to the position alone. */
function sideOf(wire: WireLeg): OrderSide | null {
	const intent = wire['position_intent'];
	const word = wire.side === '' && typeof intent === 'string' ? intent : wire.side;
	return wordToSide(word);
}

/** The side that a word means, as `sell_short`; null when it means none. */
export function wordToSide(word: string): OrderSide | null {
	if (word.startsWith('buy')) return 'buy';
	return word.startsWith('sell') ? 'sell' : null;
}

/** Whether it is an order for shares or coins; the desk trades nothing else, and knows no such order's type. */
function isTradedHere({ asset_class: kind }: WireLeg): boolean {
	return kind === '' || kind === 'us_equity' || kind === 'crypto';
}

function trailOf(
	{ id, trail_percent: percent, trail_price: amount }: WireLeg,
	reader: ExactReader
): Trail | null {
	const name = `order ${id}: trail`;
	if (percent !== null) return { by: 'fraction', fraction: reader.percent(percent, name), activation: null };
	return amount === null ? null : { by: 'amount', amount: reader.price(amount, name), activation: null };
}
