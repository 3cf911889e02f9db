// W1 on the backtesting library grademark. Its rows are made before the clock starts; the averages are ours and cheap,
// which is kinder to it than its companion's rolling windows. It trades percentages without slippage, so that its
// trades can be compared and its money cannot.
import { createRequire } from 'node:module';
import { loadBars } from '../lib/bars.mjs';
import { measure } from '../lib/measure.mjs';
import { rules } from './rules.mjs';

const require = createRequire(import.meta.url);
const { analyze, backtest } = require('grademark');
const { DataFrame } = require('data-forge');

const bars = loadBars();
const rows = Array.from({ length: bars.length }, (_, i) => ({
	time: bars.time[i],
	open: bars.open[i],
	high: bars.high[i],
	low: bars.low[i],
	close: bars.close[i],
	volume: bars.volume[i],
	cross: 0
}));

const strategy = {
	entryRule: (enter, { bar }) => {
		if (bar.cross > 0) enter({ direction: 'long' });
	},
	exitRule: (exit, { bar }) => {
		if (bar.cross < 0) exit();
	}
};

function markCrosses() {
	const { fast, slow } = rules;
	let sumFast = 0;
	let sumSlow = 0;
	let before = NaN;
	for (let i = 0; i < rows.length; i++) {
		sumFast += rows[i].close - (i >= fast ? rows[i - fast].close : 0);
		sumSlow += rows[i].close - (i >= slow ? rows[i - slow].close : 0);
		const now = i >= slow - 1 ? sumFast * slow - sumSlow * fast : NaN;
		rows[i].cross = before <= 0 && now > 0 ? 1 : before >= 0 && now < 0 ? -1 : 0;
		before = now;
	}
}

function run() {
	markCrosses();
	const made = backtest(strategy, new DataFrame(rows));
	const trades = made.toArray?.() ?? made;
	return { trades, analysis: analyze(rules.cash, trades) };
}

measure(2, run, ({ trades, analysis }) => ({
	trades: trades.length,
	drawdown: analysis.maxDrawdownPct / -100
}));
