import { grouped } from '../../domain/digits.ts';

/** Estimates (statistics, chart values) are floating point and shown rounded; their full value stands in the markup. */

const minus = '\u2212';

/** Up to here a double has a digit for each of the places that are shown. */
const largestRead = 1e9;
const mostDecimals = 5;
/** Below this a number is written with an exponent, and rounds to nothing at so few decimals. */
const smallestRead = 1e-6;

/** Kept, because making one takes ten times as long as a text. */
const formats = new Map<number, Intl.NumberFormat>();

/** The browser's own format, for what is out of the ordinary: the first one of a page takes longer than the desk's first draw. */
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

/** A number with `decimals` decimals and separated thousands; halves of its decimal digits are rounded up. */
export function estimateText(value: number, decimals = 2): string {
	const text = sizeText(Math.abs(value), decimals);
	return value < 0 && /[1-9]/.test(text) ? minus + text : text;
}

function sizeText(size: number, decimals: number): string {
	if (!(size < largestRead) || decimals > mostDecimals) return formatOf(decimals).format(size);
	if (size < smallestRead) return (0).toFixed(decimals);
	// Its digits are shifted as a text: as a product 1.005 × 100 would be less than 100.5.
	const shifted = Math.round(Number(`${String(size)}e${String(decimals)}`));
	const digits = String(shifted).padStart(decimals + 1, '0');
	const whole = grouped(digits.slice(0, digits.length - decimals));
	return decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
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
	return estimateText(count, 0);
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
