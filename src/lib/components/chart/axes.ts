import type uPlot from 'uplot';
import { axisTicks, decimalsOfStep, type PointsCarry } from '#lib/app/format/axisTicks.ts';

/** What axes are drawn with, as a canvas takes it. */
export interface AxisPaint {
	readonly ink: string;
	readonly line: string;
	readonly face: string;
}

/** The room of a value axis at the right. */
export const valueAxisWidth = 72;
const labelWidth = 76;
const leastLabelGap = 44;

/** Marks along points that stand beside each other by count; `instants` are those that are drawn now. */
export function timeAxis(
	instants: () => ArrayLike<number>,
	paint: AxisPaint,
	carry: PointsCarry = 'end'
): uPlot.Axis {
	const ticksOf = (chart: uPlot, min: number, max: number) => {
		const at = instants();
		const ticks = axisTicks(
			at,
			Math.max(0, Math.ceil(min)),
			Math.min(at.length - 1, Math.floor(max)),
			Math.max(2, Math.floor(chart.width / labelWidth)),
			carry
		);
		// What begins is often cut: its label would stand on the next one.
		const pixels = (chart.width - valueAxisWidth) / Math.max(1, max - min);
		return ticks.filter(({ index }, place) => {
			const next = ticks[place + 1];
			return next === undefined || (next.index - index) * pixels >= leastLabelGap;
		});
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

/** Values at the right, as traders read them: with the decimals that tell them apart, whatever `write` makes of a value. */
export function valueAxis(
	paint: AxisPaint,
	write: (value: number, decimals: number) => string,
	space = 40,
	/** What a value is multiplied by before it is written. */
	scale = 1
): uPlot.Axis {
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
			const decimals = decimalsOfStep(((splits[1] ?? 1) - (splits[0] ?? 0)) * scale);
			return splits.map((value) => write(value * scale, decimals));
		}
	};
}
