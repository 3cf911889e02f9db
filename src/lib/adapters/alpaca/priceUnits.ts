import { parsePrice, priceToUnits } from '../../domain/decimal.ts';
import { decimalOf, priceLimit } from '../../schema/decimalField.ts';

const unitsLimit = priceToUnits(decimalOf(parsePrice, priceLimit));
const decimals = 9;

/**
 * A price of the wire in 1e-9 units: exact with up to 9 decimals, the nearest of them with more; null where it is no price, as zero
 * is none, or is above what a column of numbers holds.
 */
export function unitsOfWire(value: number | string): number | null {
	const number = Number(value);
	if (!(number > 0 && number < Infinity)) return null;
	const exact = parsePrice(String(value));
	const price = exact.ok ? exact : parsePrice(number.toFixed(decimals));
	if (!price.ok) return null;
	const units = priceToUnits(price.value);
	return units > 0 && units < unitsLimit ? units : null;
}
