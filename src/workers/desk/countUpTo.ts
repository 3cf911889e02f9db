/** How many of the instants, which never go back, are at or before `at`. */
export function countUpTo(instants: ArrayLike<number>, at: number): number {
	let [low, high] = [0, instants.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((instants[middle] ?? NaN) <= at) low = middle + 1;
		else high = middle;
	}
	return low;
}
