import type { EquityCurveView } from '#lib/contract/deskView.ts';

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

type DeskCurve = Pick<EquityCurveView, 'at' | 'equity' | 'drawdown' | 'benchmark' | 'benchmarkName'>;

/** A curve with what the account is worth since it was asked for: the benchmark is as it was. */
export function extendCurve(
	curve: DeskCurve,
	latest: { readonly at: number; readonly equity: number } | null
): DeskCurve {
	const last = curve.at.length - 1;
	if (latest === null || last < 0 || latest.at <= (curve.at[last] ?? NaN)) return curve;
	const peak = (curve.equity[last] ?? NaN) / (1 + (curve.drawdown[last] ?? NaN));
	const { benchmark } = curve;
	return {
		...curve,
		at: append(curve.at, latest.at),
		equity: append(curve.equity, latest.equity),
		drawdown: append(curve.drawdown, Math.min(0, latest.equity / peak - 1)),
		benchmark: benchmark === null ? null : append(benchmark, benchmark[last] ?? NaN)
	};
}

function append(column: Float64Array, value: number): Float64Array {
	const longer = new Float64Array(column.length + 1);
	longer.set(column);
	longer[column.length] = value;
	return longer;
}
