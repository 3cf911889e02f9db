import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney, moneyToNumber, parseMoney } from '../../../src/lib/domain/decimal.ts';
import { read } from '../../support/randomRun.ts';

describe('money as a float64', () => {
	it.each(['0', '1', '50000', '25000', '100000', '-50000', '123456789012', '0.5', '-0.25', '50072.0584'])(
		'of %s is that number',
		(text) => {
			expect(moneyToNumber(read(parseMoney(text)))).toBe(Number(text));
		}
	);

	it('is the nearest one, or its neighbour', () => {
		const parts = fc.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.nat(99_999_999));
		fc.assert(
			fc.property(parts, ([whole, rest]) => {
				const amount = read(parseMoney(`${String(whole)}.${String(rest).padStart(8, '0')}`));
				const nearest = Number(formatMoney(amount));
				expect(Math.abs(moneyToNumber(amount) - nearest)).toBeLessThanOrEqual(Math.abs(nearest) * 2 ** -52);
			})
		);
	});
});
