import 'uplot/dist/uPlot.min.css';
import type uPlot from 'uplot';
import { estimateText } from '#lib/app/format/estimateText.ts';
import { readColours, watchLook } from '../shared/canvasLook.ts';
import { timeAxis, valueAxis, valueAxisWidth } from './axes.ts';
import {
	candleAt,
	grownWindow,
	lastWindow,
	priceRange,
	spreadLabels,
	wholeWindow,
	type Charted
} from './chartModel.ts';
import { paintCandles, paintLevels, type ChartPaint } from './paintCandles.ts';

/** Where something stands on the chart, in pixels of its node. */
export interface Placed {
	readonly key: string;
	readonly left: number;
	readonly top: number;
	/** Beyond the prices that are shown: above, below, or not. */
	readonly edge?: 'above' | 'below' | undefined;
}

/** Where fills and the labels of levels stand after a drawing. */
export interface Places {
	readonly fills: readonly Placed[];
	readonly levels: readonly Placed[];
}

/** What a chart tells. */
export interface ChartEars {
	readonly onpoint: (index: number | null) => void;
	readonly onplaced: (places: Places) => void;
}

const candleWidth = 8;
/** A window holds at least so many candles. */
const fewest = 20;
const labelHeight = 18;
const markGap = 9;

/** Candles drawn into `node`, and drawn again when its size or the theme changes. */
export class CandleChart {
	readonly #node: HTMLElement;
	readonly #ears: ChartEars;
	readonly #stopWatching: () => void;
	#drawn: Charted;
	#chart: uPlot | undefined;
	#library: typeof uPlot | undefined;
	#isGone = false;
	/** Whether all candles are shown at first, not the last that can be told apart. */
	readonly #isWhole: boolean;

