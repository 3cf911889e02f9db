import { expect, it, vi } from 'vitest';
import { createPacer } from '../../../../src/workers/desk/pacer.ts';
import type { RunningBook } from '../../../../src/workers/desk/runningBook.ts';

const minute = 60_000;
const now = Date.parse('2026-11-24T15:00:00Z');

/** A book at rest that follows everybody's market, with its clock so long ago. */
function following(lastKept: number | null, ago: number) {
	const book = { positionBySymbol: new Map(), protectionBySymbol: new Map() };
	let clockAt = now - ago;
	const runner = {
		live: () => ({ clockAt, state: { book } }),
		isIdle: () => true,
		runTo: (until: number) => (clockAt = until),
		take: () => Promise.resolve()
	};
	const record = { source: { type: 'alpaca' } };
	return { lastKept, readOnlyBecause: null, record, runner } as unknown as RunningBook;
}

it.each([
	['nobody watched, though it was opened and killed in between', now - 1_000, 10 * minute, '10 minutes'],
	['nobody watched', now - 10 * minute, 10 * minute, '10 minutes'],
	['it was watched', now - 1_000, 1_000, null],
	['it was not there yet', null, 10 * minute, null]
] as const)('a book tells of the time before its start: %s', (_, lastKept, ago, told) => {
	const pacer = createPacer(() => now);
	const running = following(lastKept, ago);
	pacer.tick(running);
	pacer.tick(running);
	const text = pacer.unwatched(running);
	if (told === null) expect(text).toBeNull();
	else expect(text).toContain(`(${told})`);
});

it('a book that follows everybody’s market is kept at its first look, and every two seconds from then on', () => {
	let wall = now;
	const pacer = createPacer(() => wall);
	const running = following(null, 1_000);
	const take = vi.spyOn(running.runner, 'take');
	const kept = [0, 33, 1_999, 2_000, 2_033].map((passed) => {
		wall = now + passed;
		pacer.tick(running);
		return take.mock.calls.length;
	});
	expect(kept).toEqual([1, 1, 1, 2, 2]);
});
