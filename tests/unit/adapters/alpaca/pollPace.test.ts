import { describe, expect, it } from 'vitest';
import { nextPace } from '../../../../src/lib/adapters/alpaca/pollPace.ts';

const quiet = { used: 10, perMinute: 180, waiting: 0, restsUntil: null };

describe('the pace of polling', () => {
	it('is slow at once after too many calls, and fast again step by step', () => {
		expect(nextPace(0, 'too_many_calls', quiet)).toBe(2);
		expect(nextPace(2, 'answered', quiet)).toBe(1);
		expect(nextPace(1, 'answered', quiet)).toBe(0);
		expect(nextPace(0, 'answered', quiet)).toBe(0);
	});

	it('slows down step by step while calls fail', () => {
		expect(nextPace(0, 'failed', quiet)).toBe(1);
		expect(nextPace(1, 'failed', quiet)).toBe(2);
		expect(nextPace(2, 'failed', quiet)).toBe(2);
	});

	it.each([
		[{ used: 71 }, 0],
		[{ used: 72 }, 1],
		[{ used: 108 }, 2],
		[{ waiting: 1 }, 2],
		[{ restsUntil: 1 }, 2]
	] as const)('leaves calls to others: %o', (state, pace) => {
		expect(nextPace(0, 'answered', { ...quiet, ...state })).toBe(pace);
	});
});
