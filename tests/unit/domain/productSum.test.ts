import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, multiply, unitsToPrice, zeroMoney, type Quantity } from '../../../src/lib/domain/decimal.ts';
import { createFactor, ProductSum } from '../../../src/lib/domain/productSum.ts';

const quantities = fc.oneof(
	fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }),
	fc.bigInt({ min: -(2n ** 55n), max: 2n ** 55n }),
	fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n })
);
const prices = fc.oneof(
	fc.integer({ min: 0, max: 2_000_000 }).map((ticks) => ticks * 100_000),
	fc.maxSafeNat(),
	fc.constantFrom(0, 1, 2 ** 18 - 1, 2 ** 36, 2 ** 53 - 1, 2 ** 53, 2 ** 60)
);
const rows = fc.array(
	fc.record({ quantity: quantities, seen: fc.array(prices, { minLength: 1, maxLength: 4 }) }),
	{ maxLength: 60 }
);

describe('a sum of products', () => {
	it('is that of decimals, to the last digit, whatever prices came before', () => {
		fc.assert(
			fc.property(rows, (given) => {
				const sum = new ProductSum();
				let expected = zeroMoney;
				for (const { quantity, seen } of given) {
					const factor = createFactor(quantity as Quantity);
					seen.forEach((price, index) => {
						sum.move(factor, seen[index - 1] ?? 0, price);
					});
					expected = add(expected, multiply(quantity as Quantity, unitsToPrice(seen.at(-1) ?? 0)));
				}
				expect(sum.total()).toBe(expected);
			})
		);
	});

	it('is nothing again when all is taken out', () => {
		fc.assert(
			fc.property(rows, (given) => {
				const sum = new ProductSum();
				const counted = given.map(({ quantity, seen }) => ({
					...{ factor: createFactor(quantity as Quantity), price: seen[0] ?? 0 }
				}));
				for (const { factor, price } of counted) sum.move(factor, 0, price);
				for (const { factor, price } of counted) sum.move(factor, price, 0);
				expect(sum.total()).toBe(zeroMoney);
			})
		);
	});

	it('is exact for thirty thousand of the largest', () => {
		const sum = new ProductSum();
		const quantity = (2n ** 53n - 1n) as Quantity;
		const price = 2 ** 53 - 1;
		const factor = createFactor(quantity);
		for (let n = 0; n < 30_000; n++) sum.move(factor, 0, price);
		expect(sum.total()).toBe(30_000n * multiply(quantity, unitsToPrice(price)));
	});
});
