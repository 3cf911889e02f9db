import type { OrderFields } from '../../../src/lib/contract/askFields.ts';
import type { DeskRequests, RequestName } from '../../../src/lib/contract/deskApi.ts';
import { testKeys } from './fixtures.ts';
import type { AlpacaStandIn } from './standIn.ts';
import { isOver } from './standInMatching.ts';
import type { StandInOrder } from './standInTypes.ts';

/** What acts of chaos are done with. */
export interface ChaosStage {
	readonly chance: () => number;
	readonly standIn: AlpacaStandIn;
	/** Asks the desk, and waits for nothing. */
	ask<Name extends RequestName>(name: Name, what: DeskRequests[Name]['ask']): void;
	/** A price comes, to the account and to the desk. */
	quote(symbol: string, cents: number): void;
	/** Last prices in cents. */
	readonly cents: Map<string, number>;
	/** An id of a request that was not given yet. */
	request(): string;
	/** Ids of orders that are open in the book, as the desk shows them. */
	openOrders(): readonly string[];
}

type Act = (stage: ChaosStage) => string;

const pick = <Value>(chance: () => number, values: readonly Value[]): Value =>
	values[Math.floor(chance() * values.length)] as Value;
const symbolOf = ({ chance, cents }: ChaosStage): string => pick(chance, [...cents.keys()]);
const whole = (chance: () => number, least: number, most: number): string =>
	String(least + Math.floor(chance() * (most - least + 1)));

/** A price of a symbol so many thousandths from its last one. */
function priceAt({ cents }: ChaosStage, symbol: string, thousandths: number): string {
	return (Math.round(((cents.get(symbol) ?? 0) * (1000 + thousandths)) / 1000) / 100).toFixed(2);
}

function decides(stage: ChaosStage): string {
	const { chance } = stage;
	const symbol = symbolOf(stage);
	const action = chance() < 0.75 ? 'BUY' : 'SELL';
	const levels = {
		...(chance() < 0.6 ? { stopLoss: priceAt(stage, symbol, -15) } : {}),
		...(chance() < 0.3 ? { takeProfit: priceAt(stage, symbol, 15) } : {})
	};
	const ticket = { symbol, action, sizePct: '0.05', ...(action === 'BUY' ? levels : {}) } as const;
	stage.ask('decide', { ticket, request: stage.request() });
	return `decides ${action} ${symbol}`;
}

function orders(stage: ChaosStage): string {
	const { chance } = stage;
	const symbol = symbolOf(stage);
	const side = chance() < 0.7 ? 'buy' : 'sell';
	const type = pick(chance, ['market', 'limit', 'limit', 'stop', 'stop_limit', 'bracket'] as const);
	const away = side === 'buy' ? 1 : -1;
	const near = Math.floor(chance() * 12);
	const limitPrice = priceAt(stage, symbol, -away * near);
	const stopPrice = priceAt(stage, symbol, away * (near + 1));
	const terms: Readonly<Record<typeof type, Partial<OrderFields>>> = {
		market: { type: 'market' },
		limit: { type: 'limit', limitPrice },
		stop: { type: 'stop', stopPrice },
		stop_limit: { type: 'stop_limit', stopPrice, limitPrice: priceAt(stage, symbol, away * (near + 6)) },
		bracket: {
			...{ type: 'limit', limitPrice, takeProfit: priceAt(stage, symbol, away * 25) },
			stopLoss: priceAt(stage, symbol, -away * 25)
		}
	};
	const order: OrderFields = { symbol, side, quantity: whole(chance, 1, 20), ...terms[type] };
	stage.ask('submitOrder', { order, request: stage.request() });
	return `orders ${side} ${type} ${symbol}`;
}

function cancels(stage: ChaosStage): string {
	const orderId = pick(stage.chance, stage.openOrders());
	if (orderId === undefined) return decides(stage);
	stage.ask('cancel', { orderId, request: stage.request() });
	return `cancels ${orderId}`;
}

