import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal, parseRatio } from '../../../src/lib/domain/decimal.ts';
import { decimalOf, integerWithin, shiftDecimal } from '../../../src/lib/schema/decimalField.ts';
import { readBySchema } from '../../../src/lib/schema/problem.ts';
import { objectOf } from '../../../src/lib/schema/problem.ts';
import { WrittenNumber } from '../../../src/lib/schema/writtenNumber.ts';

describe('a decimal moved by powers of ten', () => {
	it.each([
		['5', -2, '0.05'],
		['12.5', -2, '0.125'],
		['1e2', -4, '0.01'],
		['5E-1', 1, '5'],
		['-3', -1, '-0.3']
	])('%s by %d is %s', (text, power, expected) => {
		expect(formatDecimal(decimalOf(parseRatio, shiftDecimal(text, power)))).toBe(expected);
	});

	it('comes back when it is moved back', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -99_999, max: 99_999 }),
				fc.integer({ min: -4, max: 4 }),
				(value, power) => {
					const text = String(value);
					expect(decimalOf(parseRatio, shiftDecimal(shiftDecimal(text, power), -power))).toBe(
						decimalOf(parseRatio, text)
					);
				}
			)
		);
	});
});

describe('a whole number', () => {
	const schema = objectOf({ n: integerWithin(1, 1000) });
	const read = (text: string) => readBySchema(schema, { n: new WrittenNumber(text) });

	it.each([
		['1', 1],
		['1e3', 1000],
		['2.0', 2]
	])('%s is %d', (text, value) => {
		expect(read(text)).toEqual({ ok: true, value: { n: value } });
	});

	it.each(['0', '1001', '1.5', '-1', '1e-1'])('%s is none within 1 to 1000', (text) => {
		expect(read(text).ok).toBe(false);
	});
});

describe('a decimal of this program', () => {
	it('breaks the program when it is none', () => {
		expect(() => decimalOf(parseRatio, 'x')).toThrow('no decimal of this kind: x');
	});
});
