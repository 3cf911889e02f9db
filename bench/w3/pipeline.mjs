// W3 as a pipeline of stages over columns: orders, a list of limits, a fill model, positions, a ledger, a ring of events with a
// listener; no object an order.
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

const orders = createOrders();
const ringSize = 1 << 15;

class Desk {
	cash = startingCash;
	position = new Int32Array(symbols);
	cost = new Float64Array(symbols);
	realised = new Float64Array(symbols);
	bid = new Int32Array(symbols);
	ask = new Int32Array(symbols);
	book = {
		symbol: new Uint16Array(1 << 16),
		filled: new Int32Array(1 << 16),
		price: new Int32Array(1 << 16),
		fee: new Int32Array(1 << 16),
		why: new Uint8Array(1 << 16)
	};
	made = 0;
	ledger = {
		kind: new Uint8Array(1 << 17),
		order: new Int32Array(1 << 17),
		amount: new Float64Array(1 << 17),
		balance: new Float64Array(1 << 17)
	};
	posted = 0;
	ring = new ArrayBuffer(ringSize * 32);
	words = new Int32Array(this.ring);
	numbers = new Float64Array(this.ring);
	events = 0;
	listeners = [];
	filled = 0;

	tell(type, order, first, second, value) {
		const at = this.events++ & (ringSize - 1);
		this.words[at << 3] = type;
		this.words[(at << 3) + 1] = order;
		this.words[(at << 3) + 2] = first;
		this.words[(at << 3) + 3] = second;
		this.numbers[(at << 2) + 2] = value;
		this.numbers[(at << 2) + 3] = this.cash;
		for (let i = 0; i < this.listeners.length; i++) this.listeners[i](type, order);
	}

	post(kind, order, amount) {
		const { ledger } = this;
		if (this.posted === ledger.kind.length) grow(ledger);
		const row = this.posted++;
		this.cash += amount;
		ledger.kind[row] = kind;
		ledger.order[row] = order;
		ledger.amount[row] = amount;
		ledger.balance[row] = this.cash;
	}
}

/** Makes every column twice as long. */
function grow(columns) {
	for (const [name, column] of Object.entries(columns)) {
		const longer = new column.constructor(column.length * 2);
		longer.set(column);
		columns[name] = longer;
	}
}

/** Each says 0, or which limit is passed. */
const rules = [
	(desk, one, way, size) => (size > 0 && size <= limits.maxQuantity ? 0 : 1),
	(desk, one, way, size) => {
		const after = desk.position[one] + way * size;
		return after <= limits.maxPosition && after >= -limits.maxPosition ? 0 : 2;
	},
	(desk, one, way, size, far) => (far * size <= limits.maxNotional ? 0 : 3),
	(desk, one, way, size, far) => (way > 0 && desk.cash < far * size ? 4 : 0)
];

function takeFill(desk, one, way, size, price) {
	const before = desk.position[one];
	if (before === 0 || before > 0 === way > 0) desk.cost[one] += way * price * size;
	else {
		const held = Math.abs(before);
		const closed = Math.min(size, held);
		const released = Math.round((desk.cost[one] * closed) / held);
		desk.realised[one] += -way * closed * price - released;
		desk.cost[one] -= released;
		if (size > closed) desk.cost[one] += way * (size - closed) * price;
	}
	desk.position[one] = before + way * size;
}

function submit(desk, one, way, size) {
	if (desk.made === desk.book.symbol.length) grow(desk.book);
	const id = desk.made++;
	desk.book.symbol[id] = one;
	const far = way > 0 ? desk.ask[one] : desk.bid[one];
	desk.tell(1, id, one, way * size, far);
	let why = 0;
	for (let i = 0; i < rules.length && why === 0; i++) why = rules[i](desk, one, way, size, far);
	if (why !== 0) {
		desk.book.why[id] = why;
		desk.tell(2, id, why, 0, 0);
		return;
	}
	const price = slipped(far, way);
	const fee = feeOf(price * size);
	takeFill(desk, one, way, size, price);
	desk.book.filled[id] = way * size;
	desk.book.price[id] = price;
	desk.book.fee[id] = fee;
	desk.post(1, id, -way * price * size);
	desk.post(2, id, -fee);
	desk.tell(3, id, price, size, fee);
	desk.filled++;
}

function run() {
	const desk = new Desk();
	let seen = 0;
	desk.listeners.push((type) => void (seen += type));
	const { symbol, direction, quantity, bid, ask } = orders;
	for (let i = 0; i < count; i++) {
		const one = symbol[i];
		desk.bid[one] = bid[i];
		desk.ask[one] = ask[i];
		submit(desk, one, direction[i], quantity[i]);
	}
	return desk;
}

measure(9, run, ({ filled, cash, realised, position, book }) => ({
	...{ filled, denied: count - filled, cash },
	realised: realised.reduce((sum, one) => sum + one, 0),
	positions: digestOf(position),
	orders: digestOf(book.filled.subarray(0, count))
}));
