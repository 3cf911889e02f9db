import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	deepestDrawdown,
	drawdownSeries,
	longestUnderWater,
	ulcerIndex
} from '../../../src/lib/analytics/drawdown.ts';

const positiveCurves = fc.array(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), {
	minLength: 2,
	maxLength: 80
});
// Few distinct values, so that peaks, troughs and recoveries tie.
const tiedCurves = fc.array(fc.constantFrom(2, 4, 5, 8, 10), { minLength: 2, maxLength: 30 });

describe('deepest drawdown', () => {
	it.each([
		// 1 − 90/120 = 0.25, back at 120.
		['falls from a peak and recovers', [100, 120, 90, 110, 120, 130], 0.25, 1, 2, 4],
		['counts the start as a peak', [100, 75, 90], 0.25, 0, 1, null],
		// 1 − 50/100 twice.
		['is the first of two equally deep', [100, 50, 200, 100, 200], 0.5, 0, 1, 2],
		['is the deeper of two, the later', [100, 75, 200, 100, 150], 0.5, 2, 3, null],
		['is the deeper of two, the earlier', [100, 50, 200, 150, 200], 0.5, 0, 1, 2],
		['starts at the last point at its peak', [100, 120, 110, 120, 60, 80], 0.5, 3, 4, null],
		['has its trough at the first lowest point', [100, 50, 80, 50, 100], 0.5, 0, 1, 4],
		['goes on through a bounce below the peak', [100, 80, 99, 50, 100], 0.5, 0, 3, 4],
		['recovers at the first point at the peak', [100, 50, 100, 90, 120], 0.5, 0, 1, 2],
		['recovers above the peak too', [100, 50, 101], 0.5, 0, 1, 2],
		['is more than all when equity turns negative', [100, -50], 1.5, 0, 1, null]
	])('%s', (_name, equity, depth, peakIndex, troughIndex, recoveryIndex) => {
		expect(deepestDrawdown(equity)).toEqual({ depth, peakIndex, troughIndex, recoveryIndex });
	});

	it.each([
		['no fall', [100, 100, 110]],
		['no point', []],
		['no period', [100]],
		['a start of zero', [0, 100, 50]],
		['a negative start', [-100, 100, 50]],
		['a point that is no number', [100, 90, NaN, 80]],
		['an infinite point', [100, 90, Infinity]],
		['a depth beyond float64', [1e-300, -1e300]]
	])('is undefined with %s', (_name, equity) => {
		expect(deepestDrawdown(equity)).toBeNull();
	});

	it('is the largest of all falls from an earlier point, in [0, 1) for positive equity', () => {
		fc.assert(
			fc.property(positiveCurves, (equity) => {
				const falls = equity.flatMap((low, t) => equity.slice(0, t + 1).map((high) => 1 - low / high));
				const depth = deepestDrawdown(equity)?.depth ?? 0;
				expect(depth).toBe(Math.max(...falls));
				expect(depth).toBeGreaterThanOrEqual(0);
				expect(depth).toBeLessThan(1);
			})
		);
	});

	it('lies between a peak, a trough and a recovery that fit its depth', () => {
		fc.assert(
			fc.property(tiedCurves, (equity) => {
				const found = deepestDrawdown(equity);
				if (found === null) {
					expect(equity).toEqual(equity.slice().sort((a, b) => a - b));
					return;
				}
				const { depth, peakIndex, troughIndex, recoveryIndex } = found;
				const peak = equity[peakIndex] ?? NaN;
				expect(1 - (equity[troughIndex] ?? NaN) / peak).toBe(depth);
				expect(Math.max(...equity.slice(0, peakIndex + 1))).toBe(peak);
				expect(Math.max(...equity.slice(peakIndex + 1, troughIndex + 1))).toBeLessThan(peak);
				const back = equity.findIndex((value, t) => t > troughIndex && value >= peak);
				expect(recoveryIndex).toBe(back === -1 ? null : back);
			})
		);
	});

	it('is the same for a book sixteen times as large', () => {
		fc.assert(
			fc.property(positiveCurves, (equity) => {
				expect(deepestDrawdown(equity.map((value) => value * 16))).toEqual(deepestDrawdown(equity));
			})
		);
	});

	it('takes millions of points', () => {
		const equity = new Float64Array(3_000_000).fill(100);
		equity[2_000_000] = 75;
		const found = { depth: 0.25, peakIndex: 1_999_999, troughIndex: 2_000_000, recoveryIndex: 2_000_001 };
		expect(deepestDrawdown(equity)).toEqual(found);
	});
});

