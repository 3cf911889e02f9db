import type { DecimalFault } from '../domain/decimal.ts';
import { parsePrice, priceToUnits } from '../domain/decimal.ts';
import type { Result } from '../domain/result.ts';
import { ok } from '../domain/result.ts';
import { decimalOf, priceLimit } from '../schema/decimalField.ts';

const unitsByDecimals = Float64Array.from({ length: 10 }, (_, decimals) => 10 ** (9 - decimals));
const digitsLimit = 15;
const zero = 48;
const point = 46;

/** Prices of a file are below this number of 1e-9 units: float64 holds them exactly. */
export const unitsLimit = priceToUnits(decimalOf(parsePrice, priceLimit));

/**
 * A price of plain digits as a whole number of 1e-9 units: at most 15 digits, 9 of them decimals. For any other text
 * -1: then `readUnits` says what it is. No step rounds: below the limit the digits, the power of ten and their
 * product are all whole numbers that float64 holds.
 */
export function plainUnits(text: string): number {
	const { length } = text;
	let digits = 0;
	let count = 0;
	let decimals = -1;
	for (let index = 0; index < length; index++) {
		const code = text.charCodeAt(index);
		if (code === point) {
			if (decimals >= 0 || count === 0 || index === length - 1) return -1;
			decimals = 0;
			continue;
		}
		const digit = code - zero;
		if (digit < 0 || digit > 9) return -1;
		digits = digits * 10 + digit;
		count++;
		if (decimals >= 0) decimals++;
	}
	if (count === 0 || count > digitsLimit || decimals > 9) return -1;
	return digits * (unitsByDecimals[decimals < 0 ? 0 : decimals] ?? 0);
}

/** A price of any notation as 1e-9 units, exact below the limit, or why it is none. */
export function readUnits(text: string): Result<number, DecimalFault> {
	const plain = plainUnits(text);
	if (plain >= 0) return ok(plain);
	const price = parsePrice(text);
	return price.ok ? ok(priceToUnits(price.value)) : price;
}
