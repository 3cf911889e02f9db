import { ok } from '../../domain/result.ts';
import type { z } from '../../schema/zod.ts';
import { readAnswer, readDone, type ApiResult } from './readAnswer.ts';
import type { BodyForm, Call, Transport } from './transport.ts';
import {
	wireAccount,
	wireActivities,
	wireAsset,
	wireAssets,
	wireCalendar,
	wireClock,
	wireConfigurations,
	wireOrder,
	wireOrders,
	wirePortfolioHistory,
	wirePosition,
	wirePositions,
	type WireActivity,
	type WireOrder
} from './wire/trading.ts';

/** What POST /v2/orders is asked; decimals are text. */
export interface OrderBody {
	readonly symbol: string;
	readonly qty?: string;
	readonly notional?: string;
	readonly side: 'buy' | 'sell';
	readonly type: string;
	readonly time_in_force: string;
	readonly limit_price?: string;
	readonly stop_price?: string;
	readonly trail_price?: string;
	readonly trail_percent?: string;
	readonly extended_hours?: boolean;
	readonly client_order_id: string;
	readonly order_class?: string;
	readonly take_profit?: { readonly limit_price: string };
	readonly stop_loss?: { readonly stop_price: string; readonly limit_price?: string };
}

/** What PATCH /v2/orders/{id} is asked. */
export interface ReplaceBody {
	readonly qty?: string;
	readonly limit_price?: string;
	readonly stop_price?: string;
	readonly trail?: string;
	readonly client_order_id?: string;
}

/** Which orders are listed. */
export interface OrderList {
	readonly status: 'open' | 'closed' | 'all';
	/** Those submitted after it, RFC 3339. */
	readonly after?: string;
	/** Whether legs come with their orders, as they do unless it is said, or each on its own. */
	readonly nested?: boolean;
}

/** How this browser sends bodies, found out by a probe. */
export interface BodyForms {
	readonly POST: BodyForm;
	readonly PATCH: BodyForm;
}

const mostOrders = 500;
const mostActivities = 100;
const mostPages = 200;

/** The trading host's calls by name. */
export type TradingApi = ReturnType<typeof createTradingApi>;

/** Calls of the trading host through a transport. */
export function createTradingApi(transport: Transport, forms: () => BodyForms) {
	async function get<Schema extends z.core.$ZodType>(
		schema: Schema,
		path: string,
		query: Record<string, string> = {}
	): Promise<ApiResult<z.infer<Schema>>> {
		const call: Call = { base: 'trading', method: 'GET', path, query, priority: 'reconcile' };
		return readAnswer(schema, await transport.send(call));
	}

	return {
		account: () => get(wireAccount, '/v2/account'),
		configurations: () => get(wireConfigurations, '/v2/account/configurations'),
		clock: () => get(wireClock, '/v2/clock'),
		calendar: (start: string, end: string) => get(wireCalendar, '/v2/calendar', { start, end }),
		assets: (assetClass: string) =>
			get(wireAssets, '/v2/assets', { status: 'active', asset_class: assetClass }),
		asset: (symbol: string) => get(wireAsset, `/v2/assets/${encodeURIComponent(symbol)}`),
		positions: () => get(wirePositions, '/v2/positions'),
		position: (symbol: string) => get(wirePosition, `/v2/positions/${encodeURIComponent(symbol)}`),
		order: (id: string) => get(wireOrder, `/v2/orders/${encodeURIComponent(id)}`, { nested: 'true' }),
		orderByClientId: (id: string) => get(wireOrder, '/v2/orders:by_client_order_id', { client_order_id: id }),
		portfolioHistory: (query: Record<string, string>) =>
			get(wirePortfolioHistory, '/v2/account/portfolio/history', query),
		orders: (list: OrderList) => allOrders(get, list),
		activities: (after: string | null) => allActivities(get, after),
		newestActivities: (after: string) =>
			get(wireActivities, '/v2/account/activities', {
				...{ direction: 'desc', page_size: String(mostActivities), after }
			}),

		async submit(body: OrderBody): Promise<ApiResult<WireOrder>> {
			const call: Call = { base: 'trading', method: 'POST', path: '/v2/orders', body, priority: 'entry' };
			return readAnswer(wireOrder, await transport.send({ ...call, form: forms().POST }));
		},

		async replace(id: string, body: ReplaceBody): Promise<ApiResult<WireOrder>> {
			const path = `/v2/orders/${encodeURIComponent(id)}`;
			const call: Call = { base: 'trading', method: 'PATCH', path, body, priority: 'entry' };
			return readAnswer(wireOrder, await transport.send({ ...call, form: forms().PATCH }));
		},

		async cancel(id: string): Promise<ApiResult<null>> {
			const path = `/v2/orders/${encodeURIComponent(id)}`;
			return readDone(await transport.send({ base: 'trading', method: 'DELETE', path, priority: 'cancel' }));
		}
	};
}

type Get = <Schema extends z.core.$ZodType>(
	schema: Schema,
	path: string,
	query?: Record<string, string>
) => Promise<ApiResult<z.infer<Schema>>>;

/**
 * Every order of a list, oldest first; legs are listed with their orders. A page goes on after the last order of the one before, by
 * its id: the instant an order was submitted at changes.
 */
async function allOrders(
	get: Get,
	{ status, after, nested = true }: OrderList
): Promise<ApiResult<readonly WireOrder[]>> {
	const all: WireOrder[] = [];
	let from: Record<string, string> = after === undefined ? {} : { after };
	for (let page = 0; page < mostPages; page++) {
		const query = { status, limit: String(mostOrders), nested: String(nested), direction: 'asc' };
		const read = await get(wireOrders, '/v2/orders', { ...query, ...from });
		if (!read.ok) return read;
		all.push(...read.value);
		const last = read.value.at(-1);
		if (last === undefined || read.value.length < mostOrders) break;
		from = { after_order_id: last.id };
	}
	return ok(all);
}

/** Every activity, oldest first, of all kinds: fills, fees, dividends, splits, transfers. */
async function allActivities(get: Get, after: string | null): Promise<ApiResult<readonly WireActivity[]>> {
	const all: WireActivity[] = [];
	let token: string | null = null;
	for (let page = 0; page < mostPages; page++) {
		const read: ApiResult<WireActivity[]> = await get(wireActivities, '/v2/account/activities', {
			...{ direction: 'asc', page_size: String(mostActivities) },
			...(after === null ? {} : { after }),
			...(token === null ? {} : { page_token: token })
		});
		if (!read.ok) return read;
		all.push(...read.value);
		token = read.value.at(-1)?.id ?? null;
		if (read.value.length < mostActivities || token === null) break;
	}
	return ok(all);
}
