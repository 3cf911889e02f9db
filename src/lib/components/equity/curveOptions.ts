import type uPlot from 'uplot';
import { axisTicks } from '#lib/app/format/axisTicks.ts';
import { estimateText } from '#lib/app/format/estimateText.ts';

/** Colours and face, as a canvas takes them. */
export interface Paint {
	readonly ink: string;
	readonly line: string;
	readonly strong: string;
	readonly accent: string;
	readonly area: string;
	/** The colour of the area at its foot, where it is fully clear. */
	readonly clear: string;
	readonly loss: string;
	readonly lossArea: string;
	readonly face: string;
}

interface Shared {
	readonly width: number;
	readonly height: number;
	/** The instants of the points that are drawn now. */
	readonly at: () => Float64Array;
	readonly paint: Paint;
	readonly sync: string;
}

const valueAxisWidth = 72;
const labelWidth = 76;
const leastLabelGap = 44;

/** The equity line over its start, with the value axis at the right as traders read it. */
export function equityOptions(
	options: Shared & { readonly start: number; readonly onpoint: (index: number | null) => void }
): uPlot.Options {
	const { paint, start, onpoint } = options;
	return {
		...frameOf(options),
		padding: [12, 0, 4, 8],
		scales: {
			x: { time: false },
			y: { range: (_, low, high) => roomAround(Math.min(low, start), Math.max(high, start)) }
		},
		series: [
			{},
			{
				stroke: paint.accent,
				width: 1.5,
				fill: (chart) => gradient(chart, paint),
				fillTo: (_, __, min) => min,
				points: { show: false }
			}
		],
		axes: [{ show: false }, valueAxis(paint, (value, decimals) => estimateText(value, decimals))],
		hooks: {
			drawAxes: [(chart) => drawStart(chart, start, paint)],
			setCursor: [(chart) => onpoint(chart.cursor.idx ?? null)]
		}
	};
}

/** The drawdown strip: below zero, with the time axis. */
export function drawdownOptions(options: Shared): uPlot.Options {
	const { paint, at } = options;
	return {
		...frameOf(options),
		padding: [6, 0, 0, 8],
		scales: { x: { time: false }, y: { range: (_, low) => [Math.min(low * 1.1, -0.0001), 0] } },
		series: [{}, { stroke: paint.loss, width: 1, fill: paint.lossArea, fillTo: 0, points: { show: false } }],
		axes: [timeAxis(at, paint), valueAxis(paint, (value) => `${estimateText(value * 100, 2)} %`, 24)]
	};
}

function frameOf({ width, height, paint, sync }: Shared) {
	return {
		width,
		height,
		legend: { show: false },
		cursor: {
			y: false,
			sync: { key: sync },
			points: { size: 7, width: 2, fill: paint.accent, stroke: paint.accent }
		}
	} satisfies Partial<uPlot.Options>;
}

function timeAxis(instants: () => Float64Array, paint: Paint): uPlot.Axis {
	const ticksOf = (chart: uPlot, min: number, max: number) => {
		const at = instants();
		const ticks = axisTicks(
			at,
			Math.max(0, Math.ceil(min)),
			Math.min(at.length - 1, Math.floor(max)),
			Math.max(2, Math.floor(chart.width / labelWidth))
		);
		// The first hour or day is often cut: its label would stand on the next one.
		const pixels = (chart.width - valueAxisWidth) / Math.max(1, max - min);
		const [first, second] = ticks;
		const isCut = first !== undefined && second !== undefined;
		return isCut && (second.index - first.index) * pixels < leastLabelGap ? ticks.slice(1) : ticks;
	};
	let labelByIndex = new Map<number, string>();
	return {
		stroke: paint.ink,
		font: `12px ${paint.face}`,
		size: 26,
		gap: 6,
		align: 1,
		grid: { stroke: paint.line, width: 1 },
		ticks: { show: false },
		splits: (chart, _, min, max) => {
			const ticks = ticksOf(chart, min, max);
			labelByIndex = new Map(ticks.map(({ index, label }) => [index, label]));
			return ticks.map(({ index }) => index);
		},
		values: (_, splits) => splits.map((index) => labelByIndex.get(index) ?? '')
	};
}

function valueAxis(paint: Paint, write: (value: number, decimals: number) => string, space = 40): uPlot.Axis {
	return {
		side: 1,
		stroke: paint.ink,
		font: `12px ${paint.face}`,
		size: valueAxisWidth,
		gap: 8,
		space,
		grid: { stroke: paint.line, width: 1 },
		ticks: { show: false },
		values: (_, splits) => {
			const step = Math.abs((splits[1] ?? 1) - (splits[0] ?? 0));
			const decimals = step >= 1 ? 0 : 2;
			return splits.map((value) => write(value, decimals));
		}
	};
}

/** Room above and below a curve; a range too small for float64 to be divided into ticks is drawn as flat. */
export function roomAround(low: number, high: number): [number, number] {
	const size = Math.max(Math.abs(low), Math.abs(high));
	const isFlat = high - low <= size * 1e-7;
	const room = isFlat ? size * 0.001 || 1 : (high - low) * 0.08;
	return [low - room, high + room];
}

function gradient(chart: uPlot, paint: Paint): CanvasGradient {
	const { top, height } = chart.bbox;
	const fill = chart.ctx.createLinearGradient(0, top, 0, top + height);
	fill.addColorStop(0, paint.area);
	fill.addColorStop(1, paint.clear);
	return fill;
}

/** A dashed line where the run began. */
function drawStart(chart: uPlot, start: number, paint: Paint): void {
	const { ctx, bbox } = chart;
	const y = Math.round(chart.valToPos(start, 'y', true));
	ctx.save();
	ctx.strokeStyle = paint.strong;
	ctx.lineWidth = devicePixelRatio;
	ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
	ctx.beginPath();
	ctx.moveTo(bbox.left, y);
	ctx.lineTo(bbox.left + bbox.width, y);
	ctx.stroke();
	ctx.restore();
}
