// W3, who runs. A figure counts only when each order came to the same.
import { count } from './workload.mjs';

const expected = {
	...{ filled: 962_190, denied: 37_810, cash: 86_354_983_564, realised: -10_708_285_663 },
	...{ positions: 1_252_674_232, orders: 2_648_253_844 }
};

/** Orders, positions and cash exactly; the profit that was realised within a dollar, since the others round a share of the cost. */
function findFaults(run) {
	const exactly = ['filled', 'denied', 'positions', 'orders', 'cash'];
	const faults = exactly.filter((key) => run[key] !== expected[key]).map((key) => `${key} ${run[key]}`);
	if (Math.abs(run.realised - expected.realised) > 10_000) faults.push(`realised ${run.realised}`);
	return faults;
}

const timesObjectLoop = (row, rows) => {
	const objectLoop = rows.find(({ name }) => name === 'object loop');
	return objectLoop === undefined ? '-' : (row.warmMs / objectLoop.warmMs).toFixed(2);
};

/** The workload: its ratios are to columns that are there before, and beside it to the loop of objects. */
export const w3 = {
	title: `W3: ${count} orders through review, fill, position and ledger`,
	roofline: 'columns',
	contenders: [
		{ name: 'columns', command: ['w3/columns.mjs'], expected },
		{ name: 'pipeline', command: ['w3/pipeline.mjs'], expected },
		{ name: 'object loop', command: ['w3/objectLoop.mjs'], expected },
		{ name: 'blotter', command: ['.build/orders.mjs'], expected }
	],
	findFaults,
	outcome: ['filled', 'denied', 'cash', 'realised'],
	columns: [
		['× object loop', timesObjectLoop],
		['orders a second', ({ warmMs }) => Math.round((count / warmMs) * 1000).toLocaleString('en')],
		['least processor time, ns an order', ({ processorMs }) => ((processorMs * 1e6) / count).toFixed(0)],
		['filled', ({ filled }) => String(filled)],
		['denied', ({ denied }) => String(denied)]
	]
};
