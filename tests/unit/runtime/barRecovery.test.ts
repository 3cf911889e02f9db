import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BarSpan } from '../../../src/lib/domain/keptBars.ts';
import type { Journal } from '../../../src/lib/ports/journal.ts';
import { createQuotedBook, liveThrough, type Death } from '../../support/mortalDesk.ts';
import { read } from '../../support/randomRun.ts';

const given = createQuotedBook(11, 6);

/** Every bar that was kept, and the one in progress as the mark has it. */
async function barsOf(journal: Journal) {
	const { id } = given.book;
	const spans: readonly BarSpan[] = ['minute', 'index', 'day'];
	const kept = await Promise.all(
		spans.map(async (span) => read(await journal.readBars(id, span, Infinity, 999)))
	);
	const columns = read(await journal.load(id)).market?.columns ?? {};
	const { minuteOpen, minuteHigh, minuteLow, dayOpen, dayHigh, dayLow, lastClose, firstPrice, barClock } =
		columns;
	return {
		kept,
		progress: [minuteOpen, minuteHigh, minuteLow, dayOpen, dayHigh, dayLow, lastClose, firstPrice, barClock]
	};
}

const undisturbed = await barsOf((await liveThrough(given, [])).storage);

const anyDeath = fc.oneof(
	fc.record({ append: fc.integer({ min: 1, max: 40 }), isDone: fc.boolean() }),
	fc.record({
		point: fc.constantFrom('before commit' as const, 'before checkpoint' as const),
		n: fc.integer({ min: 1, max: 12 })
	})
);

describe('the bars of a book that is killed', () => {
	it('are, undisturbed, of every minute and the one in progress', () => {
		const [minutes = [], indexes = []] = undisturbed.kept;
		expect(minutes.map(({ at }) => (at - given.book.startsAt) / 60_000).reverse()).toEqual([0, 1, 2, 3, 4]);
		expect(indexes).toHaveLength(5);
		expect(undisturbed.progress[0]?.some((price) => price > 0)).toBe(true);
		expect(minutes.every(({ symbol }) => symbol.length === 2)).toBe(true);
	});

	it('are those of an undisturbed run, wherever it was killed', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array<Death>(anyDeath, { minLength: 1, maxLength: 5 }), async (deaths) => {
				const { storage } = await liveThrough(given, deaths);
				expect(await barsOf(storage)).toEqual(undisturbed);
			}),
			{ numRuns: 8 }
		);
	});
});
