import 'fake-indexeddb/auto';
import { absolute } from '../../src/lib/domain/decimal.ts';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createDexieJournal } from '../../src/lib/adapters/dexie/journal.ts';
import { DeskDatabase } from '../../src/lib/adapters/dexie/database.ts';
import { createBarsFeed } from '../../src/lib/adapters/simulator/barsFeed.ts';
import { createSimulator } from '../../src/lib/adapters/simulator/simulator.ts';
import type { BarSeries } from '../../src/lib/domain/bar.ts';
import type { BookConfig } from '../../src/lib/domain/bookConfig.ts';
import type { Decision } from '../../src/lib/domain/decision.ts';
import type { DeskRows, StoreName } from '../../src/lib/domain/deskRows.ts';
import type { BookId } from '../../src/lib/domain/ids.ts';
import { seedOf } from '../../src/lib/domain/latency.ts';
import type { MarketSource } from '../../src/lib/domain/market.ts';
import type { RunResult } from '../../src/lib/domain/runResult.ts';
import type { OrderMarks } from '../../src/lib/domain/venue.ts';
import { canCross } from '../../src/lib/engine/errands.ts';
import { restingOrders } from '../../src/lib/engine/recovery.ts';
import type { EngineState } from '../../src/lib/engine/state.ts';
import { noInputs, readRunInputs } from '../../src/lib/intake/runInputs.ts';
import { textToEntry, type JournalEntry } from '../../src/lib/journal/entry.ts';
import type { Journal } from '../../src/lib/ports/journal.ts';
import type { PriceSource, SourceMemory } from '../../src/lib/ports/priceSource.ts';
import { openBook } from '../../src/lib/runtime/bookState.ts';
import { BookRunner } from '../../src/lib/runtime/bookRunner.ts';
import { writeFirstEntry } from '../../src/lib/runtime/newBook.ts';
import type { RunnerSetup, StopReason } from '../../src/lib/runtime/runnerSetup.ts';

/** The bars, decisions and settings of the invented sample week, and what they come to. */
export async function readSampleWeek(): Promise<{
	readonly series: readonly BarSeries[];
	readonly decisions: readonly Decision[];
	readonly config: BookConfig;
	readonly expected: RunResult;
}> {
	const names = ['bars.json', 'config.json', 'decisions.json'];
	const bars = ['ALFA', 'BRVO', 'CHRL', 'DLTA'].map((symbol) => `${symbol}_1m.csv`);
	const files = [...names, ...bars].map((name) => {
		const text = readFileSync(`static/sample/${name}`, 'utf8');
		return {
			name,
			bytes: text.length,
			async *read() {
				yield await Promise.resolve(text);
			}
		};
	});
	const inputs = await readRunInputs(files, noInputs, () => Promise.resolve(true));
	if (!inputs.ok || inputs.value.decisions === null) throw new Error('the sample reads');
	const { series, config, decisions } = inputs.value;
	const expected = JSON.parse(
		readFileSync('tests/fixtures/synthetic-week/expected.json', 'utf8')
	) as RunResult;
	return { series, config, decisions: decisions.decisions, expected };
}

/** A simulator that goes on from a book. */
export function openSimulator(state: EngineState, marks: OrderMarks = {}) {
	const { book } = state;
	return createSimulator({
		cash: book.account.cash,
		get model() {
			return book.config.fillModel;
		},
		margin: book.config.margin,
		get instruments() {
			return book.instruments.map(({ instrument }) => instrument);
		},
		holdings: new Map([...book.positionBySymbol].map(([symbol, { quantity }]) => [symbol, quantity])),
		heldSince: new Map([...book.positionBySymbol].map(([symbol, { openedAt }]) => [symbol, openedAt])),
		proceeds: new Map(
			[...book.positionBySymbol].flatMap(([symbol, { quantity, basis }]) =>
				quantity < 0n ? [[symbol, absolute(basis)]] : []
			)
		),
		resting: restingOrders(state, marks),
		seed: seedOf(book.source),
		canCross: () => canCross(state)
	});
}

/** A profile's storage, which outlives the runners on it. */
export interface TestProfile {
	readonly db: DeskDatabase;
	readonly journal: Journal;
}

