/** The sum of the last values pushed. */
export interface MovingSum {
	/** Takes a value and gives the sum of the last `length`; NaN until that many were pushed. */
	push(value: number): number;
}

/** A moving sum over `length` values (>= 1). */
export function createMovingSum(length: number): MovingSum {
	const values = new Float64Array(length);
	// Fields of one object, since a number that a closure captures and changes is allocated anew each time.
	const window = { next: 0, pushed: 0, sum: 0 };
	return {
		push(value) {
			const { next } = window;
			window.sum += value - (values[next] ?? 0);
			values[next] = value;
			window.next = next + 1 === length ? 0 : next + 1;
			if (window.pushed < length) window.pushed++;
			return window.pushed === length ? window.sum : NaN;
		}
	};
}
