import { describe, expect, it } from 'vitest';
import { EquityPoints } from '../../../../src/workers/desk/equityPoints.ts';

const prices = { instants: new Float64Array(0), indexAt: () => NaN, benchmarkName: '' };

describe('the points of a curve', () => {
	it.each([1999, 2001, 9001, 50_000])('are even over %i snapshots, and end with the newest', (count) => {
		const points = new EquityPoints(0, 1, prices);
		const rows = Array.from({ length: count }, (_, place) => ({ at: place + 1, equity: String(place + 2) }));
		points.takeRows(rows as unknown as Parameters<EquityPoints['takeRows']>[0]);
		const { at, equity } = points.view(count, null);
		expect([at.length <= 2000, at.at(-1), equity.at(-1)]).toEqual([true, count, count + 1]);
		const steps = new Set(at.slice(1, -1).map((instant, place) => instant - (at[place] ?? NaN)));
		expect(steps.size).toBe(1);
		expect([...equity]).toEqual([...at].map((instant) => instant + 1));
	});
});
