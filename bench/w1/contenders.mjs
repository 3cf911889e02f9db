// W1, who runs. A figure counts only when trades and money agree.

const roofline = 'roofline fullI32';

const full = { trades: 19_479, equity: 99_199_924.1738 };

/**
 * What each must get. grademark takes an order of its rules neither on the bar of an entry nor on that of an exit, which
 * leaves 18,634 trades (a plain loop with that rule gives as many), and its account knows percentages only.
 */
const contenders = [
	{ name: roofline, command: ['w1/roofline.mjs', 'fullI32'], expected: full },
	{ name: 'roofline fullF64', command: ['w1/roofline.mjs', 'fullF64'], expected: full },
	{ name: 'columnar engine', command: ['w1/columnarEngine.mjs'], expected: full },
	{ name: 'object loop', command: ['w1/objectLoop.mjs'], expected: full },
	{ name: 'blotter', command: ['.build/ours.mjs'], expected: full },
	{ name: 'trading-signals + loop', command: ['w1/libraryLoop.mjs', 'trading-signals'], expected: full },
	{
		name: 'technicalindicators + loop',
		command: ['w1/libraryLoop.mjs', 'technicalindicators'],
		expected: full
	},
	{ name: 'grademark', command: ['w1/grademark.mjs'], expected: { trades: 18_634, equity: null } }
];

/** Money within a cent, drawdown within 1e-9; without an expected equity only the trades count. */
function findFaults(run, expected, reference) {
	const faults = [];
	if (run.trades !== expected.trades) faults.push(`${run.trades} trades, not ${expected.trades}`);
	if (expected.equity === null) return faults;
	if (!isNear(run.equity, expected.equity, 1e-2)) faults.push(`equity ${run.equity}, not ${expected.equity}`);
	if (!isNear(run.meanEquity, reference.meanEquity, 1e-2)) faults.push('another equity curve');
	if (!isNear(run.drawdown, reference.drawdown, 1e-9)) faults.push('another drawdown');
	return faults;
}

const isNear = (value, wanted, within) => Math.abs(value - wanted) <= within;

/** The workload: its ratios are to the roofline, the fastest loop we know that gives the full result. */
export const w1 = {
	title: 'W1: a moving average cross over 1,000,000 one-minute bars',
	roofline,
	contenders,
	findFaults,
	outcome: ['trades', 'equity', 'meanEquity', 'drawdown', 'events'],
	columns: [
		['trades', ({ trades }) => String(trades)],
		['equity', ({ equity }) => equity?.toFixed(4) ?? '-']
	]
};
