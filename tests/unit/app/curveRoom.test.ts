import { describe, expect, it } from 'vitest';
import { decimalsOfStep } from '../../../src/lib/app/format/axisTicks.ts';
import { moneySteps, roomAround, roomBetween } from '../../../src/lib/components/equity/curveOptions.ts';

it('marks money in whole cents, from one of them on', () => {
	expect(moneySteps[0]).toBe(0.01);
	expect(moneySteps.filter((step) => decimalsOfStep(step) > 2)).toEqual([]);
	expect(moneySteps.toSorted((a, b) => a - b)).toEqual(moneySteps);
});

describe('the room around a curve', () => {
	it.each([
		['a flat one', 50_000, 50_000],
		['one that is flat but for rounding', 49_999.99999999999, 50_000],
		['one at zero', 0, 0]
	])('of %s is wide enough for ticks', (_, low, high) => {
		const [from, to] = roomAround(low, high);
		expect(to - from).toBeGreaterThan(Math.max(1, high) * 1e-4);
	});

	it('keeps the labels at the edges of two charts apart, 12 pixels high each', () => {
		expect(roomBetween.above + roomBetween.below).toBeGreaterThanOrEqual(12 + 4);
	});

	it('is a share of the range of one that moves', () => {
		expect(roomAround(100, 200)).toEqual([92, 208]);
	});
});
