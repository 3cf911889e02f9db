// W1 on the barest engine that still has every stage: orders, ledger and trades in columns, a few limits, price levels
// looked at on each bar, journal rows in a ring, strategies behind a callback. Money is float64, nothing is exact, and
// nothing explains itself; it shows what the stages alone must cost.
import { loadBars } from '../lib/bars.mjs';
import { mean, measure } from '../lib/measure.mjs';
import { rules } from './rules.mjs';

const status = { new: 0, accepted: 1, filled: 2, rejected: 3 };
const kind = { submitted: 1, rejected: 2, accepted: 3, filled: 4, trade: 1, fee: 2 };
const limits = { quantity: 1_000_000, position: 1_000_000, notional: 1_000_000_000 };

class Columns {
	constructor(arrays, capacity) {
		this.arrays = arrays;
		this.capacity = capacity;
		this.length = 0;
		for (const name in arrays) this[name] = new arrays[name](capacity);
	}

	add() {
		if (this.length === this.capacity) this.grow();
		return this.length++;
	}

	grow() {
		this.capacity *= 2;
		for (const name in this.arrays) {
			const grown = new this.arrays[name](this.capacity);
			grown.set(this[name]);
			this[name] = grown;
		}
	}
}

const orderColumns = {
	symbol: Uint16Array,
	side: Int8Array,
	quantity: Float64Array,
	price: Float64Array,
	fee: Float64Array,
	status: Uint8Array,
	at: Int32Array,
	filledAt: Int32Array,
	reason: Uint8Array
};
const ledgerColumns = { kind: Uint8Array, order: Int32Array, amount: Float64Array, balance: Float64Array };
const tradeColumns = {
	symbol: Uint16Array,
	openedAt: Int32Array,
	closedAt: Int32Array,
	entry: Float64Array,
	exit: Float64Array,
	quantity: Float64Array,
	profit: Float64Array
};

class Engine {
	constructor({ cash, slippage, commission }, symbols) {
		this.cash = cash;
		this.slippage = slippage;
		this.commission = commission;
		this.orders = new Columns(orderColumns, 1024);
		this.ledger = new Columns(ledgerColumns, 4096);
		this.trades = new Columns(tradeColumns, 1024);
		this.held = new Float64Array(symbols);
		this.entry = new Float64Array(symbols);
		this.entryFee = new Float64Array(symbols);
		this.openedAt = new Int32Array(symbols);
		this.last = new Float64Array(symbols);
		this.quietAbove = new Float64Array(symbols).fill(-Infinity);
		this.quietBelow = new Float64Array(symbols).fill(Infinity);
		this.resting = new Int32Array(64);
		this.restingCount = 0;
		this.journal = new Int32Array(1 << 18);
		this.journalMoney = new Float64Array(this.journal.buffer);
		this.events = 0;
		this.peak = cash;
		this.drawdown = 0;
		this.now = 0;
	}

	/** 32 bytes an event, the oldest are overwritten. */
	record(what, order, about, first, second) {
		const row = this.events++ & 32_767;
		this.journal[row * 8] = what;
		this.journal[row * 8 + 1] = order;
		this.journal[row * 8 + 2] = about;
		this.journal[row * 8 + 3] = this.now;
		this.journalMoney[row * 4 + 2] = first;
		this.journalMoney[row * 4 + 3] = second;
	}

	submit(symbol, side, quantity) {
		const { orders } = this;
		const order = orders.add();
		orders.symbol[order] = symbol;
		orders.side[order] = side;
		orders.quantity[order] = quantity;
		orders.at[order] = this.now;
		orders.status[order] = status.new;
		this.record(kind.submitted, order, symbol, side * quantity, this.last[symbol]);
		const reason = this.review(symbol, side, quantity);
		if (reason !== 0) {
			orders.status[order] = status.rejected;
			orders.reason[order] = reason;
			this.record(kind.rejected, order, reason, 0, 0);
			return;
		}
		orders.status[order] = status.accepted;
		this.resting[this.restingCount++] = order;
		this.record(kind.accepted, order, symbol, 0, 0);
	}

	review(symbol, side, quantity) {
		const after = this.held[symbol] + side * quantity;
		const notional = this.last[symbol] * quantity;
		if (!(quantity > 0) || quantity > limits.quantity) return 1;
		if (Math.abs(after) > limits.position) return 2;
		if (notional > limits.notional) return 3;
		return side > 0 && notional > this.cash ? 4 : 0;
	}

