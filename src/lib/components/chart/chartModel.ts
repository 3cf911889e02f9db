import type { Candles } from '#lib/domain/candles.ts';

/** A price that a chart marks across its width; `text` says what it is, with its numbers. */
export interface ChartLevel {
	readonly key: string;
	readonly kind: 'entry' | 'stop' | 'target' | 'trail' | 'last';
	readonly price: number;
	readonly text: string;
}

/** A fill on a chart: where and which way, a sentence, and where its story stands. */
export interface ChartFill {
	readonly key: string;
	readonly at: number;
	readonly price: number;
	readonly side: 'buy' | 'sell';
	readonly text: string;
	readonly href?: string | undefined;
}

/** What a chart draws. */
export interface Charted {
	readonly candles: Candles;
	readonly levels: readonly ChartLevel[];
	readonly fills: readonly ChartFill[];
}

/** A part of a chart by the places of its first and last candle. */
export interface ChartWindow {
	readonly from: number;
	readonly to: number;
}

/** The candle in which an instant lies: the last that begins by then; -1 before the first. */
export function candleAt(at: ArrayLike<number>, instant: number): number {
	let [low, high] = [0, at.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((at[middle] ?? NaN) <= instant) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}

const leastShare = 0.0015;
/** A level that would press the candles into less than a third of the height stands at the edge. */
const mostStretch = 3;

/** The prices from the lowest to the highest of a window, with its fills and the levels that are near, and room around. */
export function priceRange(
	{ at, high, low }: Pick<Candles, 'at' | 'high' | 'low'>,
	{ from, to }: ChartWindow,
	levels: readonly Pick<ChartLevel, 'price'>[],
	fills: readonly Pick<ChartFill, 'at' | 'price'>[] = []
): [number, number] {
	let [least, most] = [Infinity, -Infinity];
	for (let index = Math.max(0, from); index <= to && index < high.length; index++) {
		least = Math.min(least, low[index] ?? NaN);
		most = Math.max(most, high[index] ?? NaN);
	}
	if (least > most) return [0, 1];
	for (const fill of fills) {
		const place = candleAt(at, fill.at);
		if (place < from || place > to) continue;
		least = Math.min(least, fill.price);
		most = Math.max(most, fill.price);
	}
	const spread = Math.max(most - least, most * leastShare);
	const reach = (spread * (mostStretch - 1)) / 2;
	const [floor, ceiling] = [least - reach, most + reach];
	for (const { price } of levels) {
		if (price < floor || price > ceiling) continue;
		least = Math.min(least, price);
		most = Math.max(most, price);
	}
	const room = Math.max((most - least) * 0.08, (spread - (most - least)) / 2);
	return [least - room, most + room];
}

const fewestShown = 20;

/** All candles; few of them keep the width that they have among more. */
export function wholeWindow(count: number): ChartWindow {
	return { from: -0.5, to: Math.max(count, fewestShown) - 0.5 };
}

/** The last candles that can be told apart in a width, and a little room at the right. */
export function lastWindow(count: number, width: number, candleWidth: number): ChartWindow {
	const shown = Math.max(fewestShown, Math.floor(width / candleWidth));
	return { from: Math.max(-0.5, count - shown - 0.5), to: Math.max(count - 0.5, shown - 0.5) };
}

/**
 * Where a window goes when candles came: it goes with those it shows, and with the last ones where it shows them. Null when
 * earlier ones came before the first that it shows: what is there is seen as at first.
 */
export function grownWindow(
	{ from, to }: ChartWindow,
	before: ArrayLike<number>,
	now: ArrayLike<number>
): ChartWindow | null {
	const earlier = Math.max(0, candleAt(now, before[0] ?? Infinity));
	if (earlier > 0 && from <= 0) return null;
	const later = now.length - before.length - earlier;
	const follows = to >= before.length - 1 && later > 0 && to + earlier < now.length - 0.5;
	const shift = earlier + (follows ? later : 0);
	return { from: from + shift, to: to + shift };
}

/** Places for labels so that none covers another: `tops` as wished, each at least `height` apart, within 0 to `end`. */
export function spreadLabels(tops: readonly number[], height: number, end: number): readonly number[] {
	const order = [...tops.keys()].sort((a, b) => (tops[a] ?? 0) - (tops[b] ?? 0));
	const placed = [...tops];
	let free = 0;
	for (const index of order) {
		placed[index] = Math.max(free, Math.min(tops[index] ?? 0, end));
		free = (placed[index] ?? 0) + height;
	}
	let limit = end;
	for (const index of order.reverse()) {
		placed[index] = Math.min(placed[index] ?? 0, limit);
		limit = (placed[index] ?? 0) - height;
	}
	return placed;
}
