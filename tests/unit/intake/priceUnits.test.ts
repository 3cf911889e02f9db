import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal, parsePrice, priceToUnits, unitsToPrice } from '../../../src/lib/domain/decimal.ts';
import { plainUnits, readUnits, unitsLimit } from '../../../src/lib/intake/priceUnits.ts';

const digits = (maxLength: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${maxLength}}$`));
const prices = fc
	.tuple(digits(8), fc.option(digits(10)), fc.option(fc.integer({ min: -12, max: 12 })))
	.map(
		([whole, fraction, exponent]) =>
			`${whole}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : `e${exponent}`}`
	);
const garbage = fc
	.array(fc.constantFrom('0', '1', '9', '.', '-', '+', 'e', ' ', 'x'), { maxLength: 8 })
	.map((parts) => parts.join(''));

describe('a price as 1e-9 units', () => {
	it.each([
		['0', 0],
		['1', 1e9],
		['171.14', 171_140_000_000],
		['0.000000001', 1],
		['8999999.99999999', 8_999_999_999_999_990],
		['007.5', 7_500_000_000],
		['0.100000000', 100_000_000]
	])('%s is %d', (text, units) => {
		expect(plainUnits(text)).toBe(units);
	});

	it.each([
		'',
		'.',
		'.5',
		'5.',
		'1.2.3',
		'-1',
		'+1',
		' 1',
		'1e5',
		'1,5',
		'٣',
		'1234567890123456',
		'0.1234567891'
	])('%j is not plain', (text) => {
		expect(plainUnits(text)).toBe(-1);
	});

	it('is what the exact parser says, of every text', () => {
		fc.assert(
			fc.property(fc.oneof(prices, garbage), (text) => {
				const exact = parsePrice(text);
				const units = readUnits(text);
				if (!exact.ok) expect(units).toEqual(exact);
				else if (exact.value < unitsLimit)
					expect(units).toEqual({ ok: true, value: priceToUnits(exact.value) });
				else expect(units.ok && units.value >= unitsLimit).toBe(true);
			}),
			{ numRuns: 5000 }
		);
	});

	it('comes back from its canonical text', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 899_999_999_999_999 }),
				fc.constantFrom(1, 10),
				(significand, power) => {
					const units = significand * power;
					expect(readUnits(formatDecimal(unitsToPrice(units)))).toEqual({ ok: true, value: units });
				}
			),
			{ numRuns: 2000 }
		);
	});
});
