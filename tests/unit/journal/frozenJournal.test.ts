import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dayStartAt } from '../../../src/lib/domain/account.ts';
import { formatMoney } from '../../../src/lib/domain/decimal.ts';
import { dayOf, formatDate, formatInstant, newYorkTime } from '../../../src/lib/domain/time.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import { createState, type EngineState } from '../../../src/lib/engine/state.ts';
import { createVerifier } from '../../../src/lib/journal/chain.ts';
import { entryToText, entryVersion, textToEntry, type JournalEntry } from '../../../src/lib/journal/entry.ts';
import { createExportReader } from '../../../src/lib/journal/exportFile.ts';

const expected = JSON.parse(readFileSync('tests/fixtures/synthetic-week/expected.json', 'utf8')) as {
	readonly cash: string;
};

function openFrozen(version: number) {
	const reader = createExportReader();
	const pushed = reader.push(readFileSync(`tests/fixtures/journal-${String(version)}.json`, 'utf8'));
	const finished = reader.finish();
	if (!pushed.ok || !finished.ok) throw new Error('the frozen journal opens');
	const lines = pushed.value;
	const entries = lines.map((line): { readonly entry: JournalEntry; readonly hash: string } => {
		const read = textToEntry(line);
		if (!read.ok) throw new Error(JSON.stringify(read.error));
		return read.value;
	});
	return { lines, entries, ...finished.value };
}

function fold(entries: readonly { readonly entry: JournalEntry }[]): EngineState {
	const opened = entries[0]?.entry.event;
	if (opened?.type !== 'BookOpened') throw new Error('a book opens first');
	const state = createState(opened.config, opened.instruments);
	for (const { entry } of entries) evolve(state, entry.event);
	return state;
}

// Each was written once by its version. They are never made again: every build to come has to read them.
const frozen = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22].map(
	(version) => [version, openFrozen(version)] as const
);

describe.each(frozen)('the frozen journal of version %i', (version, { lines, entries, info, head }) => {
	it('opens', () => {
		expect(info).toEqual({
			origin: `frozen-${String(version)}`,
			name: 'Synthetic week',
			exportedAt: Date.UTC(2024, 11, 1, 12)
		});
		expect(entries.map(({ entry }) => entry.seq)).toEqual(
			Array.from({ length: version < 16 ? 806 : 809 }, (_, index) => index + 1)
		);
		expect(entries[0]?.entry).toMatchObject({ epoch: 1, causedBy: 1, event: { type: 'BookOpened' } });
		expect(lines.every((line) => line.includes(`,"v":${String(version)},"hash":`))).toBe(true);
	});

	it('verifies up to its head', () => {
		const verifier = createVerifier(info.origin);
		for (const line of lines) expect(verifier.take(line)).toBeNull();
		expect({ seq: verifier.seq(), hash: verifier.head() }).toEqual(head);
	});

	it('folds into the book that the week came out as', () => {
		const state = fold(entries);
		expect(formatMoney(state.book.account.cash)).toBe(expected.cash);
	});

	it('begins the days of the week where they are on record, and elsewhere at its closes', () => {
		const state = fold(entries);
		const days = entries.flatMap(({ entry: { event } }) => (event.type === 'DayBegan' ? [event.day] : []));
		// Thursday is Thanksgiving.
		expect(days.map(formatDate)).toEqual(version < 16 ? [] : ['2024-11-26', '2024-11-27', '2024-11-29']);
		const { account, day, dayEndsAt } = state.book;
		const friday = newYorkTime(dayOf(2024, 11, 29), 0);
		expect(formatMoney(dayStartAt(account, friday))).toBe('50303.3065');
		expect([day === null ? null : formatDate(day), formatInstant(dayEndsAt)]).toEqual([
			version < 16 ? null : '2024-11-29',
			'2024-11-30T05:00:00Z'
		]);
	});

	it('says what fired each trigger from version 2 on', () => {
		const fired = entries.flatMap(({ entry: { event } }) =>
			event.type === 'TriggerFired' ? [event.on] : []
		);
		expect(fired.length).toBeGreaterThan(10);
		expect(fired.every((on) => (on === null) === (version === 1))).toBe(true);
	});

	it('says what a unit of each entry was expected to cost from version 3 on', () => {
		const sized = entries.flatMap(({ entry: { event } }) =>
			event.type === 'OrderInitialized' && event.sizing !== null && event.sizing.refPrice !== null
				? [event.sizing.expected]
				: []
		);
		expect(sized.length).toBeGreaterThan(10);
		expect(sized.every((expected) => (expected === null) === version < 3)).toBe(true);
	});
});

describe('the frozen journal of this version', () => {
	it('is written again byte for byte', () => {
		const { entries, lines } = openFrozen(entryVersion);
		expect(entries.map(({ entry, hash }) => entryToText(entry, hash))).toEqual(lines);
	});
});
