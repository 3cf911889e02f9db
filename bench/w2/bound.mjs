// W2, the bound: each price is read and compared with two numbers of its symbol. Nothing can fire. The prices pass some times
// in one run, so that other work of the machine has as much time to get into it as into the runs of the others.
import { measure } from '../lib/measure.mjs';
import { boundPasses, count, createPrices, symbols } from './workload.mjs';

const { symbol, price } = createPrices();
const above = new Float64Array(symbols).fill(-Infinity);
const below = new Float64Array(symbols).fill(Infinity);

function pass() {
	let fires = 0;
	for (let i = 0; i < count; i++) {
		const one = symbol[i];
		const last = price[i];
		if (last <= above[one] || last >= below[one]) fires++;
	}
	return fires;
}

function run() {
	let fires = 0;
	for (let passes = 0; passes < boundPasses; passes++) fires += pass();
	return { fires };
}

measure(15, run, (result) => result);
