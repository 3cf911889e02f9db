// W1 as a trading bot is often written: a hand-made loop around the indicators of a library, a value at a time.
// node w1/libraryLoop.mjs trading-signals|technicalindicators
import { loadBars } from '../lib/bars.mjs';
import { deepestFall, mean, measure } from '../lib/measure.mjs';
import { rules } from './rules.mjs';

const createAverageByLibrary = {
	'trading-signals': async () => {
		const { SMA } = await import('trading-signals');
		return (length) => {
			const average = new SMA(length);
			return (value) => average.update(value, false) ?? NaN;
		};
	},
	technicalindicators: async () => {
		const { SMA } = (await import('technicalindicators')).default;
		return (length) => {
			const average = new SMA({ period: length, values: [] });
			return (value) => average.nextValue(value) ?? NaN;
		};
	}
};

const bars = loadBars();
const createAverage = await createAverageByLibrary[process.argv[2]]();
const { quantity, slippage, commission } = rules;

function run() {
	const fast = createAverage(rules.fast);
	const slow = createAverage(rules.slow);
	const trades = [];
	const equity = [];
	let { cash } = rules;
	let held = 0;
	let pending = 0;
	let entry = null;
	let fastBefore = NaN;
	let slowBefore = NaN;
	for (let i = 0; i < bars.length; i++) {
		if (pending > 0) {
			const price = bars.open[i] * (1 + slippage);
			const fee = price * quantity * commission;
			cash -= price * quantity + fee;
			held = quantity;
			entry = { at: i, price, fee };
		} else if (pending < 0) {
			const price = bars.open[i] * (1 - slippage);
			const fee = price * quantity * commission;
			cash += price * quantity - fee;
			held = 0;
			trades.push({ entry, at: i, price, profit: (price - entry.price) * quantity - fee - entry.fee });
		}
		pending = 0;
		const close = bars.close[i];
		equity.push(cash + held * close);
		const fastNow = fast(close);
		const slowNow = slow(close);
		if (fastBefore <= slowBefore && fastNow > slowNow && held === 0) pending = 1;
		else if (fastBefore >= slowBefore && fastNow < slowNow && held > 0) pending = -1;
		fastBefore = fastNow;
		slowBefore = slowNow;
	}
	return { trades, equity };
}

measure(3, run, ({ trades, equity }) => ({
	trades: trades.length,
	equity: equity.at(-1),
	meanEquity: mean(equity),
	drawdown: deepestFall(equity)
}));