describe('drawdown series', () => {
	it('is the fall from the running peak at every point, the start included', () => {
		// Peaks 100, 100, 200, 200, 200, 400.
		expect(Array.from(drawdownSeries([100, 75, 200, 50, 150, 400]) ?? [])).toEqual([
			0, 0.25, 0, 0.75, 0.25, 0
		]);
	});

	it.each([[[]], [[100]], [[0, 1]], [[-1, 1]], [[100, NaN]], [[100, Infinity]]])(
		'of %j is undefined',
		(equity) => {
			expect(drawdownSeries(equity)).toBeNull();
		}
	);

	it('has the deepest drawdown as its first maximum', () => {
		fc.assert(
			fc.property(fc.oneof(positiveCurves, tiedCurves), (equity) => {
				const series = Array.from(drawdownSeries(equity) ?? []);
				const deepest = deepestDrawdown(equity);
				expect(deepest?.depth ?? 0).toBe(Math.max(...series));
				if (deepest !== null) expect(deepest.troughIndex).toBe(series.indexOf(deepest.depth));
			})
		);
	});
});

describe('ulcer index', () => {
	it.each([
		// √((30² + 40² + 0 + 0)/4) = 50/2.
		[[0, 0.3, 0.4, 0], 25],
		[[0, 0, 0], 0],
		[[0.5], 50]
	])('of %j is %d percent', (drawdowns, expected) => {
		expect(ulcerIndex(drawdowns)).toBeCloseTo(expected, 12);
	});

	it('is undefined without points', () => {
		expect(ulcerIndex([])).toBeNull();
	});

	it('lies between the mean and the deepest drawdown', () => {
		fc.assert(
			fc.property(positiveCurves, (equity) => {
				const series = Array.from(drawdownSeries(equity) ?? []);
				const mean = series.reduce((total, depth) => total + depth, 0) / series.length;
				const ulcer = ulcerIndex(series) ?? NaN;
				expect(ulcer).toBeGreaterThanOrEqual(100 * mean - 1e-9);
				expect(ulcer).toBeLessThanOrEqual(100 * Math.max(...series) + 1e-9);
			})
		);
	});
});

describe('time under water', () => {
	it.each([
		['never below', [100, 100, 120], 0],
		['the longer of two runs', [100, 90, 100, 90, 80, 95, 100, 99], 3],
		['a run that has not ended', [100, 110, 90, 100, 109], 3],
		['a touch of the peak ends a run', [100, 90, 90, 100, 90, 90], 2]
	])('is the longest run of points below the peak: %s', (_name, equity, expected) => {
		expect(longestUnderWater(drawdownSeries(equity) ?? [])).toBe(expected);
	});

	it('is never shorter than the way from the deepest peak to its recovery', () => {
		fc.assert(
			fc.property(tiedCurves, (equity) => {
				const found = deepestDrawdown(equity);
				fc.pre(found !== null);
				const end = found?.recoveryIndex ?? equity.length;
				const run = longestUnderWater(drawdownSeries(equity) ?? []);
				expect(run).toBeGreaterThanOrEqual(end - (found?.peakIndex ?? NaN) - 1);
				expect(run).toBeLessThan(equity.length);
			})
		);
	});
});
