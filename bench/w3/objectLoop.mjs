// W3 in ordinary clean JavaScript: an object an order, fill, event and ledger row, maps by id, a list of rules, a listener.
import { measure } from '../lib/measure.mjs';
import {
	cash as startingCash,
	count,
	createOrders,
	digestOf,
	feeOf,
	limits,
	slipped,
	symbols
} from './workload.mjs';

const stream = createOrders();

/** Each says why it denies, or nothing. */
const rules = [
	({ quantity }) => (quantity > 0 && quantity <= limits.maxQuantity ? null : 'quantity'),
	({ way, quantity }, { held }) =>
		Math.abs(held + way * quantity) <= limits.maxPosition ? null : 'position',
	({ far, quantity }) => (far * quantity <= limits.maxNotional ? null : 'notional'),
	({ way, far, quantity }, _, cash) => (way > 0 && cash < far * quantity ? 'cash' : null)
];

function takeFill(position, { way, quantity }, price) {
	const { held } = position;
	if (held === 0 || held > 0 === way > 0) position.cost += way * price * quantity;
	else {
		const closed = Math.min(quantity, Math.abs(held));
		const released = Math.round((position.cost * closed) / Math.abs(held));
		position.realised += -way * closed * price - released;
		position.cost -= released;
		if (quantity > closed) position.cost += way * (quantity - closed) * price;
	}
	position.held += way * quantity;
}

function run() {
	const orders = new Map();
	const positions = new Map();
	const ledger = [];
	const listeners = [];
	let cash = startingCash;
	let events = 0;
	let seen = 0;
	for (let one = 0; one < symbols; one++)
		positions.set(`S${one}`, { symbol: `S${one}`, held: 0, cost: 0, realised: 0 });
	listeners.push(({ type }) => void (seen += type.length));
	const emit = (type, order, more) => {
		const event = { type, orderId: order.id, seq: ++events, ...more };
		for (const listener of listeners) listener(event);
	};
	const post = (kind, orderId, amount) => {
		cash += amount;
		ledger.push({ kind, orderId, amount, balance: cash });
	};
	for (let i = 0; i < count; i++) {
		const way = stream.direction[i];
		const symbol = `S${stream.symbol[i]}`;
		const order = {
			id: `o${i}`,
			symbol,
			side: way > 0 ? 'buy' : 'sell',
			way,
			quantity: stream.quantity[i],
			type: 'market',
			status: 'new',
			far: way > 0 ? stream.ask[i] : stream.bid[i],
			madeAt: i,
			filled: 0,
			price: 0,
			reason: null
		};
		orders.set(order.id, order);
		emit('new', order);
		const position = positions.get(symbol);
		let reason = null;
		for (const rule of rules) {
			reason = rule(order, position, cash);
			if (reason !== null) break;
		}
		if (reason !== null) {
			order.status = 'denied';
			order.reason = reason;
			emit('denied', order, { reason });
			continue;
		}
		order.status = 'accepted';
		emit('accepted', order);
		const price = slipped(order.far, way);
		const fill = {
			orderId: order.id,
			price,
			quantity: order.quantity,
			fee: feeOf(price * order.quantity),
			at: i
		};
		takeFill(position, order, price);
		order.status = 'filled';
		order.filled = order.quantity;
		order.price = price;
		post('trade', order.id, -way * price * order.quantity);
		post('fee', order.id, -fill.fee);
		emit('filled', order, { fill });
	}
	return { orders, positions, cash };
}

measure(3, run, ({ orders, positions, cash }) => {
	const all = [...orders.values()];
	const held = [...positions.values()];
	const filled = all.filter(({ status }) => status === 'filled').length;
	return {
		...{ filled, denied: count - filled, cash },
		realised: held.reduce((sum, position) => sum + position.realised, 0),
		positions: digestOf(held.map((position) => position.held)),
		orders: digestOf(all.map((order) => order.way * order.filled))
	};
});
