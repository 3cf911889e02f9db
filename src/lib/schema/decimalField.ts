import type { DecimalFault, Price, Quantity, Ratio } from '../domain/decimal.ts';
import { formatDecimal, oneRatio, parsePrice, parseQuantity, parseRatio } from '../domain/decimal.ts';
import type { InputProblem } from '../domain/inputFault.ts';
import type { Result } from '../domain/result.ts';
import { failed, ok } from '../domain/result.ts';
import { describeInput, fieldOf, shorten } from './problem.ts';
import { WrittenNumber } from './writtenNumber.ts';

/** How a text becomes a decimal of one kind. */
export type DecimalParser<Kind> = (text: string) => Result<Kind, DecimalFault>;

interface Written<Kind> {
	readonly text: string;
	readonly value: Kind;
}

/** Prices of a file are below this, so that columns of numbers hold them exactly. */
export const priceLimit = '9000000';

/** The decimal of a text of this program; a text that is none breaks the program. */
export function decimalOf<Kind>(parse: DecimalParser<Kind>, text: string): Kind {
	const result = parse(text);
	if (!result.ok) throw new Error(`no decimal of this kind: ${text}`);
	return result.value;
}

/** The same decimal moved by powers of ten, as text: `shiftDecimal('5', -2)` is 0.05. */
export function shiftDecimal(text: string, power: number): string {
	const [mantissa = '', exponent = '0'] = text.split(/e/i);
	return `${mantissa}e${Number(exponent) + power}`;
}

function readDecimal<Kind>(parse: DecimalParser<Kind>, input: unknown): Result<Written<Kind>, InputProblem> {
	if (input === undefined) return failed({ type: 'missing' });
	const text = input instanceof WrittenNumber ? input.text : input;
	if (typeof text !== 'string') {
		return failed({ type: 'wrong_type', expected: 'a number', found: describeInput(input) });
	}
	const result = parse(text);
	if (result.ok) return ok({ text, value: result.value });
	return failed({ type: 'decimal', found: shorten(text), fault: result.error });
}

/** A decimal from `minimum` to `maximum`, both included. */
export function decimalWithin<Kind extends bigint>(
	parse: DecimalParser<Kind>,
	minimum: string,
	maximum: string
) {
	const least = decimalOf(parse, minimum);
	const most = decimalOf(parse, maximum);
	return fieldOf<Kind>((input) => {
		const read = readDecimal(parse, input);
		if (!read.ok) return read;
		const { text, value } = read.value;
		if (value >= least && value <= most) return ok(value);
		return failed({ type: 'out_of_range', found: shorten(text), minimum, maximum });
	});
}

/** A price level with at most `decimals` decimals; 0 is not given, and so `null`. */
export function levelField(decimals: number) {
	const parse: DecimalParser<Price> = (text) => parsePrice(text, decimals);
	return givenDecimal(parse, priceLimit);
}

/** A quantity; 0 is not given, and so `null`. */
export const quantityField = givenDecimal(parseQuantity, '1000000000000');

/** A fraction below 1; 0 is not given, and so `null`; 1 and more look like a percentage and are refused with a suggestion. */
export const fractionField = givenDecimal(parseRatio, '1', (found) => {
	const suggested = parseRatio(shiftDecimal(found, -2));
	if (!suggested.ok || suggested.value >= oneRatio) return null;
	return { type: 'not_a_fraction', found, suggestion: formatDecimal(suggested.value) };
});

/** A decimal from 0 to below `limit`; of one at the limit or above, `explain` may know better what is wrong. */
function givenDecimal<Kind extends Price | Quantity | Ratio>(
	parse: DecimalParser<Kind>,
	limit: string,
	explain: (found: string) => InputProblem | null = () => null
) {
	const end = decimalOf(parse, limit);
	return fieldOf<Kind | null>((input) => {
		const read = readDecimal(parse, input);
		if (!read.ok) return read;
		const { text, value } = read.value;
		if (value === 0n) return ok(null);
		const found = shorten(text);
		if (value < 0n) return failed({ type: 'too_low', found, minimum: '0' });
		return value < end ? ok(value) : failed(explain(found) ?? { type: 'too_high', found, limit });
	});
}

/** A whole number from `minimum` to `maximum`, both included. */
export function integerWithin(minimum: number, maximum: number) {
	return fieldOf<number>((input) => {
		const read = readDecimal(parseQuantity, input);
		if (!read.ok) return read;
		const found = shorten(read.value.text);
		const value = Number(read.value.text);
		if (!Number.isInteger(value)) return failed({ type: 'wrong_type', expected: 'a whole number', found });
		if (value >= minimum && value <= maximum) return ok(value);
		return failed({ type: 'out_of_range', found, minimum: String(minimum), maximum: String(maximum) });
	});
}
