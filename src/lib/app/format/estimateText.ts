/** Estimates (statistics, chart values) are floating point and shown rounded; their full value stands in the markup. */

const minus = '\u2212';

/** Kept, because making one takes ten times as long as a text, and a list of prices is drawn ten times a second. */
const formats = new Map<number, Intl.NumberFormat>();

function formatOf(decimals: number): Intl.NumberFormat {
	const known = formats.get(decimals);
	if (known !== undefined) return known;
	const made = new Intl.NumberFormat('en-US', {
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals
	});
	formats.set(decimals, made);
	return made;
}

/** A number with `decimals` decimals and separated thousands. */
export function estimateText(value: number, decimals = 2): string {
	const text = formatOf(decimals).format(Math.abs(value));
	return value < 0 && /[1-9]/.test(text) ? minus + text : text;
}

/** A fraction as a percentage. */
export function percentText(fraction: number, decimals = 2): string {
	return `${estimateText(fraction * 100, decimals)} %`;
}

/** A percentage with its sign; what rounds to zero has none. */
export function changeText(fraction: number, decimals = 2): string {
	const text = percentText(fraction, decimals);
	return fraction > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A count with separated thousands. */
export function countText(count: number): string {
	return count.toLocaleString('en-US');
}

/** A count and its noun: `1 fill`, `1,204 fills`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
	return `${countText(count)} ${count === 1 ? noun : plural}`;
}

/** How long something took. */
export function durationText(milliseconds: number): string {
	if (milliseconds < 1000) return `${String(Math.max(1, Math.round(milliseconds)))} ms`;
	return `${estimateText(milliseconds / 1000, 1)} s`;
}
