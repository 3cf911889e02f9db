import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSmaCross } from '../../../src/lib/strategy/smaCross.ts';
import { ratio } from '../../support/deskBuilders.ts';
import { holds } from '../../support/propertyCheck.ts';

type Said = readonly (string | null)[];

/** What the strategy says of closes in whole cents, which it sees as float64. */
function actionsOf(cents: readonly number[], fast: number, slow: number): Said {
	const strategy = createSmaCross({ fast, slow, size: { by: 'fraction', fraction: ratio('0.1') } });
	return cents.map((cent, at) => {
		const close = cent / 100;
		const bar = { symbol: 'A', at, open: close, high: close, low: close, close, volume: 1 };
		return strategy.onBar(bar)?.action ?? null;
	});
}

/** The rule in whole cents, where equal averages are equal. */
function exactActions(cents: readonly number[], fast: number, slow: number): Said {
	const sum = (end: number, length: number) => cents.slice(end - length, end).reduce((a, b) => a + b, 0);
	const difference = (end: number) => (end < slow ? NaN : sum(end, fast) * slow - sum(end, slow) * fast);
	return cents.map((_, index) => {
		const [before, now] = [difference(index), difference(index + 1)];
		if (before <= 0 && now > 0) return 'BUY';
		return before >= 0 && now < 0 ? 'SELL' : null;
	});
}

describe('the moving average cross over prices in cents', () => {
	it('says nothing when the averages only meet', () => {
		// Fast 83.37 ÷ 2 and slow 166.74 ÷ 4 are the same 41.685.
		const met = [4170, 4165, 4165, 4172, 4171, 4166];
		expect(actionsOf(met, 2, 4)).toEqual([null, null, null, null, null, null]);
	});

	it('agrees with the rule in whole cents, over still markets too', () => {
		const still = fc.tuple(fc.integer({ min: 4165, max: 4175 }), fc.integer({ min: 1, max: 8 }));
		holds(
			fc.property(fc.array(still, { minLength: 2, maxLength: 30 }), (stretches) => {
				const cents = stretches.flatMap(([cent, length]) => Array.from({ length }, () => cent));
				expect(actionsOf(cents, 2, 5)).toEqual(exactActions(cents, 2, 5));
			})
		);
	});
});
