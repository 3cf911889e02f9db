import type { EquityCurve } from '../domain/runReport.ts';

/** Thins a curve to at most about `most` points, keeping the lowest and highest point of each stretch and both ends. */
export function thinCurve({ at, equity }: EquityCurve, most: number): EquityCurve {
	const { length } = at;
	if (length <= most) return { at: at.slice(), equity: equity.slice() };
	const stretch = Math.ceil((2 * length) / most);
	const kept: number[] = [0];
	for (let start = 1; start < length - 1; start += stretch) {
		const [first, second] = extremes(equity, start, Math.min(start + stretch, length - 1));
		kept.push(first);
		if (second !== first) kept.push(second);
	}
	kept.push(length - 1);
	const pick = (column: Float64Array) => Float64Array.from(kept, (index) => column[index] ?? NaN);
	return { at: pick(at), equity: pick(equity) };
}

/** The indices of the lowest and the highest value in [start, end), in order of time. */
function extremes(values: Float64Array, start: number, end: number): readonly [number, number] {
	let low = start;
	let high = start;
	for (let index = start + 1; index < end; index++) {
		const value = values[index] ?? NaN;
		if (value < (values[low] ?? NaN)) low = index;
		if (value > (values[high] ?? NaN)) high = index;
	}
	return low < high ? [low, high] : [high, low];
}
