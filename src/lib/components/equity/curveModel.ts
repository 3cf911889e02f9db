/** Drawdown of each point from the running peak, as a fraction at or below zero; the start counts as a peak. */
export function drawdownOf(equity: ArrayLike<number>, start: number): Float64Array {
	const drawdown = new Float64Array(equity.length);
	let peak = start;
	for (let index = 0; index < equity.length; index++) {
		const value = equity[index] ?? NaN;
		if (value > peak) peak = value;
		drawdown[index] = peak > 0 ? value / peak - 1 : 0;
	}
	return drawdown;
}

/** 0, 1, 2 … for `length` points: points stand beside each other by count, so that nights take no room. */
export function indices(length: number): Float64Array {
	return Float64Array.from({ length }, (_, index) => index);
}

/** A curve of the desk, and what it is held against. */
export interface HeldCurve {
	readonly at: Float64Array;
	readonly equity: Float64Array;
	readonly benchmark: Float64Array | null;
	readonly drawdown: Float64Array;
	/** The equity at the first point. */
	readonly start: number;
}

const day = 86_400_000;

/** How far back a curve is shown, by the clock of its book. */
export const curveRanges = [
	{ value: '1D', label: '1D', reach: day },
	{ value: '1W', label: '1W', reach: 7 * day },
	{ value: '1M', label: '1M', reach: 31 * day },
	{ value: '3M', label: '3M', reach: 92 * day },
	{ value: 'All', label: 'All', reach: Infinity }
] as const;

/** One of the ranges. */
export type CurveRange = (typeof curveRanges)[number]['value'];

/**
 * The part of a curve within a range, from the last point before it on. The drawdown is from the peak of the whole, and
 * the benchmark begins at the equity of the first point where both are known.
 */
export function cutCurve(
	{ at, equity, benchmark }: Pick<HeldCurve, 'at' | 'equity' | 'benchmark'>,
	range: CurveRange,
	start: number
): HeldCurve {
	const drawdown = drawdownOf(equity, start);
	const reach = curveRanges.find(({ value }) => value === range)?.reach ?? Infinity;
	const since = (at.at(-1) ?? NaN) - reach;
	const first = Math.max(0, at.findIndex((instant) => instant >= since) - 1);
	const cut = { at: at.slice(first), equity: equity.slice(first), drawdown: drawdown.slice(first) };
	const against = benchmark?.slice(first) ?? null;
	const place = against?.findIndex((value) => !Number.isNaN(value)) ?? -1;
	const scale = (cut.equity[place] ?? NaN) / (against?.[place] ?? NaN);
	return {
		...cut,
		benchmark: place < 0 ? null : (against?.map((value) => value * scale) ?? null),
		start: first === 0 ? start : (cut.equity[0] ?? start)
	};
}
