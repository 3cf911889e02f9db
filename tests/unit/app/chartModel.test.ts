import { describe, expect, it } from 'vitest';
import {
	grownWindow,
	candleAt,
	lastWindow,
	wholeWindow,
	priceRange,
	spreadLabels
} from '../../../src/lib/components/chart/chartModel.ts';
import type { TriggerView } from '../../../src/lib/contract/deskView.ts';
import { extendCurve } from '../../../src/lib/components/equity/curveModel.ts';
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

	it.each([
		['stays where nothing comes', { from: 2, to: 5 }, [1, 2, 3, 4, 5, 6, 7], { from: 2, to: 5 }],
		[
			'stays where it does not show the last ones',
			{ from: 1, to: 4 },
			[1, 2, 3, 4, 5, 6, 7, 8],
			{ from: 1, to: 4 }
		],
		['follows the last ones', { from: 3, to: 6.5 }, [1, 2, 3, 4, 5, 6, 7, 8, 9], { from: 5, to: 8.5 }],
		[
			'stays while there is room at its end',
			{ from: -0.5, to: 20 },
			[1, 2, 3, 4, 5, 6, 7, 8],
			{ from: -0.5, to: 20 }
		],
		['goes with what it shows', { from: 2, to: 5 }, [-1, 0, 1, 2, 3, 4, 5, 6, 7], { from: 4, to: 7 }],
		[
			'is as at first where earlier ones come before its first',
			{ from: -0.5, to: 70 },
			[-1, 0, 1, 2, 3, 4, 5, 6, 7],
			null
		]
	])('%s', (_, window, now, shown) => {
		expect(grownWindow(window, [1, 2, 3, 4, 5, 6, 7], now)).toEqual(shown);
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
			...{
				id: 't',
				symbol: 'XYZ',
				kind: 'stop_loss' as const,
				guards: 'long' as const,
				level: '90',
				fraction: null,
				last: '100'
			},
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

describe('a curve that was asked for a while ago', () => {
	const curve = {
		at: Float64Array.of(1, 2),
		equity: Float64Array.of(120, 90),
		drawdown: Float64Array.of(0, -0.25),
		benchmark: Float64Array.of(NaN, 50),
		benchmarkName: 'Index'
	};

	it('goes on to what the account is worth now, below the peak of the whole', () => {
		const { at, equity, drawdown, benchmark } = extendCurve(curve, { at: 3, equity: 96 });
		expect([[...at], [...equity], [...(benchmark ?? [])]]).toEqual([
			[1, 2, 3],
			[120, 90, 96],
			[NaN, 50, 50]
		]);
		expect(drawdown[2]).toBeCloseTo(-0.2, 12);
		expect(extendCurve(curve, { at: 3, equity: 130 }).drawdown[2]).toBe(0);
	});

	it('stays as it is while nothing newer is known', () => {
		expect(extendCurve(curve, null)).toBe(curve);
		expect(extendCurve(curve, { at: 2, equity: 96 })).toBe(curve);
		const empty = { ...curve, at: Float64Array.of(), equity: Float64Array.of() };
		expect(extendCurve(empty, { at: 3, equity: 96 })).toBe(empty);
	});
});
