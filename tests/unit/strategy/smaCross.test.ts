import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRatio } from '../../../src/lib/domain/decimal.ts';
import { createSmaCross } from '../../../src/lib/strategy/smaCross.ts';
import { read } from '../../support/randomRun.ts';

const size = { by: 'fraction', fraction: read(parseRatio('0.1')) } as const;

function actionsOf(
	closes: readonly number[],
	fast: number,
	slow: number,
	symbol = 'A'
): readonly (string | null)[] {
	const strategy = createSmaCross({ fast, slow, size });
	return closes.map((close, index) => {
		const bar = { symbol, at: index, open: close, high: close, low: close, close, volume: 1 };
		return strategy.onBar(bar)?.action ?? null;
	});
}

/** The rule worked out anew at each bar from all closes before it; whole numbers, so that a tie is a tie. */
function naiveActions(closes: readonly number[], fast: number, slow: number): readonly (string | null)[] {
	const sum = (end: number, length: number) => closes.slice(end - length, end).reduce((a, b) => a + b, 0);
	const difference = (end: number) => (end < slow ? NaN : sum(end, fast) * slow - sum(end, slow) * fast);
	return closes.map((_, index) => {
		const [before, now] = [difference(index), difference(index + 1)];
		if (before <= 0 && now > 0) return 'BUY';
		return before >= 0 && now < 0 ? 'SELL' : null;
	});
}

describe('the moving average cross', () => {
	it('agrees with its rule worked out from scratch', () => {
		const walk = fc.array(fc.integer({ min: 95, max: 105 }), { minLength: 5, maxLength: 200 });
		const lengths = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 8 }));
		fc.assert(
			fc.property(walk, lengths, (closes, [fast, more]) => {
				expect(actionsOf(closes, fast, fast + more)).toEqual(naiveActions(closes, fast, fast + more));
			})
		);
	});

	it('buys when the fast average rises through, and sells when it falls through', () => {
		const closes = [10, 10, 10, 10, 13, 13, 13, 7, 7];
		expect(actionsOf(closes, 2, 4)).toEqual([null, null, null, null, 'BUY', null, null, 'SELL', null]);
	});

	it('says nothing before the slow average is there', () => {
		expect(actionsOf([1, 2, 3, 4], 1, 4)).toEqual([null, null, null, null]);
	});

	it('keeps symbols apart', () => {
		const strategy = createSmaCross({ fast: 1, slow: 2, size });
		const show = (symbol: string, close: number) =>
			strategy.onBar({ symbol, at: 0, open: close, high: close, low: close, close, volume: 1 })?.action ??
			null;
		const said = [show('A', 10), show('B', 99), show('A', 10), show('B', 99), show('A', 12), show('B', 90)];
		expect(said).toEqual([null, null, null, null, 'BUY', 'SELL']);
	});
});
