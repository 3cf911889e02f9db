import { expect, it } from 'vitest';
import { shapeCourse } from '../../../src/lib/components/risk/courseModel.ts';

const shape = (at: readonly number[], used: readonly number[]) =>
	shapeCourse({ at: Float64Array.from(at), used: Float64Array.from(used) }, 100, 22);

it('a course is drawn in time, with its limit on top', () => {
	expect(shape([0, 25, 100], [0, 0.5, 1])).toEqual({
		points: '0.0,21.0 25.0,11.0 100.0,1.0',
		area: '0,22 0.0,21.0 25.0,11.0 100.0,1.0 100,22',
		...{ limit: 1.5, highest: 1 }
	});
});

it('a course beyond its limit has room for it', () => {
	expect(shape([0, 1], [1, 2])).toMatchObject({ points: '0.0,11.0 100.0,1.0', limit: 11.5, highest: 2 });
});

it('of one moment there is nothing to draw', () => {
	expect([shape([], []), shape([5], [0.5])]).toEqual([null, null]);
});
