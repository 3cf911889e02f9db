import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeskClient } from '../../../src/lib/app/deskClient.svelte.ts';
import { EquityHistory } from '../../../src/lib/app/equityHistory.svelte.ts';
import { failed, ok } from '../../../src/lib/domain/result.ts';

const minute = 60_000;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A history whose asks are answered by hand, in whatever order. */
function createHistory() {
	const asked: { ask: unknown; answer: (range: string, isFault?: boolean) => Promise<void> }[] = [];
	const ask = ((name: string, given: unknown) => {
		expect(name).toBe('equityCurve');
		return new Promise((resolve) => {
			asked.push({
				ask: given,
				async answer(range, isFault = false) {
					resolve((isFault ? failed({ message: range }) : ok({ range })) as never);
					await vi.advanceTimersByTimeAsync(0);
				}
			});
		});
	}) as DeskClient['ask'];
	return { asked, history: new EquityHistory(ask) };
}

test('the curve is asked for at once, and again when a minute of the book and a second have passed', async () => {
	const { asked, history } = createHistory();
	const choice = { bookId: 'a', range: 'All' } as const;
	history.follow(choice, 5);
	history.follow(choice, 3 * minute);
	expect(asked).toHaveLength(1);
	expect(history.shown).toBeNull();
	await asked[0]?.answer('All');
	expect(history.shown).toMatchObject({ range: 'All' });
	history.follow({ ...choice }, 3 * minute);
	expect(asked).toHaveLength(1);
	await vi.advanceTimersByTimeAsync(1000);
	expect(asked).toHaveLength(2);
	await asked[1]?.answer('All');
	await vi.advanceTimersByTimeAsync(1000);
	history.follow({ ...choice }, 3 * minute + 6);
	expect(asked).toHaveLength(2);
	history.follow({ ...choice }, 4 * minute);
	expect(asked).toHaveLength(3);
});

test('the curve is asked for once more when the clock has moved since, though it stands still now', async () => {
	const { asked, history } = createHistory();
	history.follow({ bookId: 'a', range: 'All' }, 0);
	history.follow({ bookId: 'a', range: 'All' }, 7 * minute);
	await vi.advanceTimersByTimeAsync(1500);
	expect(asked).toHaveLength(1);
	await asked[0]?.answer('All');
	await vi.advanceTimersByTimeAsync(1500);
	expect(asked).toHaveLength(2);
	await asked[1]?.answer('All');
	await vi.advanceTimersByTimeAsync(10_000);
	expect(asked).toHaveLength(2);
});

test('another range is asked for at once, and what was asked before is not shown any more', async () => {
	const { asked, history } = createHistory();
	history.follow({ bookId: 'a', range: 'All' }, 0);
	await asked[0]?.answer('All');
	await vi.advanceTimersByTimeAsync(2000);
	history.follow({ bookId: 'a', range: 'All' }, minute);
	history.follow({ bookId: 'a', range: '1D' }, minute);
	expect(asked.map(({ ask }) => ask)).toEqual([{ range: 'All' }, { range: 'All' }, { range: '1D' }]);
	await asked[2]?.answer('1D');
	await asked[1]?.answer('All');
	expect(history.shown).toMatchObject({ range: '1D' });
	history.follow({ bookId: 'b', range: '1D' }, minute);
	expect(history.shown).toBeNull();
	await asked[3]?.answer('It cannot be read.', true);
	expect(history.fault).toBe('It cannot be read.');
	await vi.advanceTimersByTimeAsync(1000);
	history.follow({ bookId: 'b', range: '1D' }, 2 * minute);
	await asked[4]?.answer('1D');
	expect(history.fault).toBe('');
});
