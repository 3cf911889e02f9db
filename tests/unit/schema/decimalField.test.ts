import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal, parsePrice, parseRatio } from '../../../src/lib/domain/decimal.ts';
import {
	decimalOf,
	fractionField,
	integerWithin,
	levelField,
	quantityField,
	shiftDecimal
} from '../../../src/lib/schema/decimalField.ts';
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

describe('a decimal below a limit', () => {
	const schema = objectOf({ fraction: fractionField, quantity: quantityField, level: levelField(2) });
	const read = (fraction: string, quantity: string, level: string) =>
		readBySchema(schema, { fraction, quantity, level });

	it('may be all but the limit', () => {
		expect(read('0.999999999', '999999999999', '8999999.99').ok).toBe(true);
	});

	it('is told the limit that it must be below', () => {
		const tooHigh = (field: string, found: string, limit: string) => ({
			path: [field],
			problem: { type: 'too_high', found, limit }
		});
		expect(read('100', '1000000000000', '9000000')).toEqual({
			ok: false,
			error: [
				tooHigh('fraction', '100', '1'),
				tooHigh('quantity', '1000000000000', '1000000000000'),
				tooHigh('level', '9000000', '9000000')
			]
		});
	});

	it('is told that it must not be negative', () => {
		const problems = ['fraction', 'quantity', 'level'].map((field) => ({
			path: [field],
			problem: { type: 'too_low', found: '-1', minimum: '0' }
		}));
		expect(read('-1', '-1', '-1')).toEqual({ ok: false, error: problems });
	});
});

describe('a text too long for a decimal', () => {
	const limit = 15;
	it.each([
		['x'.repeat(65), { type: 'not_a_number' }],
		[`${'1'.repeat(64)}x`, { type: 'not_a_number' }],
		['e'.repeat(65), { type: 'not_a_number' }],
		['1'.repeat(65), { type: 'too_many_digits', digits: 65, limit }],
		[`-0.${'0'.repeat(62)}1e9`, { type: 'too_many_digits', digits: 68, limit }]
	])('%s is refused for what it is', (text, error) => {
		expect(parsePrice(text)).toEqual({ ok: false, error });
	});
});

describe('a decimal of this program', () => {
	it('breaks the program when it is none', () => {
		expect(() => decimalOf(parseRatio, 'x')).toThrow('no decimal of this kind: x');
	});
});
