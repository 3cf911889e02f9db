// What the rounds come to: one row a contender, checked against what everybody must get.
import { median } from './measure.mjs';

/**
 * One contender of a workload over all rounds: `xRoofline` is its median over that of the roofline, `faults` is why it does
 * not count; `references` are the runs of the roofline. Times of one that did a part of the work are scaled to all of it.
 */
export function toRow(workload, { name, expected, scale = 1 }, runs, references) {
	const { findFaults, outcome, contenders, roofline } = workload;
	const { scale: rooflineScale = 1 } = contenders.find((one) => one.name === roofline);
	const times = runs.map(({ warmMs }) => warmMs * scale);
	const last = runs.at(-1) ?? {};
	return {
		name: scale <= 1 ? name : `${name} (scaled)`,
		warmMs: median(times),
		minMs: Math.min(...times),
		maxMs: Math.max(...times),
		coldMs: median(runs.map(({ coldMs }) => coldMs * scale)),
		processorMs: Math.min(...runs.map(({ processorMs }) => processorMs * scale)),
		xRoofline: median(times) / median(references.map(({ warmMs }) => warmMs * rooflineScale)),
		...Object.fromEntries(outcome.filter((key) => key in last).map((key) => [key, last[key]])),
		expected,
		faults: [...new Set(runs.flatMap((run) => findFaults(run, expected, references[0])))]
	};
}

/** The rows of a workload as a table in Markdown, fastest first. */
export function toTable({ roofline, columns }, rows) {
	const head = [
		'contender',
		'median ms',
		'min-max',
		'first call ms',
		`× ${roofline.split(' ')[0]}`,
		...columns.map(([title]) => title),
		'agrees'
	];
	const lines = [...rows].sort((a, b) => a.warmMs - b.warmMs).map((row) => toCells(columns, row, rows));
	return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function toCells(columns, row, rows) {
	const { name, warmMs, minMs, maxMs, coldMs, xRoofline, expected, faults } = row;
	return [
		name,
		warmMs.toFixed(1),
		`${minMs.toFixed(1)}-${maxMs.toFixed(1)}`,
		coldMs.toFixed(1),
		xRoofline.toFixed(1),
		...columns.map(([, cell]) => cell(row, rows)),
		faults.length > 0 ? `NO: ${faults.join('; ')}` : expected.equity === null ? 'by its rules' : 'yes'
	];
}
