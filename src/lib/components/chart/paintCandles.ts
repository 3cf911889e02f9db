import type uPlot from 'uplot';
import type { AxisPaint } from './axes.ts';
import type { Charted, ChartLevel } from './chartModel.ts';

/** Colours of a chart, as a canvas takes them. */
export interface ChartPaint extends AxisPaint {
	readonly panel: string;
	readonly gain: string;
	readonly loss: string;
	readonly strong: string;
	readonly accent: string;
	readonly warn: string;
}

/** The colour of a level: an entry is neutral, what guards is in the colour of what it would do. */
export function levelColour(kind: ChartLevel['kind'], paint: ChartPaint): string {
	switch (kind) {
		case 'entry':
			return paint.strong;
		case 'stop':
		case 'trail':
			return paint.loss;
		case 'target':
			return paint.gain;
		case 'last':
			return paint.accent;
	}
}

const dashByKind: Readonly<Record<ChartLevel['kind'], readonly number[]>> = {
	entry: [],
	stop: [6, 4],
	trail: [2, 4],
	target: [6, 4],
	last: [1, 3]
};

/** Draws the candles of the window: rising ones are hollow, falling ones filled. */
export function paintCandles(chart: uPlot, { candles }: Charted, paint: ChartPaint): void {
	const { ctx, bbox, scales } = chart;
	const { min = 0, max = 0 } = scales['x'] ?? {};
	const [from, to] = [Math.max(0, Math.floor(min)), Math.min(candles.at.length - 1, Math.ceil(max))];
	const ratio = devicePixelRatio;
	const step = bbox.width / Math.max(1, max - min);
	const width = Math.max(ratio, Math.min(Math.floor(step * 0.66), 14 * ratio));
	const y = (price: number): number => Math.round(chart.valToPos(price, 'y', true));
	ctx.save();
	ctx.beginPath();
	ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
	ctx.clip();
	ctx.lineWidth = Math.max(1, Math.round(ratio));
	for (let index = from; index <= to; index++) {
		const [open, close] = [candles.open[index] ?? NaN, candles.close[index] ?? NaN];
		const x = Math.round(chart.valToPos(index, 'x', true)) + 0.5 * (ctx.lineWidth % 2);
		const isUp = close >= open;
		ctx.strokeStyle = ctx.fillStyle = isUp ? paint.gain : paint.loss;
		const [top, bottom] = [y(Math.max(open, close)), y(Math.min(open, close))];
		ctx.beginPath();
		ctx.moveTo(x, y(candles.high[index] ?? NaN));
		ctx.lineTo(x, y(candles.low[index] ?? NaN));
		ctx.stroke();
		const [left, height] = [Math.round(x - width / 2), Math.max(ratio, bottom - top)];
		if (isUp && width > 3 * ratio && height > 2 * ratio) {
			ctx.fillStyle = paint.panel;
			ctx.fillRect(left, top, width, height);
			ctx.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
		} else ctx.fillRect(left, top, width, height);
	}
	ctx.restore();
}

/** Draws the levels across the window; those beyond it are told at the edge by their labels alone. */
export function paintLevels(chart: uPlot, { levels }: Charted, paint: ChartPaint): void {
	const { ctx, bbox, scales } = chart;
	const { min = 0, max = 0 } = scales['y'] ?? {};
	ctx.save();
	ctx.lineWidth = devicePixelRatio;
	for (const { kind, price } of levels) {
		if (price < min || price > max) continue;
		const y = Math.round(chart.valToPos(price, 'y', true)) + 0.5;
		ctx.strokeStyle = levelColour(kind, paint);
		ctx.setLineDash(dashByKind[kind].map((length) => length * devicePixelRatio));
		ctx.beginPath();
		ctx.moveTo(bbox.left, y);
		ctx.lineTo(bbox.left + bbox.width, y);
		ctx.stroke();
	}
	ctx.restore();
}
