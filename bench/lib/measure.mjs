// What one contender does in a process of its own: run, time, print one line.

/**
 * Calls `run` once cold and `calls` times more, and prints a line of JSON for the driver: milliseconds of the first call,
 * the median of the others, the least processor time that one of them took with all its threads, and what `describe` says of
 * the last result, outside the clock. What a call uses up is made by `prepare` before it, outside the clock too.
 */
export function measure(calls, run, describe, prepare = /** @type {() => any} */ (() => undefined)) {
	const times = [];
	const processorTimes = [];
	let result;
	for (let call = 0; call <= calls; call++) {
		const prepared = prepare();
		const usedBefore = process.cpuUsage();
		const started = performance.now();
		result = run(prepared);
		times.push(performance.now() - started);
		const { user, system } = process.cpuUsage(usedBefore);
		processorTimes.push((user + system) / 1000);
	}
	const [coldMs, ...warm] = times;
	const processorMs = Math.min(...processorTimes.slice(1));
	console.log(JSON.stringify({ coldMs, warmMs: median(warm), processorMs, ...describe(result) }));
}

/** The middle of some numbers, or the mean of the two in the middle. */
export function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The mean of an equity curve: two curves that agree at the end only do not agree here. */
export function mean(values) {
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += values[i];
	return sum / values.length;
}

/** The deepest fall of an equity curve from its running peak, as a fraction. */
export function deepestFall(equity) {
	let peak = -Infinity;
	let deepest = 0;
	for (let i = 0; i < equity.length; i++) {
		if (equity[i] > peak) peak = equity[i];
		else deepest = Math.max(deepest, (peak - equity[i]) / peak);
	}
	return deepest;
}
