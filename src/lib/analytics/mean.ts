/** Below this a spread of returns is the rounding of float64 around 1, not a spread (a fraction, no unit). */
export const ROUNDING_NOISE = 1e-12;

/** The number itself, or null when it is NaN or infinite: undefined is empty, never a made-up figure. */
export function finiteOrNull(value: number): number | null {
	return Number.isFinite(value) ? value : null;
}

/** Arithmetic mean in the values' unit; null when there are none or the sum is not finite. */
export function meanOf(values: ArrayLike<number>): number | null {
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += values[i] ?? NaN;
	return finiteOrNull(sum / values.length);
}

/** Sample deviation (n − 1 below the root) in the values' unit, one pass (Welford); null below two values. */
export function sampleDeviation(values: ArrayLike<number>): number | null {
	let mean = 0;
	let squares = 0;
	for (let i = 0; i < values.length; i++) {
		const value = values[i] ?? NaN;
		const before = value - mean;
		mean += before / (i + 1);
		squares += before * (value - mean);
	}
	return values.length < 2 ? null : finiteOrNull(Math.sqrt(squares / (values.length - 1)));
}
