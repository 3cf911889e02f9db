import { describe, expect, it } from 'vitest';
import type { BreakerName } from '../../../src/lib/domain/breakers.ts';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import type { JournalEntry } from '../../../src/lib/journal/entry.ts';
import { readEntries, withoutWallTime } from '../../support/deskHarness.ts';
import {
	createRandomBook,
	createQuotedBook,
	createStorage,
	live,
	liveThrough,
	withBreakers,
	type Death,
	type GivenBook
} from '../../support/mortalDesk.ts';
import { makeSessionRun } from '../../support/sessionRun.ts';

// Four sessions of bars, in which days let breakers go, and minutes of quotes.
const days = withBreakers(createRandomBook(makeSessionRun(7), '0.3'));
const quotes = withBreakers(createQuotedBook(6));
const eventsOf = (entries: readonly JournalEntry[]) => entries.map(({ event }) => event);
const namesOf = (events: readonly BookEvent[], type: 'BreakerTripped' | 'BreakerReset') => {
	const names = events.flatMap((event) => (event.type === type ? [event.breaker] : []));
	return [...new Set<BreakerName>(names)].sort();
};

/** The journal of a book that dies again and again until a life comes to the end, and how often it did. */
async function dieOn(given: GivenBook, deathOf: (life: number) => Death) {
	const storage = await createStorage(given);
	let deaths = 0;
	while ((await live(storage, given, deathOf(deaths))) === 'killed') deaths++;
	return { entries: await readEntries({ journal: storage }, given.book.id), deaths };
}

const books = await Promise.all(
	[days, quotes].map(async (given) => ({ given, undisturbed: (await liveThrough(given, [])).entries }))
);

describe('the breakers of a book that is killed', () => {
	it('trip by prices and by counts, and go with the day', () => {
		const [ofDays = [], ofQuotes = []] = books.map(({ undisturbed }) => eventsOf(undisturbed));
		const names: readonly BreakerName[] = ['dayLoss', 'dayDrawdown', 'dayTrades', 'lossStreak'];
		expect(namesOf(ofDays, 'BreakerTripped')).toEqual([...names, 'peakDrawdown'].sort());
		expect(namesOf(ofDays, 'BreakerReset')).toEqual([...names].sort());
		expect(namesOf(ofQuotes, 'BreakerTripped')).toEqual(['dayLoss']);
	});

	// What a kill right after an append finds is written, and not known to be.
	it.each([
		['before each append', 0, () => ({ append: 2, isDone: false })],
		['before each append', 1, () => ({ append: 2, isDone: false })],
		['after every second append', 0, () => ({ append: 2, isDone: true })],
		['after every other one', 0, (life) => ({ append: life === 0 ? 1 : 2, isDone: true })],
		['after each append', 1, () => ({ append: 1, isDone: true })]
	] as readonly (readonly [string, number, (life: number) => Death])[])(
		'go on as if it had not been, %s: book %i',
		async (_, index, deathOf) => {
			const { given = days, undisturbed = [] } = books[index] ?? {};
			const { entries, deaths } = await dieOn(given, deathOf);
			expect(deaths).toBeGreaterThan(30);
			expect(withoutWallTime(entries)).toEqual(withoutWallTime(undisturbed));
		}
	);
});
