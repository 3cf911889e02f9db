import { finiteOrNull } from './mean.ts';

/** The deepest fall from a running peak; depth is a positive fraction, indices count the equity points from E0. */
export interface Drawdown {
	readonly depth: number;
	/** Last point at the peak. */
	readonly peakIndex: number;
	readonly troughIndex: number;
	/** First point back at or above the peak; null while it is not recovered. */
	readonly recoveryIndex: number | null;
}

/**
 * The first deepest drawdown of equity points E0..En, one pass, E0 is a peak; null when equity never fell below one,
 * without a period, when E0 is not positive, or when a point is not finite.
 */
export function deepestDrawdown(equity: ArrayLike<number>): Drawdown | null {
	if (!canFall(equity)) return null;
	let peak = 0;
	let peakIndex = 0;
	let deepest = { depth: 0, peakIndex: 0, troughIndex: 0, recoveryIndex: null as number | null };
	for (let t = 0; t < equity.length; t++) {
		const value = equity[t] ?? NaN;
		if (!Number.isFinite(value)) return null;
		if (value >= peak) {
			peak = value;
			peakIndex = t;
			deepest.recoveryIndex ??= t;
			continue;
		}
		const depth = 1 - value / peak;
		if (depth > deepest.depth) deepest = { depth, peakIndex, troughIndex: t, recoveryIndex: null };
	}
	return deepest.depth > 0 && Number.isFinite(deepest.depth) ? deepest : null;
}

/** 1 − E_t / running peak for each of E0..En, fractions; null without a period, when E0 is not positive, or when a point is not finite. */
export function drawdownSeries(equity: ArrayLike<number>): Float64Array | null {
	if (!canFall(equity)) return null;
	const series = new Float64Array(equity.length);
	let peak = 0;
	for (let t = 0; t < equity.length; t++) {
		const value = equity[t] ?? NaN;
		if (value > peak) peak = value;
		const depth = 1 - value / peak;
		if (!Number.isFinite(depth)) return null;
		series[t] = depth;
	}
	return series;
}

/** √mean((100 × drawdown)²) over all points of a drawdown series, E0 included, in percent; null without points. */
export function ulcerIndex(drawdowns: ArrayLike<number>): number | null {
	let squares = 0;
	for (let t = 0; t < drawdowns.length; t++) squares += (100 * (drawdowns[t] ?? NaN)) ** 2;
	return finiteOrNull(Math.sqrt(squares / drawdowns.length));
}

/** Longest run of points strictly below the running peak, counted in points of a drawdown series; 0 when never below. */
export function longestUnderWater(drawdowns: ArrayLike<number>): number {
	let longest = 0;
	let run = 0;
	for (let t = 0; t < drawdowns.length; t++) {
		run = (drawdowns[t] ?? 0) > 0 ? run + 1 : 0;
		if (run > longest) longest = run;
	}
	return longest;
}

function canFall(equity: ArrayLike<number>): boolean {
	return equity.length >= 2 && (equity[0] ?? NaN) > 0;
}
