import { describe, expect, it } from 'vitest';
import {
	candleAt,
	lastWindow,
	wholeWindow,
	priceRange,
	spreadLabels
} from '../../../src/lib/components/chart/chartModel.ts';
import type { TriggerView } from '../../../src/lib/contract/deskView.ts';
import { cutCurve } from '../../../src/lib/components/equity/curveModel.ts';
import { shapeSpark, sparkText } from '../../../src/lib/components/spark/sparkModel.ts';
import { linesOf } from '../../../src/lib/components/symbol/levelLines.ts';

describe('the prices that a chart shows', () => {
	const at = Float64Array.of(0, 60, 120);
	const candles = { at, low: Float64Array.of(99, 90, 100), high: Float64Array.of(101, 110, 104) };

	it('are those of its window, with a level that is near and without one that would press them flat', () => {
		const window = { from: 0, to: 1 };
		const [least, most] = priceRange(candles, window, []);
		expect(least).toBeLessThan(90);
		expect(most).toBeGreaterThan(110);
		expect(priceRange(candles, window, [{ price: 80 }])[0]).toBeLessThan(80);
		expect(priceRange(candles, window, [{ price: 50 }])).toEqual([least, most]);
		expect(priceRange(candles, { from: 2, to: 2 }, [])[0]).toBeGreaterThan(99);
	});

	it('hold every fill of the window, however far from the candles, and none of another time', () => {
		const window = { from: 0, to: 1 };
		const fillAt = (instant: number) => priceRange(candles, window, [], [{ at: instant, price: 60 }])[0];
		expect(fillAt(61)).toBeLessThan(60);
		expect(fillAt(121)).toBeGreaterThan(60);
	});

	it('have room also when they stand still', () => {
		const [least, most] = priceRange(
			{ at: Float64Array.of(0), low: Float64Array.of(50), high: Float64Array.of(50) },
			{ from: 0, to: 0 },
			[]
		);
		expect(most - least).toBeGreaterThan(0.05);
	});

	it('begin with the last candles that can be told apart', () => {
		expect(lastWindow(1000, 800, 8)).toEqual({ from: 899.5, to: 999.5 });
		expect(lastWindow(5, 800, 8)).toEqual({ from: -0.5, to: 99.5 });
	});

	it('begin with all of them beside a text, a few as wide as among more', () => {
		expect(wholeWindow(180)).toEqual({ from: -0.5, to: 179.5 });
		expect(wholeWindow(3)).toEqual({ from: -0.5, to: 19.5 });
	});

	it('have a fill in the candle that was in progress', () => {
		const at = [0, 60_000, 120_000];
		expect([-1, 0, 59_999, 60_000, 999_999].map((instant) => candleAt(at, instant))).toEqual([
			-1, 0, 0, 1, 2
		]);
	});

	it('have labels that do not cover each other', () => {
		expect(spreadLabels([10, 12, 500], 18, 200)).toEqual([10, 28, 200]);
		expect(spreadLabels([190, 195, 199], 18, 200)).toEqual([164, 182, 200]);
	});
});

describe('the lines of a symbol', () => {
	it('say the distance in percent and in money', () => {
		const trigger: TriggerView = {
			...{ id: 't', symbol: 'XYZ', kind: 'stop_loss' as const, level: '90', fraction: null, last: '100' },
			...{ distance: -0.1, armedAt: 0, standsDown: false, quantity: '4', money: '-40', highWater: null }
		};
		const position = { averageEntry: '95', quantity: '4', last: '100' } as Parameters<typeof linesOf>[0];
		expect(linesOf(position, [trigger], '100').map(({ kind, price, text }) => [kind, price, text])).toEqual([
			['stop', 90, 'Stop 90.00 · −10.00 % · −40.00'],
			['entry', 95, 'Entry 4 at 95.00'],
			['last', 100, '100.00']
		]);
	});
});

describe('a spark', () => {
	it('goes from left to right, and leaves out a level that is far away', () => {
		const { points, levels } = shapeSpark(Float64Array.of(10, 12, 11), [10.5, 30, null], 100, 26);
		expect(points.split(' ').map((point) => point.split(',')[0])).toEqual(['0.0', '50.0', '100.0']);
		expect(points.split(' ').map((point) => Number(point.split(',')[1]))).toEqual([25, 1, 13]);
		expect(levels).toEqual([19.5, null, null]);
		expect(sparkText(Float64Array.of(10, 12, 11))).toBe('+10.00 %');
	});
});

describe('a range of the curve', () => {
	const day = 86_400_000;
	const curve = {
		at: Float64Array.of(0, 5, 8, 9.5, 10).map((days) => days * day),
		equity: Float64Array.of(100, 120, 90, 96, 99),
		benchmark: Float64Array.of(NaN, 50, 100, 110, 120)
	};

	it('goes from the last point before it to now, and keeps the peak of the whole', () => {
		const { at, equity, drawdown, start, benchmark } = cutCurve(curve, '1D', 100);
		expect([...at].map((instant) => instant / day)).toEqual([8, 9.5, 10]);
		expect([...equity]).toEqual([90, 96, 99]);
		expect(start).toBe(90);
		expect(drawdown[0]).toBeCloseTo(-0.25, 12);
		expect([...(benchmark ?? [])]).toEqual([90, 99, 108]);
	});

	it('is all of it, with the benchmark from where it is known', () => {
		const { at, start, benchmark } = cutCurve(curve, 'All', 100);
		expect(at).toHaveLength(5);
		expect(start).toBe(100);
		expect(benchmark?.[0]).toBeNaN();
		expect(benchmark?.[1]).toBe(120);
	});
});