	constructor(node: HTMLElement, first: Charted, ears: ChartEars, isWhole: boolean) {
		this.#isWhole = isWhole;
		this.#node = node;
		this.#drawn = first;
		this.#ears = ears;
		this.#stopWatching = watchLook(
			node,
			() => this.#chart?.setSize({ width: node.clientWidth, height: node.clientHeight }),
			() => this.#draw()
		);
		void import('uplot').then((module) => {
			this.#library = module.default;
			this.#draw();
		});
	}

	/** Draws these; `isOther` when they are other candles than before, not more of the same. */
	update(next: Charted, isOther: boolean): void {
		const [min, max] = this.#window();
		const grown = grownWindow({ from: min, to: max }, this.#drawn.candles.at, next.candles.at);
		this.#drawn = next;
		const chart = this.#chart;
		chart?.batch(() => {
			chart.setData(dataOf(next), false);
			if (isOther || grown === null) this.#showFirst();
			else this.#show(this.#isWhole ? min : grown.from, grown.to);
		});
	}

	/** Moves the crosshair to a candle, and that into view. */
	point(index: number): void {
		const chart = this.#chart;
		if (chart === undefined) return;
		const [min, max] = this.#window();
		const shift = index < min ? index - min - 0.5 : index > max ? index - max + 0.5 : 0;
		if (shift !== 0) this.#show(min + shift, max + shift);
		const top = chart.valToPos(this.#drawn.candles.close[index] ?? NaN, 'y');
		chart.setCursor({ left: chart.valToPos(index, 'x'), top });
		this.#ears.onpoint(index);
	}

	/** Shows more (above one) or fewer candles, up to the last that is shown. */
	zoom(factor: number): void {
		const [min, max] = this.#window();
		const most = Math.max(fewest, this.#drawn.candles.at.length);
		const width = Math.min(most, Math.max(fewest, (max - min) * factor));
		this.#show(Math.max(-0.5, max - width), Math.max(max, width - 0.5));
	}

	destroy(): void {
		this.#isGone = true;
		this.#stopWatching();
		this.#chart?.destroy();
	}

	#draw(): void {
		if (this.#library === undefined || this.#isGone) return;
		const [before, [min, max]] = [this.#chart, this.#window()];
		before?.destroy();
		const options = optionsOf(this.#node, readPaint(this.#node), () => this.#drawn, this.#ears);
		this.#chart = new this.#library(options, dataOf(this.#drawn), this.#node);
		if (before === undefined) this.#showFirst();
		else this.#show(min, max);
	}

	#showFirst(): void {
		const width = this.#node.clientWidth - valueAxisWidth;
		const count = this.#drawn.candles.at.length;
		const { from, to } = this.#isWhole ? wholeWindow(count) : lastWindow(count, width, candleWidth);
		this.#show(from, to);
	}

	#show(min: number, max: number): void {
		this.#chart?.setScale('x', { min, max });
	}

	#window(): readonly [number, number] {
		const { min, max } = this.#chart?.scales['x'] ?? {};
		return [min ?? 0, max ?? 0];
	}
}

function dataOf({ candles }: Charted): uPlot.AlignedData {
	return [Float64Array.from(candles.at.keys()), candles.close];
}

function optionsOf(
	{ clientWidth, clientHeight }: HTMLElement,
	paint: ChartPaint,
	drawn: () => Charted,
	{ onpoint, onplaced }: ChartEars
): uPlot.Options {
	return {
		...{ width: clientWidth, height: clientHeight, padding: [12, 0, 0, 8] },
		legend: { show: false },
		cursor: { points: { show: false }, drag: { x: true, y: false } },
		scales: {
			x: { time: false },
			y: {
				range: (chart) => {
					// Not the scale of x, which is set after this: the places that it will show.
					const [from, to] = chart.series[0]?.idxs ?? [0, 0];
					const { candles, levels, fills } = drawn();
					return priceRange(candles, { from, to }, levels, fills);
				}
			}
		},
		series: [{}, { show: true, paths: () => null, points: { show: false } }],
		axes: [
			timeAxis(() => drawn().candles.at, paint, 'start'),
			valueAxis(paint, (value, decimals) => estimateText(value, Math.max(2, decimals)))
		],
		hooks: {
			drawClear: [(chart) => paintLevels(chart, drawn(), paint)],
			draw: [
				(chart) => {
					paintCandles(chart, drawn(), paint);
					onplaced(placesOf(chart, drawn()));
				}
			],
			setCursor: [(chart) => onpoint(chart.cursor.idx ?? null)]
		}
	};
}

function placesOf(chart: uPlot, { candles, levels, fills }: Charted): Places {
	const { offsetLeft, offsetTop, clientWidth, clientHeight } = chart.over;
	const { min = 0, max = 0 } = chart.scales['x'] ?? {};
	const scale = chart.scales['y'];
	const marks = fills.flatMap(({ key, at, price, side }): Placed[] => {
		const index = candleAt(candles.at, at);
		if (index < min || index > max) return [];
		const top = chart.valToPos(price, 'y') + (side === 'buy' ? markGap : -markGap);
		const left = offsetLeft + chart.valToPos(index, 'x');
		return [{ key, left, top: offsetTop + Math.min(Math.max(top, 0), clientHeight) }];
	});
	const tops = levels.map(({ price }) => chart.valToPos(price, 'y') - labelHeight / 2);
	const spread = spreadLabels(tops, labelHeight, clientHeight - labelHeight);
	return {
		fills: marks,
		levels: levels.map(({ key, kind, price }, index) => ({
			key,
			left: kind === 'last' ? offsetLeft + clientWidth : offsetLeft,
			top: offsetTop + (spread[index] ?? 0),
			edge:
				price > (scale?.max ?? Infinity) ? 'above' : price < (scale?.min ?? -Infinity) ? 'below' : undefined
		}))
	};
}

function readPaint(node: HTMLElement): ChartPaint {
	const colours = readColours(node, {
		ink: '--ink-quiet',
		line: '--line',
		strong: '--line-strong',
		panel: '--panel',
		gain: '--gain',
		loss: '--loss',
		accent: '--accent',
		warn: '--warn'
	});
	return { ...colours, face: getComputedStyle(node).fontFamily };
}