export function openProfile(): TestProfile {
	const db = new DeskDatabase(`desk-${randomUUID()}`);
	return { db, journal: createDexieJournal(db) };
}

/** A book to be: where its prices come from, and what it is opened with. */
export interface TestBook {
	readonly id: BookId;
	readonly config: BookConfig;
	readonly startsAt: number;
	readonly openSource: (memory: SourceMemory | null) => PriceSource;
	/** What the book says of its source; played bars when absent. */
	readonly source?: MarketSource;
}

export function createFeedBook(series: readonly BarSeries[], config: BookConfig, id = 'book-1'): TestBook {
	return {
		id: id as BookId,
		config,
		startsAt: Math.min(...series.map(({ startsAt }) => startsAt[0] ?? Infinity)),
		openSource: (memory) => createBarsFeed(memory === null ? { series } : { series, memory })
	};
}

export interface RunningBook {
	readonly runner: BookRunner;
	/** Why it stopped by itself; null while it runs. */
	readonly stopped: () => StopReason | null;
	/** Resolves when nothing is due before an instant any more, or it stopped. */
	readonly runUntil: (until: number) => Promise<void>;
}

/** Opens a new book in a profile. */
export async function createBook(
	{ journal }: Pick<TestProfile, 'journal'>,
	{ id, config, startsAt, openSource, source = { type: 'bars', startsAt } }: TestBook
): Promise<void> {
	const epoch = await takeEpoch(journal);
	const { instruments } = openSource(null);
	const written = await writeFirstEntry(journal, { id, epoch, config, source, instruments, recordedAt: 0 });
	if (!written.ok) throw new Error(JSON.stringify(written.error));
}

async function takeEpoch(journal: Journal): Promise<number> {
	const epoch = await journal.takeEpoch();
	if (!epoch.ok) throw new Error(JSON.stringify(epoch.error));
	return epoch.value;
}

/** Starts a book as a new leader does. */
export async function startBook(
	{ journal }: Pick<TestProfile, 'journal'>,
	{ id, openSource, startsAt }: TestBook,
	given: Partial<RunnerSetup> = {}
): Promise<RunningBook> {
	const epoch = await takeEpoch(journal);
	const opened = await openBook(journal, { id, origin: id });
	if (!opened.ok) throw new Error(JSON.stringify(opened.error));
	let stopped: StopReason | null = null;
	let settle: () => void = () => undefined;
	const runner = new BookRunner(
		{
			...{ id, origin: id, epoch, journal, openSource, startsAt },
			venue: { type: 'inline', open: openSimulator },
			wall: () => performance.now(),
			breathe: () => Promise.resolve(),
			mayAct: () => true,
			onSettled: () => settle(),
			onStopped: (why) => {
				stopped = why;
				settle();
			},
			...given
		},
		opened.value
	);
	return {
		runner,
		stopped: () => stopped,
		runUntil: (until) =>
			new Promise((resolve) => {
				settle = () => {
					const next = runner.live().market.nextAt();
					if (stopped !== null || next > until || next === Infinity) setTimeout(resolve, 0);
				};
				runner.runTo(until);
				settle();
			})
	};
}

/** Every entry of a book, oldest first. */
export async function readEntries(
	{ journal }: Pick<TestProfile, 'journal'>,
	id: BookId
): Promise<readonly JournalEntry[]> {
	const entries: JournalEntry[] = [];
	for await (const { lines } of journal.read(id, 1)) {
		for (const line of lines) {
			const read = textToEntry(line);
			if (!read.ok) throw new Error(JSON.stringify(read.error));
			entries.push(read.value.entry);
		}
	}
	return entries;
}

/** Entries without what differs from one undisturbed run to another: wall time and epoch. */
export function withoutWallTime(entries: readonly JournalEntry[]): readonly unknown[] {
	return entries.map(({ seq, causedBy, event }) => ({ seq, causedBy, event }));
}

/** Every row of a store. */
export async function readStore<Store extends StoreName>(
	{ journal }: Pick<TestProfile, 'journal'>,
	id: BookId,
	store: Store
): Promise<readonly DeskRows[Store][]> {
	const rows: DeskRows[Store][] = [];
	for await (const some of journal.readRows(id, store)) rows.push(...some);
	return rows;
}
