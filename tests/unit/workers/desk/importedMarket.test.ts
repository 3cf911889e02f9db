import { afterEach, describe, expect, it } from 'vitest';
import { millisecondsPerDay } from '../../../../src/lib/domain/time.ts';
import type { JournalEntry } from '../../../../src/lib/journal/entry.ts';
import { openProfile } from '../../../support/deskHarness.ts';
import { rewriteJournal } from '../../../support/rewrittenJournal.ts';
import {
	buy,
	closeSessions,
	priced,
	startSession,
	type TestSession
} from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

const file = (content: string) => ({ name: 'journal.json', content: new Blob([content]) });

async function exportedBook(desk: TestSession): Promise<string> {
	const { symbols } = await desk.until(priced);
	await buy(desk, symbols[0] ?? '', 'r1');
	return (await desk.get('exportFile', { what: 'journal' })).content.text();
}

/** The journal goes on so many days later. */
function daysLater(entries: readonly JournalEntry[], days: number): readonly JournalEntry[] {
	const last = entries.at(-1);
	if (last === undefined) throw new Error('the journal is empty');
	const [{ event: opened }] = entries as readonly [JournalEntry];
	const at = 'at' in opened ? opened.at + days * millisecondsPerDay : 0;
	const seq = last.seq + 1;
	const level = 'pause';
	const event = {
		type: 'TradingStateChanged',
		at,
		state: 'reducing',
		level,
		by: 'switch',
		reason: 'later'
	} as const;
	return [...entries, { ...last, seq, causedBy: seq, event }];
}

const isReplaying = ({ task }: { readonly task: { readonly what: string; readonly done: number } | null }) =>
	task?.what === 'replay' && task.done > 0;

describe('the market of an imported journal', () => {
	it('is replayed with its progress up to where the journal ends', async () => {
		const desk = await startSession(openProfile());
		const long = rewriteJournal(await exportedBook(desk), (entries) => daysLater(entries, 8));
		const asked = desk.get('importJournal', { file: file(long) });
		const { task } = await desk.until(isReplaying);
		expect(task?.total).toBe(8 * 24 * 60);
		const { id } = await asked;
		const view = await desk.until(({ book, task }) => book.id === id && task === null);
		expect([view.book.isReadOnly, view.book.readOnlyBecause, view.task]).toEqual([false, null, null]);
		expect(priced(view)).toBe(true);
	});

	it('stands still until its clock is started, as far as the original had come', async () => {
		const profile = openProfile();
		const desk = await startSession(profile);
		const text = await exportedBook(desk);
		const { id, text: said } = await desk.get('importJournal', { file: file(text) });
		expect(said).toMatch(/ into a new book\. Its clock is paused: press Play to go on\.$/);
		const { clock } = await desk.until((view) => view.book.id === id && view.task === null);
		expect(clock.isPaused).toBe(true);
		await desk.session.close();
		const again = await startSession(profile);
		const later = (await again.until(({ book }) => book.id === id)).clock;
		expect([later.isPaused, later.at]).toEqual([true, clock.at]);
		await again.get('setClock', { isPaused: false, speed: 100 });
		await again.until((view) => view.clock.at > clock.at);
	});

	it('can be stopped: the book is read as it is, and goes on once it was replayed', async () => {
		const profile = openProfile();
		const desk = await startSession(profile);
		const text = await exportedBook(desk);
		const long = rewriteJournal(text, (entries) => daysLater(entries, 12));
		const asked = desk.get('importJournal', { file: file(long) });
		await desk.until(isReplaying);
		await desk.get('cancelTask', {});
		const { id } = await asked;
		const { book, positions, watch } = await desk.until((view) => view.book.id === id);
		expect([book.isReadOnly, book.canReplay, positions.length]).toEqual([true, true, 1]);
		expect(book.readOnlyBecause).toMatch(/^The replay of this market was stopped/);
		expect(watch.every(({ last }) => last === null)).toBe(true);
		expect(await desk.refusal('setClock', { speed: 2 })).toBe(book.readOnlyBecause);
		expect(await desk.refusal('close', { symbol: positions[0]?.symbol ?? '', request: 'c' })).toBe(
			book.readOnlyBecause
		);
		expect(await desk.get('verify', {})).toMatchObject({ intact: true });
		expect(await desk.get('rebuild', {})).toMatchObject({ differences: [] });
		const whole = await (await desk.get('exportFile', { what: 'journal' })).content.text();
		expect(whole.length).toBeGreaterThan(text.length);
		await desk.get('chooseBook', { id });
		const after = await desk.until((view) => view.task === null && priced(view));
		expect(after.book).toMatchObject({ id, isReadOnly: false, canReplay: false });
	});

	it('can be stopped while the desk starts', async () => {
		const profile = openProfile();
		const desk = await startSession(profile);
		const long = rewriteJournal(await exportedBook(desk), (entries) => daysLater(entries, 60));
		const asked = desk.session.ask('importJournal', { file: file(long) });
		await desk.until(isReplaying);
		await desk.session.close();
		await asked;
		const starting = startSession(profile, profile.journal, (task, session) => {
			if (task?.what === 'replay') void session.ask('cancelTask', {});
		});
		const { book } = await (await starting).until(() => true);
		expect(book).toMatchObject({ isReadOnly: true, canReplay: true });
	});

	it('is not played when no book could have it', async () => {
		const desk = await startSession(openProfile());
		const text = await exportedBook(desk);
		for (const change of [{ startsAt: 1 }, { startsAt: -1e15 }, { seed: -1 }, { symbols: 19 }]) {
			const strange = rewriteJournal(text, (entries) =>
				entries.map((entry) =>
					entry.event.type === 'BookOpened' && entry.event.source.type === 'generated'
						? { ...entry, event: { ...entry.event, source: { ...entry.event.source, ...change } } }
						: entry
				)
			);
			const { id } = await desk.get('importJournal', { file: file(strange) });
			const { books } = await desk.until(({ book }) => book.id === id);
			expect(books.find((book) => book.id === id)?.status, JSON.stringify(change)).toBe('archived');
		}
	});
});

describe('an imported journal with settings that no person could have set', () => {
	it('is refused by the entry and the setting, and changes nothing', async () => {
		const desk = await startSession(openProfile());
		const text = await exportedBook(desk);
		const { books } = await desk.until(priced);
		const opened = rewriteJournal(text, (entries) =>
			entries.map((entry) => {
				const { event } = entry;
				if (event.type !== 'BookOpened') return entry;
				const config = { ...event.config, risk: { ...event.config.risk, maxOpenTrades: 0 } };
				return { ...entry, event: { ...event, config } };
			})
		);
		expect(await desk.refusal('importJournal', { file: file(opened) })).toBe(
			'Nothing was imported. Entry 1 cannot be read: event.config.risk.maxOpenTrades is not a value from 1 to 100000: it is 0.'
		);
		const changed = rewriteJournal(text, (entries) => {
			const [first] = entries as readonly [JournalEntry];
			const changes = [{ key: 'slippageBps', from: '5', to: '5000' }] as const;
			const event = { type: 'SettingsChanged', at: 0, request: 'r', changes, reason: '' } as const;
			return [first, { ...first, seq: 2, causedBy: 2, event }];
		});
		expect(await desk.refusal('importJournal', { file: file(changed) })).toBe(
			'Nothing was imported. Entry 2 cannot be read: event.changes[0].to is not a value of slippageBps from 0 to 1000: it is "5000".'
		);
		expect((await desk.until(({ task }) => task === null)).books).toEqual(books);
	});
});
