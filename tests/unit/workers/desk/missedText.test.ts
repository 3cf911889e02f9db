import { describe, expect, it } from 'vitest';
import { missedText } from '../../../../src/workers/desk/missedText.ts';
import type { RunningBook } from '../../../../src/workers/desk/runningBook.ts';

const minute = 60_000;

function bookKept(
	lastKept: number | null,
	held: readonly string[],
	source = 'generated',
	isPaused = false
): RunningBook {
	const positionBySymbol = new Map(held.map((symbol) => [symbol, {}]));
	const live = () => ({ isPaused, state: { book: { positionBySymbol } } });
	return { lastKept, record: { source: { type: source } }, runner: { live } } as unknown as RunningBook;
}

describe('what is said of the time a desk was closed', () => {
	it.each([
		[0, null],
		[minute - 1, null],
		[minute, 'The desk was closed for 1 minute. '],
		[90 * minute, 'The desk was closed for 90 minutes. '],
		[180 * minute, 'The desk was closed for 3 hours. '],
		[72 * 60 * minute, 'The desk was closed for 3 days. ']
	])('after %i ms is %s', (away, begin) => {
		const text = missedText(bookKept(1000, []), 1000 + away);
		expect(text).toBe(
			begin === null ? null : `${begin}Its market stood still meanwhile: nothing was missed.`
		);
	});

	it('is nothing while its clock was paused', () => {
		expect(missedText(bookKept(0, ['A'], 'generated', true), 20 * minute)).toBeNull();
	});

	it('names what was held, and nothing of a new book', () => {
		expect(missedText(bookKept(0, ['A', 'B'], 'bars'), 2 * minute)).toBe(
			'The desk was closed for 2 minutes. Its feed stood still meanwhile: nothing was missed. 2 positions stood as they were.'
		);
		expect(missedText(bookKept(null, []), 2 * minute)).toBeNull();
	});
});
