// What the rounds come to: one row a contender, checked against what everybody must get.
import { median } from './measure.mjs';

/**
 * One contender over all rounds: `xRoofline` is its median over that of the roofline, `faults` is why it does not count;
 * `reference` is a run of the roofline.
 */
export function toRow({ name, expected }, runs, rooflineMs, reference) {
	const times = runs.map(({ warmMs }) => warmMs);
	const last = runs.at(-1) ?? {};
	return {
		name,
		warmMs: median(times),
		minMs: Math.min(...times),
		maxMs: Math.max(...times),
		coldMs: median(runs.map(({ coldMs }) => coldMs)),
		xRoofline: median(times) / rooflineMs,
		...pick(last, ['trades', 'equity', 'meanEquity', 'drawdown', 'events']),
		faults: [...new Set(runs.flatMap((run) => findFaults(run, expected, reference)))]
	};
}

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

function pick(from, names) {
	return Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
}

/** The rows as a table in Markdown, fastest first. */
export function toTable(rows) {
	const head = [
		'contender',
		'median ms',
		'min-max',
		'first call ms',
		'× roofline',
		'trades',
		'equity',
		'agrees'
	];
	const lines = [...rows].sort((a, b) => a.warmMs - b.warmMs).map(toCells);
	return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function toCells(row) {
	const { name, warmMs, minMs, maxMs, coldMs, xRoofline, trades, equity, faults } = row;
	return [
		name,
		warmMs.toFixed(1),
		`${minMs.toFixed(1)}-${maxMs.toFixed(1)}`,
		coldMs.toFixed(1),
		xRoofline.toFixed(1),
		String(trades),
		equity?.toFixed(4) ?? '-',
		faults.length > 0 ? `NO: ${faults.join('; ')}` : equity === undefined ? 'by its rules' : 'yes'
	];
}
