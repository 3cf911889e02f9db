import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finiteOrNull, meanOf, sampleDeviation } from '../../../src/lib/analytics/mean.ts';

describe('a finite number', () => {
	it.each([0, -3.5, Number.MAX_VALUE])('%d stays', (value) => {
		expect(finiteOrNull(value)).toBe(value);
	});

	it.each([NaN, Infinity, -Infinity])('%d is undefined', (value) => {
		expect(finiteOrNull(value)).toBeNull();
	});
});

describe('mean', () => {
	it('is the sum over the count', () => {
		expect(meanOf([1, 2, 6])).toBe(3);
		expect(meanOf(Float64Array.of(-4))).toBe(-4);
	});

	it.each([[[]], [[1, NaN]], [[1e308, 1e308]]])('of %j is undefined', (values) => {
		expect(meanOf(values)).toBeNull();
	});
});

describe('sample deviation', () => {
	it.each([
		// Mean 5; squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, over 7.
		[[2, 4, 4, 4, 5, 5, 7, 9], Math.sqrt(32 / 7)],
		// Half the distance times √2.
		[[1, 3], Math.SQRT2],
		[[7, 7, 7], 0],
		// The same spread far from zero: squares 36 + 9 + 9 + 36 = 90 around 1e9 + 10, over 3.
		[[1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16], Math.sqrt(30)]
	])('of %j is %d', (values, expected) => {
		expect(sampleDeviation(values)).toBeCloseTo(expected, 9);
	});

	it.each([[[]], [[1]], [[1, NaN]], [[1, Infinity]]])('of %j is undefined', (values) => {
		expect(sampleDeviation(values)).toBeNull();
	});

	it('agrees with the two-pass formula, in any order', () => {
		const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 50 });
		fc.assert(
			fc.property(values, (numbers) => {
				const n = numbers.length;
				const sum = numbers.reduce((total, x) => total + x, 0);
				const sumOfSquares = numbers.reduce((total, x) => total + x * x, 0);
				const expected = Math.sqrt((n * sumOfSquares - sum * sum) / (n * (n - 1)));
				expect(sampleDeviation(numbers)).toBeCloseTo(expected, 9);
				expect(sampleDeviation(numbers.slice().reverse())).toBeCloseTo(expected, 9);
			})
		);
	});
});
