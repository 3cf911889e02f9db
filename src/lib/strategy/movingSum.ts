/** The sum of the last values pushed. */
export interface MovingSum {
	/** Takes a value and gives the sum of the last `length`; NaN until that many were pushed. */
	push(value: number): number;
}

/** A moving sum over `length` values (>= 1). */
export function createMovingSum(length: number): MovingSum {
	const values = new Float64Array(length);
	let next = 0;
	let pushed = 0;
	let sum = 0;
	return {
		push(value) {
			sum += value - (values[next] ?? 0);
			values[next] = value;
			next = next + 1 === length ? 0 : next + 1;
			if (pushed < length) pushed++;
			return pushed === length ? sum : NaN;
		}
	};
}
