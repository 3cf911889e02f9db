import { expect } from 'vitest';

/** A fraction of whole numbers, denominator above zero: the slow and certain arithmetic that judges the fast one. */
export interface Fraction {
	readonly top: bigint;
	readonly bottom: bigint;
}

export const tenTo = (power: number): bigint => 10n ** BigInt(power);
export const size = (value: bigint): bigint => (value < 0n ? -value : value);

/** The value of a canonical text; a text that is not canonical fails the test. */
export function exactly(text: string): Fraction {
	expect(text).toMatch(/^(0|-?(0\.\d*[1-9]|[1-9]\d*(\.\d*[1-9])?))$/);
	const [whole = '', decimals = ''] = text.split('.');
	return { top: BigInt(whole + decimals), bottom: tenTo(decimals.length) };
}

export function product(a: Fraction, b: Fraction): Fraction {
	return { top: a.top * b.top, bottom: a.bottom * b.bottom };
}

export function quotient(a: Fraction, b: Fraction): Fraction {
	const sign = b.top < 0n ? -1n : 1n;
	return { top: sign * a.top * b.bottom, bottom: sign * a.bottom * b.top };
}

export function minus(a: Fraction, b: Fraction): Fraction {
	return { top: a.top * b.bottom - b.top * a.bottom, bottom: a.bottom * b.bottom };
}

export function compare(a: Fraction, b: Fraction): number {
	const { top } = minus(a, b);
	return top === 0n ? 0 : top < 0n ? -1 : 1;
}

/** How far `rounded` lies above `value`, counted in half units of the last of `decimals`. */
function halfUnitsAbove(rounded: Fraction, value: Fraction, decimals: number): Fraction {
	return product(minus(rounded, value), { top: 2n * tenTo(decimals), bottom: 1n });
}

export function isOnGrid({ top, bottom }: Fraction, decimals: number): boolean {
	return (top * tenTo(decimals)) % bottom === 0n;
}

/** Rounded half up: on the grid, above by at most half a unit, below by less than half a unit. */
export function expectHalfUp(rounded: Fraction, value: Fraction, decimals: number): void {
	const above = halfUnitsAbove(rounded, value, decimals);
	expect(isOnGrid(rounded, decimals)).toBe(true);
	expect(above.top <= above.bottom && above.top > -above.bottom).toBe(true);
}

/** Rounded half even: on the grid, within half a unit, and in the middle of two the even one. */
export function expectHalfEven(rounded: Fraction, value: Fraction, decimals: number): void {
	const above = halfUnitsAbove(rounded, value, decimals);
	expect(isOnGrid(rounded, decimals)).toBe(true);
	expect(size(above.top) <= above.bottom).toBe(true);
	const last = (rounded.top * tenTo(decimals)) / rounded.bottom;
	if (size(above.top) === above.bottom) expect(last % 2n).toBe(0n);
}
