import 'uplot/dist/uPlot.min.css';
import type uPlot from 'uplot';
import type { EquityCurve } from '#lib/domain/runReport.ts';
import { indices } from './curveModel.ts';
import { drawdownOptions, equityOptions, type Paint } from './curveOptions.ts';

interface Drawn {
	readonly curve: EquityCurve;
	readonly drawdown: Float64Array;
	readonly start: number;
}

/** A drawn curve: `point` moves the crosshair to a point of it. */
export interface CurveChart {
	point(index: number): void;
	destroy(): void;
}

const stripShare = 0.26;

/** Draws equity and the drawdown strip into `node`, and redraws when its size or the theme changes. */
export function drawCurve(
	node: HTMLElement,
	drawn: Drawn,
	onpoint: (index: number | null) => void
): CurveChart {
	let charts: readonly uPlot[] = [];
	let isGone = false;
	const x = indices(drawn.curve.at.length);
	let library: typeof uPlot | undefined;

	function draw(): void {
		if (library === undefined || isGone) return;
		const zoom = zoomOf(charts[0]);
		for (const chart of charts) chart.destroy();
		const paint = readPaint(node);
		const sync = library.sync('equity');
		const [upper, lower] = heightsOf(node);
		const shared = { width: node.clientWidth, at: drawn.curve.at, paint, sync: sync.key };
		const Chart = library;
		charts = [
			new Chart(
				equityOptions({ ...shared, height: upper, start: drawn.start, onpoint }),
				[x, drawn.curve.equity],
				node
			),
			new Chart(drawdownOptions({ ...shared, height: lower }), [x, drawn.drawdown], node)
		];
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
		draw();
	});

	return {
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

/** Calls back when the size of `node` or the theme changes, until the returned function is called. */
function watchLook(node: HTMLElement, onsize: () => void, ontheme: () => void): () => void {
	const sizes = new ResizeObserver(onsize);
	const themes = new MutationObserver(ontheme);
	const media = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) =>
		matchMedia(query)
	);
	sizes.observe(node);
	themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
	for (const query of media) query.addEventListener('change', ontheme);
	return () => {
		sizes.disconnect();
		themes.disconnect();
		for (const query of media) query.removeEventListener('change', ontheme);
	};
}

function zoomOf(chart: uPlot | undefined): { min: number; max: number } | null {
	const { min, max } = chart?.scales['x'] ?? {};
	return typeof min === 'number' && typeof max === 'number' ? { min, max } : null;
}

function heightsOf(node: HTMLElement): [number, number] {
	const lower = Math.round(Math.max(72, node.clientHeight * stripShare));
	return [Math.max(120, node.clientHeight - lower), lower];
}

/** Canvas takes no variables: the colours are read as the browser computes them. */
function readPaint(node: HTMLElement): Paint {
	const probe = document.createElement('span');
	node.append(probe);
	const read = (name: string): string => {
		probe.style.color = `var(${name})`;
		return getComputedStyle(probe).color;
	};
	const paint = {
		ink: read('--ink-quiet'),
		line: read('--line'),
		strong: read('--line-strong'),
		accent: read('--accent'),
		area: read('--accent-area'),
		clear: read('--accent-clear'),
		loss: read('--loss'),
		lossArea: read('--loss-area'),
		face: getComputedStyle(node).fontFamily
	};
	probe.remove();
	return paint;
}