function replaces(stage: ChaosStage): string {
	const { chance } = stage;
	const orderId = pick(chance, stage.openOrders());
	if (orderId === undefined) return orders(stage);
	const order = stage.standIn.orders.find((one) => one.client_order_id.endsWith(orderId));
	const symbol = order?.symbol ?? symbolOf(stage);
	const quantity = whole(chance, 1, 25);
	const price = priceAt(stage, symbol, Math.floor(chance() * 20) - 10);
	const terms =
		order?.type === 'stop'
			? { stopPrice: price }
			: order?.type === 'limit' && chance() < 0.6
				? { limitPrice: price }
				: { quantity };
	stage.ask('replaceOrder', { orderId, ...terms, request: stage.request() });
	return `replaces ${orderId} ${JSON.stringify(terms)}`;
}

function closes(stage: ChaosStage): string {
	const symbol = symbolOf(stage);
	stage.ask('close', { symbol, request: stage.request() });
	return `closes ${symbol}`;
}

function protects(stage: ChaosStage): string {
	const symbol = symbolOf(stage);
	stage.ask('protect', { symbol, stopLoss: priceAt(stage, symbol, -8), request: stage.request() });
	return `protects ${symbol}`;
}

function moves(stage: ChaosStage): string {
	const symbol = symbolOf(stage);
	const cents = Math.round(Number(priceAt(stage, symbol, Math.floor(stage.chance() * 50) - 25)) * 100);
	stage.quote(symbol, cents);
	return `moves ${symbol} to ${String(cents)}`;
}

/** Another program does something at the account. */
export function actElsewhere(stage: ChaosStage): string {
	const { chance, standIn } = stage;
	const open = standIn.orders.filter((order) => !isOver(order));
	const one = pick(chance, open) as StandInOrder | undefined;
	if (one !== undefined && chance() < 0.4) {
		call(standIn, 'DELETE', `/v2/orders/${one.id}`, null);
		return `another cancels ${one.client_order_id}`;
	}
	if (one?.type === 'limit' && chance() < 0.4) {
		const limit_price = priceAt(stage, one.symbol, -7);
		call(standIn, 'PATCH', `/v2/orders/${one.id}`, { limit_price });
		return `another replaces ${one.client_order_id}`;
	}
	const symbol = symbolOf(stage);
	const side = chance() < 0.6 ? 'buy' : 'sell';
	const type = chance() < 0.5 ? 'market' : 'limit';
	const price = type === 'limit' ? { limit_price: priceAt(stage, symbol, side === 'buy' ? -6 : 6) } : {};
	const client_order_id = `elsewhere-${stage.request()}`;
	const body = { symbol, side, type, qty: whole(chance, 1, 8), ...price, client_order_id };
	call(standIn, 'POST', '/v2/orders', { ...body, time_in_force: 'day' });
	return `another orders ${side} ${type} ${symbol}`;
}

function pays({ standIn, chance }: ChaosStage): string {
	const [type, amount] = chance() < 0.5 ? (['DIV', '1.23'] as const) : (['FEE', '-0.07'] as const);
	standIn.adjust(type, amount);
	return `the account books ${type} ${amount}`;
}

/** Asks the stand-in as another program with the same keys. */
function call(standIn: AlpacaStandIn, method: string, path: string, body: object | null): void {
	const headers = { 'apca-api-key-id': testKeys.keyId, 'apca-api-secret-key': testKeys.secret };
	const query = new URLSearchParams();
	standIn.handle({ method, path, query, headers, body: body === null ? '' : JSON.stringify(body) });
}

const acts: readonly Act[] = [
	...[decides, decides, orders, orders, orders, cancels, cancels, replaces, replaces],
	...[closes, protects, moves, moves, moves, actElsewhere, pays]
];

/** Does one thing at random, and says what it was. */
export function actAtRandom(stage: ChaosStage): string {
	return pick(stage.chance, acts)(stage);
}
