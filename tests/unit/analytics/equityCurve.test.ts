import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traceCurve, type CurvePast, type TracedCurve } from '../../../src/lib/analytics/equityCurve.ts';
import type { EquityRow } from '../../../src/lib/domain/deskRows.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Point = readonly [at: number, equity: number, peak: number];

/** A piece of the curve; it begins with the entry of its place among all pieces. */
const pieceOf = (points: readonly Point[], seq: number): EquityRow => ({
	...{ seq, at: points[0]?.[0] ?? NaN },
	points: Float64Array.from(points.flat())
});

/** Points with the peak by each of them. */
function withPeaks(values: readonly (readonly [at: number, equity: number])[]): readonly Point[] {
	let peak = 100;
	return values.map(([at, equity]) => [at, equity, (peak = Math.max(peak, equity))]);
}

const quiet: CurvePast = {
	...{ rows: [], wholeFrom: 1, since: -Infinity, begin: { at: 0, equity: 100 }, instants: [] },
	now: { at: 0, equity: null, peak: 100 }
};

const told = ({ at, equity }: TracedCurve) => [...at].map((one, index) => [one / minute, equity[index]]);

/** `count` steps of a minute each, up and down from 100. */
const walk = (steps: readonly number[], every = minute) => {
	let equity = 100;
	return withPeaks(steps.map((step, index) => [(index + 1) * every, (equity += step)]));
};

const anyWalk = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 3000, size: 'max' });

describe('a curve', () => {
	it('goes from the start of the book through its snapshots to now', () => {
		const rows = [pieceOf(withPeaks([[2 * minute, 110]]), 1), pieceOf([[5 * minute, 99, 110]], 3)];
		const curve = traceCurve({ ...quiet, rows, now: { at: 6 * minute, equity: 88, peak: 110 } }, 2000);
		expect(told(curve)).toEqual([
			[0, 100],
			[2, 110],
			[5, 99],
			[6, 88]
		]);
		expect(curve.drawdown[2]).toBeCloseTo(-0.1, 12);
		expect(curve.drawdown[3]).toBeCloseTo(-0.2, 12);
	});

	it('stays as it was where the market went on without a snapshot', () => {
		const rows = [pieceOf([[2 * minute, 110, 110]], 1)];
		const instants = [1, 2, 3, 4, 9].map((count) => count * minute);
		const curve = traceCurve(
			{ ...quiet, rows, instants, now: { at: 5 * minute, equity: 120, peak: 110 } },
			99
		);
		expect(told(curve)).toEqual([
			[0, 100],
			[1, 100],
			[2, 110],
			[3, 110],
			[4, 110],
			[5, 120]
		]);
		expect([...curve.drawdown]).toEqual([0, 0, 0, 0, 0, 0]);
	});

	it('of a range begins with the last point before it, and knows the peak of the whole', () => {
		const rows = [pieceOf(withPeaks([10, 20, 30, 40].map((at) => [at * minute, 150 - at])), 1)];
		const curve = traceCurve({ ...quiet, rows, since: 30 * minute }, 2000);
		expect(told(curve)).toEqual([
			[20, 130],
			[30, 120],
			[40, 110]
		]);
		expect(curve.drawdown[0]).toBeCloseTo(130 / 140 - 1, 12);
	});

	it('is what it began with before anything has happened', () => {
		expect(told(traceCurve(quiet, 2000))).toEqual([[0, 100]]);
	});

	it('is one of hours where it reaches into thinned sessions, and invents nothing between their points', () => {
		const old = pieceOf(
			withPeaks([
				[hour, 101],
				[3 * hour, 103],
				[3 * hour + 10 * minute, 90],
				[4 * hour, 104]
			]),
			1
		);
		const young = pieceOf(withPeaks([28.25, 28.5, 29].map((at) => [at * hour, 100 + at])), 9);
		const instants = Array.from({ length: 30 * 60 }, (_, index) => (index + 1) * minute);
		const curve = traceCurve({ ...quiet, rows: [old, young], wholeFrom: 9, instants }, 2000);
		const hours = told(curve).map(([at = NaN, equity]) => [at / 60, equity]);
		expect(hours.slice(0, 6)).toEqual([
			[0, 100],
			[1, 101],
			[2, 101],
			[3, 103],
			// The lowest of all is always there.
			[3 + 1 / 6, 90],
			[4, 104]
		]);
		const flat = Array.from({ length: 24 }, (_, index) => [5 + index, 104]);
		expect(hours.slice(6)).toEqual([...flat, [29, 129]]);
	});

	it.each([10, 100, 2000])(
		'has at most %i points, even ones, the extremes and the newest among them',
		(most) => {
			fc.assert(
				fc.property(anyWalk, fc.boolean(), (steps, isThin) => {
					const points = walk(steps);
					const rows = points.map((point, index) => pieceOf([point], index + 1));
					const { at, equity, drawdown } = traceCurve(
						{ ...quiet, rows, wholeFrom: isThin ? Infinity : 1 },
						most
					);
					expect(at.length).toBeLessThanOrEqual(most);
					expect([...at]).toEqual([...at].sort((a, b) => a - b));
					expect([at[0], at.at(-1)]).toEqual([0, points.at(-1)?.[0]]);
					const values = [100, ...points.map(([, value]) => value)];
					expect([Math.min(...equity), Math.max(...equity)]).toEqual([
						Math.min(...values),
						Math.max(...values)
					]);
					const falls = points.map(([, value, peak]) => value / peak - 1);
					expect(Math.min(...drawdown)).toBeCloseTo(Math.min(0, ...falls), 12);
					if (!isThin && points.length < most - 5) expect(at.length).toBe(points.length + 1);
				}),
				{ numRuns: 60 }
			);
		}
	);

	it('of ten years has as many points for an old year as for a young one', () => {
		const days = Array.from({ length: 3650 }, (_, index) => index + 1);
		const values = days.flatMap((count) =>
			[14, 15, 16, 20].map((at): [number, number] => [count * day + at * hour, 100 + (count % 9)])
		);
		const rows = withPeaks(values).map((point, index) => pieceOf([point], index + 1));
		const { at } = traceCurve({ ...quiet, rows, wholeFrom: Infinity }, 2000);
		const inYear = (year: number) => [...at].filter((one) => Math.floor(one / (365 * day)) === year).length;
		expect(at.length).toBeGreaterThan(1500);
		for (let year = 1; year < 9; year++) expect(Math.abs(inYear(year) - inYear(5))).toBeLessThan(4);
	});
});
