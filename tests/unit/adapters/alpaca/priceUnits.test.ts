import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitsOfWire } from '../../../../src/lib/adapters/alpaca/priceUnits.ts';
import { holds } from '../../../support/propertyCheck.ts';

describe('a price of the wire', () => {
	it.each([
		[100.02, 100_020_000_000],
		['100.02', 100_020_000_000],
		[0.1, 100_000_000],
		[1e-7, 100],
		[0.000000001, 1],
		[67_890.123456789, 67_890_123_456_789],
		['172.50', 172_500_000_000],
		// What a sum of floats leaves behind is no part of the price.
		[100.02000000000001, 100_020_000_000],
		[0.00000412345, 4_123]
	])('%s is %s units', (value, units) => {
		expect(unitsOfWire(value)).toBe(units);
	});

	it('is exact with all digits that a number of JSON carries', () => {
		const below = fc.integer({ min: 1, max: 899_999_999_999_999 });
		holds(
			fc.property(below, fc.integer({ min: 0, max: 9 }), (digits, decimals) => {
				const text = `${String(digits)}e-${String(decimals)}`;
				fc.pre(Number(text) < 9_000_000);
				expect(unitsOfWire(Number(text))).toBe(digits * 10 ** (9 - decimals));
			})
		);
	});

	it.each([0, -1, NaN, Infinity, 1e-10, 9_000_000, 1e300, '', 'none', '0'])('%s is none', (value) => {
		expect(unitsOfWire(value)).toBeNull();
	});
});
