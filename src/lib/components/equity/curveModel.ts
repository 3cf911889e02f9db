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
