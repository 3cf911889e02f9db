import type uPlot from 'uplot';
import { estimateText } from '#lib/app/format/estimateText.ts';
import { timeAxis, valueAxis } from '../chart/axes.ts';

/** Colours and face, as a canvas takes them. */
export interface Paint {
	readonly ink: string;
	readonly line: string;
	readonly strong: string;
	readonly accent: string;
	readonly area: string;
	/** The colour of the area at its foot, where it is fully clear. */
	readonly clear: string;
	/** What the curve is held against. */
	readonly benchmark: string;
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
	/** A value holds until the next one is known. */
	readonly steps: uPlot.Series.PathBuilder;
}

/**
 * Room between the two charts: the lowest value of the upper one and the zero of the lower one may both stand at an edge,
 * and half of each label is beyond it.
 */
export const roomBetween = { above: 8, below: 10 };

/** The equity line over its start, with the value axis at the right as traders read it. */
export function equityOptions(
	options: Shared & { readonly start: number; readonly onpoint: (index: number | null) => void }
): uPlot.Options {
	const { paint, start, onpoint } = options;
	return {
		...frameOf(options),
		padding: [12, 0, roomBetween.above, 8],
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
				fillTo: (chart) => chart.scales['y']?.min ?? 0,
				paths: options.steps,
				points: { show: false }
			},
			{ stroke: paint.benchmark, width: 1, points: { show: false } }
		],
		axes: [{ show: false }, { ...valueAxis(paint, moneyMark), incrs: moneySteps }],
		hooks: {
			drawAxes: [(chart) => drawStart(chart, start, paint)],
			setCursor: [(chart) => onpoint(chart.cursor.idx ?? null)]
		}
	};
}

/** The steps between two marks of money: none is finer than a cent or ends within one, so that each label has its room. */
export const moneySteps: number[] = Array.from({ length: 15 }, (_, power) =>
	[1, 2, 5].map((digit) => Number(`${String(digit)}e${String(power - 2)}`))
).flat();

/** Money has both of its decimals, or none. */
const moneyMark = (value: number, decimals: number): string =>
	estimateText(value, decimals === 1 ? 2 : decimals);

const percentMark = (value: number, decimals: number): string => `${estimateText(value, decimals)} %`;

/** Less than this and the labels of the strip would say the same. */
const leastFall = -0.002;

/** The drawdown strip: below zero, with the time axis. */
export function drawdownOptions(options: Shared): uPlot.Options {
	const { paint, at, steps } = options;
	return {
		...frameOf(options),
		padding: [roomBetween.below, 0, 0, 8],
		scales: { x: { time: false }, y: { range: (_, low) => [Math.min(low * 1.1, leastFall), 0] } },
		series: [
			{},
			{ stroke: paint.loss, width: 1, fill: paint.lossArea, fillTo: 0, paths: steps, points: { show: false } }
		],
		axes: [timeAxis(at, paint), valueAxis(paint, percentMark, 24, 100)]
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
