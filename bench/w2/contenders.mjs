// W2, who runs, and what must fire. A figure counts only when the same triggers fired at the same prices.
import { steps } from './staircase.mjs';
import { boundPasses, count, early, symbols } from './workload.mjs';

/** What fires among how many armed: over all prices, and over the first of them. */
const expectedByArmed = {
	1000: { fires: 8877, sum: -1_329_641_774, early: { fires: 1313, sum: -473_649_552 } },
	10_000: { fires: 9931, sum: -1_217_407_343, early: { fires: 1167, sum: 847_719_175 } },
	100_000: { fires: 9921, sum: 72_331_040, early: { fires: 90, sum: 1_240_233_940 } }
};

function findFaults(run, expected) {
	const faults = isSame(run, expected) ? [] : [`${run.fires} fires, sum ${run.sum}`];
	if (expected.early && !isSame(run.early, expected.early)) faults.push('others fire early');
	return faults;
}

const isSame = (one, other) => one.fires === other.fires && one.sum === other.sum;

/** Nanoseconds a price, by the clock and in processor time, which other work of the machine disturbs less; and what fired. */
const columns = (prices) => [
	['ns a price', ({ warmMs }) => ((warmMs * 1e6) / prices).toFixed(1)],
	['least processor time, ns a price', ({ processorMs }) => ((processorMs * 1e6) / prices).toFixed(1)],
	['fires', ({ fires }) => String(fires)]
];

function passing(armed) {
	const expected = expectedByArmed[armed];
	// The scan passes as many as take about a second; its time is scaled to all of them.
	const prices = armed === 100_000 ? early : count;
	return {
		title: `W2: ${count} prices of 50 symbols, ${armed} triggers armed`,
		roofline: 'bound',
		contenders: [
			{ name: 'bound', command: ['w2/bound.mjs'], expected: { fires: 0 }, scale: 1 / boundPasses },
			{ name: 'blotter', command: ['.build/levels.mjs', String(armed)], expected },
			{
				name: 'naive scan',
				command: ['w2/naive.mjs', String(armed), String(prices)],
				expected: prices === count ? expected : { ...expected.early, early: expected.early },
				scale: count / prices
			}
		],
		findFaults,
		outcome: ['fires'],
		columns: columns(count)
	};
}

const staircase = {
	title: `W2, worst case: a staircase that falls ${steps} steps with a trail armed on each`,
	roofline: 'blotter',
	contenders: [
		{
			name: 'blotter',
			command: ['.build/levels.mjs', 'staircase'],
			expected: { fires: 24_950, sum: 550_742_014 }
		},
		{ name: 'naive scan', command: ['w2/naiveStaircase.mjs'], expected: { fires: 24_950, sum: 550_742_014 } }
	],
	findFaults,
	outcome: ['fires'],
	columns: columns(steps)
};

const untouched = {
	title: `W2, open orders: ${count} quotes of 50 symbols that touch none of them`,
	roofline: 'no order',
	contenders: [
		{ name: 'no order', command: ['.build/openOrders.mjs', '0'], expected: { fires: 0, guarded: 0 } },
		{
			name: 'one a symbol',
			command: ['.build/openOrders.mjs', String(symbols)],
			expected: { fires: 0, guarded: 50 }
		},
		{ name: '10000 orders', command: ['.build/openOrders.mjs', '10000'], expected: { fires: 0, guarded: 50 } }
	],
	findFaults: (run, { fires, guarded }) =>
		run.fires === fires && run.guarded === guarded ? [] : [`${run.fires} events, ${run.guarded} guarded`],
	outcome: ['fires'],
	columns: columns(count)
};

/** Everything of W2. */
export const w2 = [
	...Object.keys(expectedByArmed).map((armed) => passing(Number(armed))),
	staircase,
	untouched
];
