// W1, who runs. A figure counts only when trades and money agree.

/** The fastest loop we know that gives the full result: every ratio is to its time in the same run. */
export const roofline = 'roofline fullI32';

const full = { trades: 19_479, equity: 99_199_924.1738 };

/**
 * What each must get. grademark takes an order of its rules neither on the bar of an entry nor on that of an exit, which
 * leaves 18,634 trades (a plain loop with that rule gives as many), and its account knows percentages only.
 */
export const contenders = [
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
