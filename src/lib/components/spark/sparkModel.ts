import { changeText } from '#lib/app/format/estimateText.ts';

/** A line and hairlines in a box, in its own units. */
export interface SparkShape {
	/** `x,y` of each point, as a polyline takes them. */
	readonly points: string;
	/** The height of each level, or null for one that is too far away to be drawn. */
	readonly levels: readonly (number | null)[];
}

/** Levels farther than this many times the spread of the prices would press the line flat. */
const mostStretch = 2;

/** Prices from left to right in a box, with levels that are near; one price alone is a line across. */
export function shapeSpark(
	prices: ArrayLike<number>,
	levels: readonly (number | null)[],
	width: number,
	height: number
): SparkShape {
	const all = Array.from(prices);
	const [low, high] = [Math.min(...all), Math.max(...all)];
	const reach = Math.max(high - low, high * 0.002) * mostStretch;
	const near = levels.map((level) =>
		level !== null && level >= low - reach && level <= high + reach ? level : null
	);
	const drawn = [...all, ...near.filter((level) => level !== null)];
	const [bottom, top] = [Math.min(...drawn), Math.max(...drawn)];
	const toY = (price: number): number =>
		top === bottom ? height / 2 : 1 + ((top - price) / (top - bottom)) * (height - 2);
	const line = all.length === 1 ? [all[0] ?? 0, all[0] ?? 0] : all;
	const step = width / Math.max(1, line.length - 1);
	return {
		points: line.map((price, index) => `${(index * step).toFixed(1)},${toY(price).toFixed(1)}`).join(' '),
		levels: near.map((level) => (level === null ? null : Math.round(toY(level)) + 0.5))
	};
}

/** What a line of prices comes to, as a percentage from the first to the last. */
export function sparkText(prices: Float64Array): string {
	return prices.length === 0 ? '–' : changeText((prices.at(-1) ?? NaN) / (prices[0] ?? NaN) - 1);
}
