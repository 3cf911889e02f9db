import 'uplot/dist/uPlot.min.css';
import type uPlot from 'uplot';
import type { EquityCurve } from '#lib/domain/runReport.ts';
import { readColours, watchLook } from '../shared/canvasLook.ts';
import { indices } from './curveModel.ts';
import { drawdownOptions, equityOptions, type Paint } from './curveOptions.ts';

interface Drawn {
	readonly curve: EquityCurve;
	readonly drawdown: Float64Array;
	/** What the curve is held against, at the same points. */
	readonly benchmark: Float64Array | null;
	readonly start: number;
}

/** A drawn curve: `point` moves the crosshair to a point of it, `update` draws another curve in its place. */
export interface CurveChart {
	update(next: Drawn): void;
	point(index: number): void;
	destroy(): void;
}

const stripShare = 0.26;

/** Draws equity and the drawdown strip into `node`, and redraws when its size or the theme changes. */
export function drawCurve(
	node: HTMLElement,
	first: Drawn,
	onpoint: (index: number | null) => void
): CurveChart {
	let charts: readonly uPlot[] = [];
	let isGone = false;
	let drawn = first;
	let x = indices(drawn.curve.at.length);
	let library: typeof uPlot | undefined;

	function draw(): void {
		if (library === undefined || isGone) return;
		const zoom = zoomOf(charts[0], x.length - 1);
		for (const chart of charts) chart.destroy();
		charts = createCharts(library, node, { x, drawn: () => drawn, onpoint });
		if (zoom !== null) for (const chart of charts) chart.setScale('x', zoom);
	}

	function resize(): void {
		const [upper, lower] = heightsOf(node);
		charts[0]?.setSize({ width: node.clientWidth, height: upper });
		charts[1]?.setSize({ width: node.clientWidth, height: lower });
	}

	const stopWatching = watchLook(node, resize, draw);
	void import('uplot').then((module) => {
		library = module.default;
		// In a task of its own: to load the library took one already.
		setTimeout(draw);
	});

	function update(next: Drawn): void {
		const zoom = hasGrown(drawn.curve, next.curve) ? zoomOf(charts[0], x.length - 1) : null;
		const isSameFrame = next.start === drawn.start;
		drawn = next;
		x = indices(drawn.curve.at.length);
		charts[0]?.setData(dataOf(x, drawn), zoom === null);
		charts[1]?.setData([x, drawn.drawdown], zoom === null);
		if (zoom !== null) for (const chart of charts) chart.setScale('x', zoom);
		if (!isSameFrame) draw();
	}

	return {
		update,
		point(index) {
			const [chart] = charts;
			if (chart === undefined) return;
			const value = drawn.curve.equity[index] ?? NaN;
			chart.setCursor({ left: chart.valToPos(index, 'x'), top: chart.valToPos(value, 'y') });
			onpoint(index);
		},
		destroy() {
			isGone = true;
			stopWatching();
			for (const chart of charts) chart.destroy();
		}
	};
}

interface Given {
	readonly x: Float64Array;
	/** What is drawn now: a curve that grows takes the place of the one before. */
	readonly drawn: () => Drawn;
	readonly onpoint: (index: number | null) => void;
}

/** Equity above, drawdown below, with one crosshair. */
function createCharts(
	Chart: typeof uPlot,
	node: HTMLElement,
	{ x, drawn, onpoint }: Given
): readonly [uPlot, uPlot] {
	const { drawdown, start } = drawn();
	const [upper, lower] = heightsOf(node);
	const shared = {
		width: node.clientWidth,
		at: () => drawn().curve.at,
		paint: readPaint(node),
		sync: Chart.sync('equity').key,
		steps: Chart.paths.stepped?.({ align: 1 }) ?? (() => null)
	};
	return [
		new Chart(equityOptions({ ...shared, height: upper, start, onpoint }), dataOf(x, drawn()), node),
		new Chart(drawdownOptions({ ...shared, height: lower }), [x, drawdown], node)
	];
}

/** Where the benchmark is not known, nothing is drawn. */
function dataOf(x: Float64Array, { curve, benchmark }: Drawn): uPlot.AlignedData {
	const known = benchmark ?? new Float64Array(x.length).fill(NaN);
	return [x, curve.equity, Array.from(known, (value) => (Number.isNaN(value) ? null : value))];
}

function hasGrown(before: EquityCurve, after: EquityCurve): boolean {
	return before.at[0] === after.at[0] && before.at.length <= after.at.length;
}

/** The part of the points that a person looks at, or null while it is all of them: a whole that grows stays whole. */
function zoomOf(chart: uPlot | undefined, last: number): { min: number; max: number } | null {
	const { min, max } = chart?.scales['x'] ?? {};
	if (typeof min !== 'number' || typeof max !== 'number') return null;
	return min <= 0 && max >= last ? null : { min, max };
}

function heightsOf(node: HTMLElement): [number, number] {
	const lower = Math.round(Math.max(72, node.clientHeight * stripShare));
	return [Math.max(120, node.clientHeight - lower), lower];
}

function readPaint(node: HTMLElement): Paint {
	const colours = readColours(node, {
		ink: '--ink-quiet',
		line: '--line',
		strong: '--line-strong',
		accent: '--accent',
		area: '--accent-area',
		clear: '--accent-clear',
		benchmark: '--ink-small',
		loss: '--loss',
		lossArea: '--loss-area'
	});
	return { ...colours, face: getComputedStyle(node).fontFamily };
}
