import { testKeys } from './fixtures.ts';
import { StandInAccount } from './standInAccount.ts';
import {
	askedOf,
	assetBody,
	calendarBody,
	configurations,
	createOrder,
	readBody,
	replacedOrder,
	restart
} from './standInBodies.ts';
import { quantityOf } from './standInBook.ts';
import { isOver } from './standInMatching.ts';
import { pricesReply } from './standInPrices.ts';
import { judge } from './standInRules.ts';
import { refuse, type StandInOrder, type StandInReply, type StandInRequest } from './standInTypes.ts';

const page401 = '<html><head><title>401 Authorization Required</title></head></html>';

/** A small Alpaca: one paper account that matches orders against the prices it is given, and answers as the wire does. */
export class AlpacaStandIn extends StandInAccount {
	readonly #calls: number[] = [];

	/** Answers a request of either host. */
	handle(request: StandInRequest): StandInReply {
		const refused = this.#gate(request);
		if (refused !== null) return refused;
		// Between two looks an order gets on.
		if (request.method === 'GET') this.step();
		return this.#route(request);
	}

	#gate({ headers }: StandInRequest): StandInReply | null {
		const isKnown =
			headers['apca-api-key-id'] === testKeys.keyId && headers['apca-api-secret-key'] === testKeys.secret;
		if (!isKnown) return { status: 401, page: page401 };
		const now = this.setup.clock.now();
		while ((this.#calls[0] ?? Infinity) <= now - 60_000) this.#calls.shift();
		if (this.#calls.length >= (this.setup.callsPerMinute ?? 200))
			return refuse(429, null, 'too many requests.');
		this.#calls.push(now);
		return null;
	}

	#route(request: StandInRequest): StandInReply {
		if (/^\/(v2\/stocks|v1beta[13])\//.test(request.path))
			return this.past.reply(request) ?? pricesReply(this, request);
		const { method, path, query } = request;
		const key = `${method} ${path}`;
		switch (key) {
			case 'GET /v2/account':
				return { status: 200, body: this.accountBody() };
			case 'GET /v2/account/configurations':
				return { status: 200, body: configurations };
			case 'GET /v2/clock':
				return { status: 200, body: this.clockBody() };
			case 'GET /v2/positions':
				return {
					status: 200,
					body: [...this.book.positions.keys()].map((symbol) => this.positionBody(symbol))
				};
			case 'GET /v2/orders':
				return { status: 200, body: this.orderList(query) };
			case 'GET /v2/account/activities':
				return { status: 200, body: this.activityList(query) };
			case 'GET /v2/assets':
				return { status: 200, body: this.assetList(query) };
			case 'GET /v2/calendar':
				return { status: 200, body: calendarBody(query) };
			case 'GET /v2/account/portfolio/history':
				return { status: 200, body: this.historyBody(query) };
			case 'POST /v2/orders':
				return this.#submit(request.body);
			case 'GET /v2/orders:by_client_order_id':
				return this.#show(this.all().find((one) => one.client_order_id === query.get('client_order_id')));
		}
		return this.#routeById(request);
	}

	#routeById({ method, path, body }: StandInRequest): StandInReply {
		const orderId = /^\/v2\/orders\/([^/]+)$/.exec(path)?.[1];
		if (orderId !== undefined) {
			const order = this.all().find(({ id }) => id === decodeURIComponent(orderId));
			if (order === undefined) return refuse(404, 40410000, `order not found for ${orderId}`);
			if (method === 'GET') return this.#show(order);
			if (method === 'DELETE') return this.#cancel(order);
			if (method === 'PATCH') return this.#replace(order, body);
		}
		const symbol = /^\/v2\/(positions|assets)\/([^/]+)$/.exec(path);
		if (symbol !== null && method === 'GET') {
			const name = decodeURIComponent(symbol[2] ?? '');
			const asset = this.assets.get(name);
			if (symbol[1] === 'assets' && asset !== undefined) return { status: 200, body: assetBody(asset) };
			if (this.book.positions.has(name)) return { status: 200, body: this.positionBody(name) };
			return refuse(404, 40410000, 'position does not exist');
		}
		return refuse(404, 40410000, 'endpoint not found');
	}

	#submit(text: string): StandInReply {
		const body = readBody(text);
		if (body === null) return refuse(400, 40010000, 'request body format is invalid');
		const asked = askedOf(body, this.nextId());
		const refused = judge(asked, {
			...{ asset: this.assets.get(asked.symbol), quote: this.quotes.get(asked.symbol) },
			...{ book: this.book, orders: this.all(), canShort: this.setup.canShort ?? true }
		});
		if (refused !== null) return refused;
		const order = createOrder(asked, body, () => this.nextId(), this.at());
		this.orders.push(order);
		this.tell('pending_new', order);
		return this.#show(order);
	}

	#cancel(order: StandInOrder): StandInReply {
		if (isOver(order) || order.status === 'pending_replace') {
			return refuse(422, 42210000, `order is already in "${order.status}" state`);
		}
		order.status = 'pending_cancel';
		this.tell('pending_cancel', order);
		return { status: 204 };
	}

	#replace(order: StandInOrder, text: string): StandInReply {
		const body = readBody(text);
		if (body === null) return refuse(400, 40010000, 'request body format is invalid');
		if (isOver(order)) return refuse(422, 42210000, `order is already in "${order.status}" state`);
		if (order.status !== 'new' && order.status !== 'partially_filled') {
			return refuse(422, 42210000, `order in "${order.status}" state cannot be replaced`);
		}
		const at = this.at();
		const next = replacedOrder(order, body, () => this.nextId(), at);
		if (quantityOf(next.qty) <= quantityOf(order.filled_qty))
			return refuse(422, 42210000, 'qty must be greater than what is filled already');
		if (this.setup.restartsReplaced === true) restart(next, order);
		this.tell('pending_replace', { ...order, status: 'pending_replace' });
		Object.assign(order, { status: 'replaced', replaced_by: next.id, replaced_at: at });
		this.orders.push(next);
		this.tell('replaced', order);
		this.tell('new', next);
		return { status: 200, body: structuredClone(next) };
	}

	#show(order: StandInOrder | undefined): StandInReply {
		if (order === undefined) return refuse(404, 40410000, 'order not found');
		return { status: 200, body: structuredClone(order) };
	}
}