	fill(order, open) {
		const { orders } = this;
		const symbol = orders.symbol[order];
		const side = orders.side[order];
		const quantity = orders.quantity[order];
		const price = open * (1 + side * this.slippage);
		const fee = price * quantity * this.commission;
		orders.price[order] = price;
		orders.fee[order] = fee;
		orders.status[order] = status.filled;
		orders.filledAt[order] = this.now;
		if (side > 0) this.open(symbol, price, fee);
		else this.close(symbol, quantity, price, fee);
		this.held[symbol] += side * quantity;
		this.book(kind.trade, order, -side * price * quantity);
		this.book(kind.fee, order, -fee);
		this.record(kind.filled, order, symbol, price, fee);
	}

	open(symbol, price, fee) {
		this.entry[symbol] = price;
		this.entryFee[symbol] = fee;
		this.openedAt[symbol] = this.now;
	}

	close(symbol, quantity, price, fee) {
		const { trades } = this;
		const trade = trades.add();
		trades.symbol[trade] = symbol;
		trades.openedAt[trade] = this.openedAt[symbol];
		trades.closedAt[trade] = this.now;
		trades.entry[trade] = this.entry[symbol];
		trades.exit[trade] = price;
		trades.quantity[trade] = quantity;
		trades.profit[trade] = (price - this.entry[symbol]) * quantity - fee - this.entryFee[symbol];
	}

	book(what, order, amount) {
		const { ledger } = this;
		const row = ledger.add();
		this.cash += amount;
		ledger.kind[row] = what;
		ledger.order[row] = order;
		ledger.amount[row] = amount;
		ledger.balance[row] = this.cash;
	}

	run({ length, open, high, low, close }, symbol, strategy, equity) {
		const { held, last, quietAbove, quietBelow, resting } = this;
		for (let i = 0; i < length; i++) {
			this.now = i;
			const due = this.restingCount;
			this.restingCount = 0;
			for (let index = 0; index < due; index++) this.fill(resting[index], open[i]);
			if (low[i] <= quietAbove[symbol] || high[i] >= quietBelow[symbol]) throw new Error('nothing is armed');
			last[symbol] = close[i];
			const value = this.cash + held[symbol] * close[i];
			equity[i] = value;
			if (value > this.peak) this.peak = value;
			else if (this.peak - value > this.drawdown * this.peak) this.drawdown = (this.peak - value) / this.peak;
			strategy.onBar(this, symbol, i, close[i]);
		}
	}
}

class Average {
	constructor(length) {
		this.values = new Float64Array(length);
		this.next = 0;
		this.count = 0;
		this.sum = 0;
	}

	push(value) {
		const { length } = this.values;
		this.sum += value - this.values[this.next];
		this.values[this.next] = value;
		this.next = this.next + 1 === length ? 0 : this.next + 1;
		if (this.count < length) this.count++;
		return this.count === length ? this.sum / length : NaN;
	}
}

class Cross {
	constructor({ fast, slow, quantity }) {
		this.fast = new Average(fast);
		this.slow = new Average(slow);
		this.quantity = quantity;
		this.fastBefore = NaN;
		this.slowBefore = NaN;
	}

	onBar(engine, symbol, _, close) {
		const fast = this.fast.push(close);
		const slow = this.slow.push(close);
		if (fast > slow) {
			if (this.fastBefore <= this.slowBefore && engine.held[symbol] === 0)
				engine.submit(symbol, 1, this.quantity);
		} else if (fast < slow && this.fastBefore >= this.slowBefore && engine.held[symbol] > 0) {
			engine.submit(symbol, -1, engine.held[symbol]);
		}
		this.fastBefore = fast;
		this.slowBefore = slow;
	}
}

const bars = loadBars();
const equity = new Float64Array(bars.length);

// Others run first, so that the call of the strategy is the indirect one it would be in an application.
const others = [0, -1, -2, -3].map(
	(level) =>
		new (class {
			onBar(engine, symbol, _, close) {
				if (close < level) engine.submit(symbol, 1, 1);
			}
		})()
);
for (const other of others) new Engine(rules, 1).run({ ...bars, length: 50_000 }, 0, other, equity);

function run() {
	const engine = new Engine(rules, 50);
	engine.run(bars, 0, new Cross(rules), equity);
	return engine;
}

measure(9, run, ({ trades, drawdown }) => ({
	trades: trades.length,
	equity: equity[bars.length - 1],
	meanEquity: mean(equity),
	drawdown
}));
