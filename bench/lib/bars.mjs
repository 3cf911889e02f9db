// The bars that every contender runs over: one-minute bars, the same on every machine.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createRandom } from './random.mjs';

const count = 1_000_000;
const seed = 20_261_120;
const file = '.data/w1-1000000.f64';
const firstMinute = Date.UTC(2024, 0, 1);

/** Ticks of a price: 1/16 is exact in binary and in decimals, so that equal averages are equal for everybody. */
export const ticksPerUnit = 16;

/** Writes the bars into the folder of the benchmark when they are not there. */
export function ensureBars() {
	if (existsSync(file)) return;
	const columns = createColumns(createRandom(seed));
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, new Uint8Array(columns.buffer));
}

/** The bars as columns of equal length: time in epoch milliseconds, prices in account currency. */
export function loadBars() {
	const bytes = readFileSync(file);
	const all = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
	const column = (index) => all.slice(index * count, (index + 1) * count);
	return {
		length: count,
		time: column(0),
		open: column(1),
		high: column(2),
		low: column(3),
		close: column(4),
		volume: column(5)
	};
}

/** A walk that is drawn back to 1,000: opens jump by up to two ticks, closes by up to eighteen. */
function createColumns(random) {
	const home = 1000 * ticksPerUnit;
	const columns = new Float64Array(count * 6);
	let close = home;
	for (let i = 0; i < count; i++) {
		const open = close + Math.floor(random() * 5) - 2;
		close = open + Math.round((random() + random() + random() - 1.5) * 12 + (home - open) * 0.0003);
		const high = Math.max(open, close) + Math.floor(random() * 7);
		const low = Math.min(open, close) - Math.floor(random() * 7);
		columns[i] = firstMinute + i * 60_000;
		columns[count + i] = open / ticksPerUnit;
		columns[2 * count + i] = high / ticksPerUnit;
		columns[3 * count + i] = low / ticksPerUnit;
		columns[4 * count + i] = close / ticksPerUnit;
		columns[5 * count + i] = 100 + Math.floor(random() * 10_000);
	}
	return columns;
}
