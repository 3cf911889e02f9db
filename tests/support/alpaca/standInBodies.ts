import { formatDecimal, subtract } from '../../../src/lib/domain/decimal.ts';
import { quantityOf } from './standInBook.ts';
import { formatDate, parseDate, weekdayOf } from '../../../src/lib/domain/time.ts';
import type { AskedOrder } from './standInRules.ts';
import type { StandInAsset, StandInOrder } from './standInTypes.ts';

/** A body of a request: JSON objects alone. */
export type RequestBody = Readonly<Record<string, unknown>>;

/** The object of a body, whatever type it was sent as; null when it is none. */
export function readBody(text: string): RequestBody | null {
	try {
		const body: unknown = JSON.parse(text);
		return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : null;
	} catch {
		return null;
	}
}

/** A field as text; null when it is missing. */
export function textOf(body: RequestBody, field: string): string | null {
	const value = body[field];
	if (typeof value === 'string') return value;
	return typeof value === 'number' ? String(value) : null;
}

/** What the rules read of a new order; `id` is its client order id where it brings none. */
export function askedOf(body: RequestBody, id: string): AskedOrder {
	return {
		symbol: textOf(body, 'symbol') ?? '',
		side: textOf(body, 'side') === 'sell' ? 'sell' : 'buy',
		qty: textOf(body, 'qty'),
		notional: textOf(body, 'notional'),
		type: textOf(body, 'type') ?? 'market',
		limit_price: textOf(body, 'limit_price'),
		stop_price: textOf(body, 'stop_price'),
		client_order_id: textOf(body, 'client_order_id') ?? id,
		order_class: textOf(body, 'order_class') ?? ''
	};
}

/** A new order with the exit legs that it brings, which are held until it has filled. */
export function createOrder(
	asked: AskedOrder,
	body: RequestBody,
	nextId: () => string,
	at: string
): StandInOrder {
	const order = createSingle(asked, body, nextId(), at);
	if (asked.order_class !== 'bracket' && asked.order_class !== 'oto') return order;
	const side = asked.side === 'buy' ? 'sell' : 'buy';
	const leg = (type: string, prices: RequestBody): StandInOrder => {
		const ofLeg = { ...asked, side, type, client_order_id: nextId() } as const;
		return { ...createSingle(ofLeg, prices, nextId(), at), status: 'held' };
	};
	const { take_profit: target, stop_loss: stop } = body as Record<string, RequestBody | undefined>;
	order.legs = [
		...(target === undefined ? [] : [leg('limit', target)]),
		...(stop === undefined ? [] : [leg(stop['limit_price'] === undefined ? 'stop' : 'stop_limit', stop)])
	];
	return order;
}

function createSingle(asked: AskedOrder, body: RequestBody, id: string, at: string): StandInOrder {
	return {
		...{ id, client_order_id: asked.client_order_id, created_at: at, updated_at: at, submitted_at: at },
		...{ filled_at: null, expired_at: null, canceled_at: null, failed_at: null, replaced_at: null },
		...{ replaced_by: null, replaces: null, asset_id: `asset-${asked.symbol}`, symbol: asked.symbol },
		asset_class: asked.symbol.includes('/') ? 'crypto' : 'us_equity',
		...{ notional: asked.notional, qty: asked.qty, filled_qty: '0', filled_avg_price: null },
		...{ order_class: asked.order_class, order_type: asked.type, type: asked.type, side: asked.side },
		time_in_force: textOf(body, 'time_in_force') ?? 'day',
		limit_price: textOf(body, 'limit_price'),
		stop_price: textOf(body, 'stop_price'),
		...{ status: 'pending_new', extended_hours: body['extended_hours'] === true, legs: null },
		...{ trail_percent: textOf(body, 'trail_percent'), trail_price: textOf(body, 'trail_price'), hwm: null }
	};
}

/** The order that takes another one's place. */
export function replacedOrder(
	order: StandInOrder,
	body: RequestBody,
	nextId: () => string,
	at: string
): StandInOrder {
	return {
		...structuredClone(order),
		...{ id: nextId(), created_at: at, updated_at: at, submitted_at: at, status: 'new', replaces: order.id },
		client_order_id: textOf(body, 'client_order_id') ?? nextId(),
		qty: textOf(body, 'qty') ?? order.qty,
		limit_price: textOf(body, 'limit_price') ?? order.limit_price,
		stop_price: textOf(body, 'stop_price') ?? order.stop_price,
		trail_percent: order.trail_percent === null ? null : (textOf(body, 'trail') ?? order.trail_percent),
		trail_price: order.trail_price === null ? null : (textOf(body, 'trail') ?? order.trail_price)
	};
}

/** Makes what took an order's place one for what was left of it. */
export function restart(next: StandInOrder, order: StandInOrder): void {
	const left = subtract(quantityOf(next.qty), quantityOf(order.filled_qty));
	Object.assign(next, { qty: formatDecimal(left), filled_qty: '0', filled_avg_price: null });
}

/** An asset as it is shown. */
export function assetBody(asset: StandInAsset) {
	const { symbol, name, assetClass, isFractionable, isShortable, isTradable, isActive } = asset;
	const exchange = assetClass === 'crypto' ? 'CRYPTO' : 'NASDAQ';
	return {
		...{ id: `asset-${symbol}`, class: assetClass, exchange, symbol },
		...{ name, status: isActive ? 'active' : 'inactive', tradable: isTradable, marginable: true },
		...{ shortable: isShortable, easy_to_borrow: isShortable, fractionable: isFractionable }
	};
}

/** The days from one date to another on which the market is open, were there no holidays. */
export function calendarBody(query: URLSearchParams) {
	const first = parseDate(query.get('start') ?? '') ?? 0;
	const last = parseDate(query.get('end') ?? '') ?? first;
	return Array.from({ length: last - first + 1 }, (_, n) => first + n)
		.filter((day) => ![0, 6].includes(weekdayOf(day)))
		.map((day) => ({
			...{
				date: formatDate(day),
				open: '09:30',
				close: '16:00',
				session_open: '0400',
				session_close: '2000'
			},
			settlement_date: formatDate(day + 1)
		}));
}

/** What the account is configured to. */
export const configurations = {
	...{ no_shorting: false, suspend_trade: false, fractional_trading: true, max_margin_multiplier: '4' }
};
