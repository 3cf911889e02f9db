// W1 as ordinary clean JavaScript: bars, orders, fills and trades are objects, money is float64, no risk review.
import { loadBars } from '../lib/bars.mjs';
import { deepestFall, mean, measure } from '../lib/measure.mjs';
import { rules } from './rules.mjs';

const columns = loadBars();
const bars = Array.from({ length: columns.length }, (_, i) => ({
	time: columns.time[i],
	open: columns.open[i],
	high: columns.high[i],
	low: columns.low[i],
	close: columns.close[i],
	volume: columns.volume[i]
}));

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

class Broker {
	constructor({ cash, slippage, commission }) {
		this.cash = cash;
		this.slippage = slippage;
		this.commission = commission;
		this.quantity = 0;
		this.entry = null;
		this.lastId = 0;
		this.resting = [];
		this.fills = [];
		this.ledger = [];
		this.trades = [];
		this.equity = [];
		this.listeners = [];
	}

	onFill(listener) {
		this.listeners.push(listener);
	}

	submit(side, quantity, time) {
		const order = {
			id: ++this.lastId,
			side,
			quantity,
			status: 'new',
			submittedAt: time,
			filledAt: 0,
			price: 0
		};
		const isSane = quantity > 0 && quantity <= 1_000_000;
		order.status = isSane ? 'accepted' : 'rejected';
		if (isSane) this.resting.push(order);
		return order;
	}

	onBar(bar) {
		if (this.resting.length === 0) return;
		const due = this.resting;
		this.resting = [];
		for (const order of due) this.fill(order, bar);
	}

	fill(order, { time, open }) {
		const { id, side, quantity } = order;
		const price = open * (side === 'buy' ? 1 + this.slippage : 1 - this.slippage);
		const fee = price * quantity * this.commission;
		order.status = 'filled';
		order.filledAt = time;
		order.price = price;
		const fill = { orderId: id, time, price, quantity, fee, side };
		this.fills.push(fill);
		if (side === 'buy') this.open(fill);
		else this.close(fill);
		for (const listener of this.listeners) listener(fill);
	}

	open(fill) {
		const { time, price, quantity, fee } = fill;
		this.book(time, -price * quantity, fee);
		this.quantity += quantity;
		this.entry = fill;
	}

	close({ time, price, quantity, fee }) {
		const { entry } = this;
		this.book(time, price * quantity, fee);
		this.quantity -= quantity;
		const profit = (price - entry.price) * quantity - fee - entry.fee;
		this.trades.push({
			openedAt: entry.time,
			closedAt: time,
			entry: entry.price,
			exit: price,
			quantity,
			profit
		});
	}

	book(time, amount, fee) {
		this.cash += amount - fee;
		this.ledger.push({ time, kind: 'trade', amount }, { time, kind: 'fee', amount: -fee });
	}

	mark({ close }) {
		this.equity.push(this.cash + this.quantity * close);
	}
}

function run() {
	const broker = new Broker(rules);
	const fast = new Average(rules.fast);
	const slow = new Average(rules.slow);
	let heard = 0;
	broker.onFill(() => heard++);
	let fastBefore = NaN;
	let slowBefore = NaN;
	for (const bar of bars) {
		broker.onBar(bar);
		broker.mark(bar);
		const fastNow = fast.push(bar.close);
		const slowNow = slow.push(bar.close);
		if (fastBefore <= slowBefore && fastNow > slowNow && broker.quantity === 0) {
			broker.submit('buy', rules.quantity, bar.time);
		} else if (fastBefore >= slowBefore && fastNow < slowNow && broker.quantity > 0) {
			broker.submit('sell', broker.quantity, bar.time);
		}
		fastBefore = fastNow;
		slowBefore = slowNow;
	}
	return broker;
}

measure(5, run, ({ trades, equity }) => ({
	trades: trades.length,
	equity: equity.at(-1),
	meanEquity: mean(equity),
	drawdown: deepestFall(equity)
}));
