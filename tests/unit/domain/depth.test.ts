import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, formatDecimal, lower, multiply, subtract, zeroMoney } from '../../../src/lib/domain/decimal.ts';
import {
	averagePrice,
	depthOf,
	levelsAfter,
	levelsOf,
	levelsWithin,
	walkLevels,
	type DepthLevel
} from '../../../src/lib/domain/depth.ts';
import { price, quantity, ratio } from '../../support/deskBuilders.ts';
import { holds } from '../../support/propertyCheck.ts';

const terms = (first: string, growth: string, spacing: string) => ({
	...{ first: ratio(first), growth: ratio(growth), spacing: ratio(spacing) }
});
const touch = (side: 'buy' | 'sell', size: string, lot = '1') => ({
	...{ side, price: price('100'), size: quantity(size), lot: quantity(lot) }
});
const told = (levels: readonly DepthLevel[]) =>
	levels.map(({ price: at, quantity: size }) => `${formatDecimal(size)} at ${formatDecimal(at)}`);

describe('levels', () => {
	it('go away from the best price, upwards for a buy and downwards for a sell', () => {
		const made = (['buy', 'sell'] as const).map((side) =>
			told(levelsOf(3, terms('1', '1', '0.001'), touch(side, '300')))
		);
		expect(made).toEqual([
			['300 at 100', '300 at 100.1', '300 at 100.2'],
			['300 at 100', '300 at 99.9', '300 at 99.8']
		]);
	});

	it('begin with a part of what is shown and grow from level to level, in whole lots', () => {
		expect(told(levelsOf(4, terms('0.1', '1.5', '0.0001'), touch('buy', '55')))).toEqual([
			'5 at 100',
			'8 at 100.01',
			'12 at 100.02',
			'18 at 100.03'
		]);
	});

	it('without a lot are left out', () => {
		expect(told(levelsOf(4, terms('0.1', '2', '0.0001'), touch('buy', '4')))).toEqual([
			'1 at 100.02',
			'3 at 100.03'
		]);
		expect(levelsOf(4, terms('1', '1', '0.0001'), touch('buy', '0'))).toEqual([]);
	});

	it('are within a limit of their side up to it', () => {
		const buys = levelsOf(3, terms('1', '1', '0.001'), touch('buy', '5'));
		const sells = levelsOf(3, terms('1', '1', '0.001'), touch('sell', '5'));
		expect(told(levelsWithin(buys, 'buy', price('100.1')))).toEqual(['5 at 100', '5 at 100.1']);
		expect(told(levelsWithin(sells, 'sell', price('99.81')))).toEqual(['5 at 100', '5 at 99.9']);
		expect(levelsWithin(buys, 'buy', price('99.99'))).toEqual([]);
		expect(levelsWithin(buys, 'buy', null)).toEqual(buys);
	});
});

describe('the average of levels', () => {
	const walked = [
		{ price: price('100'), quantity: quantity('300') },
		{ price: price('100.1'), quantity: quantity('150') }
	];
	it.each([
		[4, '100.0333'],
		[2, '100.03'],
		[null, '100.033333333']
	])('with %s decimals', (decimals, expected) => {
		expect(formatDecimal(averagePrice(walked, decimals))).toBe(expected);
	});

	it('is rounded once: what is just below a tie goes down', () => {
		const nearTie = [
			{ price: price('1'), quantity: quantity('10000000') },
			{ price: price('1.0001'), quantity: quantity('9999999.9') }
		];
		// 1.0000499999997…: at 9 decimals it would be the tie, and then go up.
		expect(formatDecimal(averagePrice(nearTie, null))).toBe('1.00005');
		expect(formatDecimal(averagePrice(nearTie, 4))).toBe('1');
	});
});

describe('whatever is walked', () => {
	const side = fc.constantFrom('buy' as const, 'sell' as const);
	const units = (most: number) => fc.bigInt({ min: 1n, max: BigInt(most) });
	const anyLevels = fc
		.record({
			count: fc.integer({ min: 1, max: 20 }),
			first: fc.integer({ min: 1, max: 30 }).map((tenths) => ratio(String(tenths / 10))),
			growth: fc.integer({ min: 1, max: 30 }).map((tenths) => ratio(String(tenths / 10))),
			spacing: fc.integer({ min: 1, max: 10_000 }).map((millionths) => ratio(`${String(millionths)}e-6`)),
			side,
			at: units(500_000_000_000),
			size: units(5_000_000_000_000),
			lot: fc.constantFrom('1', '0.000000001')
		})
		.map(({ count, first, growth, spacing, side: of, at, size, lot }) => ({
			side: of,
			levels: levelsOf(
				count,
				{ first, growth, spacing },
				{ side: of, price: at as never, size: size as never, lot: quantity(lot) }
			)
		}));
	const anyQuantity = units(50_000_000_000_000) as fc.Arbitrary<never>;

	it('conserves the quantity: what is walked and what is left are what was there', () => {
		holds(
			fc.property(anyLevels, anyQuantity, ({ levels }, asked) => {
				const walked = depthOf(walkLevels(levels, asked));
				expect(walked).toBe(lower(asked, depthOf(levels)));
				expect(add(walked, depthOf(levelsAfter(levels, walked)))).toBe(depthOf(levels));
			})
		);
	});

	it('is taken once: two walks, one after the other, take what one of both would', () => {
		holds(
			fc.property(anyLevels, anyQuantity, anyQuantity, ({ levels }, one, two) => {
				const first = walkLevels(levels, one);
				const second = walkLevels(levelsAfter(levels, depthOf(first)), two);
				const worthOf = (walked: readonly DepthLevel[]) =>
					walked.reduce((sum, level) => add(sum, multiply(level.quantity, level.price)), zeroMoney);
				const both = walkLevels(levels, add(one, two));
				expect(add(worthOf(first), worthOf(second))).toBe(worthOf(both));
				expect(add(depthOf(first), depthOf(second))).toBe(depthOf(both));
			})
		);
	});

	it('costs an average between the first and the last level that it meets', () => {
		holds(
			fc.property(anyLevels, anyQuantity, ({ levels }, asked) => {
				const walked = walkLevels(levels, asked);
				const [first, last] = [walked[0], walked.at(-1)];
				if (first === undefined || last === undefined) return;
				const average = averagePrice(walked, null);
				const [low, high] = first.price < last.price ? [first.price, last.price] : [last.price, first.price];
				expect(average >= low && average <= high).toBe(true);
			})
		);
	});

	it('is never better for more of it', () => {
		holds(
			fc.property(anyLevels, anyQuantity, anyQuantity, ({ side: of, levels }, less, more) => {
				if (levels.length === 0) return;
				const cost = (asked: never) => averagePrice(walkLevels(levels, asked), null);
				const difference = subtract(cost(add(less, more)), cost(less));
				expect(of === 'buy' ? difference >= 0n : difference <= 0n).toBe(true);
			})
		);
	});
});
