import type { Answer, DeskRequests, RequestFault } from '../../lib/contract/deskApi.ts';
import type { BookWorth } from '../../lib/contract/deskView.ts';
import type { BarSeries } from '../../lib/domain/bar.ts';
import type { BookConfig } from '../../lib/domain/bookConfig.ts';
import type { BookId } from '../../lib/domain/ids.ts';
import { isQuoted, type MarketSource, type PricedInstrument } from '../../lib/domain/market.ts';
import { ok, type Result } from '../../lib/domain/result.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { problemToText } from '../../lib/intake/faultText.ts';
import { readBookConfig } from '../../lib/schema/bookConfig.ts';
import { forbiddenCharacter } from '../../lib/schema/textField.ts';
import type { BookRecord } from '../../lib/ports/books.ts';
import type { StoreFault } from '../../lib/ports/journal.ts';
import { writeFirstEntry } from '../../lib/runtime/newBook.ts';
import { isWhole, lastOpen, mostSeed, mostSymbols, openSource } from './bookSources.ts';
import { deskConfig } from './deskConfig.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { storeTrouble } from './troubles.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];

/** What a book is created with. */
export interface BookPlan {
	readonly name: string;
	readonly config: BookConfig;
	readonly source: MarketSource;
	readonly series: readonly BarSeries[];
	/** What it follows of a market that is not its own; those of its source when absent. */
	readonly instruments?: readonly PricedInstrument[];
}

type Writing = Pick<DeskContext, 'journal' | 'books' | 'epoch' | 'wall' | 'newId'>;

/**
 * Writes a new book: its first entry, its bars, then its place in the list. What fails leaves nothing behind, and what a
 * kill leaves in between is cleared at the next start.
 */
export async function writeBook(
	context: Writing,
	plan: BookPlan,
	id = context.newId() as BookId
): Promise<Result<BookRecord, StoreFault>> {
	const written = await writeParts(context, plan, id);
	if (!written.ok) await context.books.remove(id, context.epoch);
	return written;
}

async function writeParts(
	{ journal, books, epoch, wall }: Writing,
	{ name, config, source, series, instruments = openSource(source, series, null).instruments }: BookPlan,
	id: BookId
): Promise<Result<BookRecord, StoreFault>> {
	const createdAt = wall();
	const record: BookRecord = { id, origin: id, name, source, status: 'open', createdAt };
	const begun = await books.put({ ...record, status: 'incomplete' }, epoch);
	if (!begun.ok) return begun;
	const written = await writeFirstEntry(journal, {
		id,
		epoch,
		config,
		source,
		instruments,
		recordedAt: createdAt
	});
	if (!written.ok) return written;
	const kept = series.length === 0 ? ok(null) : await books.putBars(id, series, epoch);
	if (!kept.ok) return kept;
	const listed = await books.put(record, epoch);
	return listed.ok ? ok(record) : listed;
}

/** A generated market that begins with the last session's open. */
export function planGenerated(
	{ wall, newSeed }: Pick<DeskContext, 'wall' | 'newSeed'>,
	name: string,
	config: BookConfig = deskConfig,
	{ seed = newSeed(), symbols = 20 }: { readonly seed?: number; readonly symbols?: number } = {}
): BookPlan {
	return {
		name,
		config,
		source: { type: 'generated', seed, symbols, startsAt: lastOpen(wall()) },
		series: []
	};
}

/** A book that follows Alpaca's market from now on, with orders that go to the simulator. */
function planFollowing({ wall }: Pick<DeskContext, 'wall'>, name: string, config: BookConfig): BookPlan {
	return { name, config, source: { type: 'alpaca', startsAt: wall(), account: null }, series: [] };
}

/** Writes a new book and shows it; with the id of one that is there already, that one is shown. */
export async function openNewBook(
	context: DeskContext,
	plan: BookPlan,
	id = context.newId() as BookId
): Promise<Answer<'createBook'>> {
	if (context.list().some((record) => record.id === id)) return chooseBook(context, { id });
	const written = await writeBook(context, plan, id);
	if (!written.ok) return refused(storeTrouble(written.error).message);
	await context.refresh();
	const switched = await context.switchTo(written.value.id);
	return switched.ok ? ok({ id: written.value.id }) : switched;
}

/** Creates a book of the generated market. */
export async function createBook(
	context: DeskContext,
	ask: Ask<'createBook'>
): Promise<Answer<'createBook'>> {
	const name = readName(ask.name);
	if (!name.ok) return name;
	const config = readConfigOf(context, ask);
	if (!config.ok) return config;
	const { seed, symbols, market = 'generated' } = ask;
	if (market === 'alpaca') return openNewBook(context, planFollowing(context, name.value, config.value));
	if (seed !== undefined && !isWhole(seed, 0, mostSeed))
		return refused(`The seed must be a whole number from 0 to ${String(mostSeed)}.`);
	if (symbols !== undefined && !isWhole(symbols, 1, mostSymbols))
		return refused(`There can be 1 to ${String(mostSymbols)} symbols.`);
	const chance = { ...(seed === undefined ? {} : { seed }), ...(symbols === undefined ? {} : { symbols }) };
	return openNewBook(context, planGenerated(context, name.value, config.value, chance));
}

/** The settings that a new book is asked to have. */
function readConfigOf(
	context: DeskContext,
	{ startingCash = '', settings = 'defaults' }: Ask<'createBook'>
): Result<BookConfig, RequestFault> {
	const base = settings === 'chosen' ? context.running().runner.live().state.book.config : deskConfig;
	const typed = startingCash.trim().replaceAll(',', '');
	if (typed === '') return ok(base);
	const read = readBookConfig({ startingCash: typed });
	if (read.ok) return ok({ ...base, startingCash: read.value.startingCash });
	const [fault] = read.error;
	return refused(`Starting cash: ${fault === undefined ? typed : problemToText(fault.problem)}.`);
}

const longestName = 60;

function readName(given: string): Result<string, { readonly message: string }> {
	const name = given.trim();
	if (/^[\p{Cf}\s]*$/u.test(name)) return refused('A book needs a name.');
	if (name.length > longestName) return refused(`A name has at most ${String(longestName)} characters.`);
	return forbiddenCharacter.test(name) ? refused('A name has no control characters.') : ok(name);
}

/** Shows another book; the one before is closed where it stands. */
export async function chooseBook(
	context: DeskContext,
	{ id }: Ask<'chooseBook'>
): Promise<Answer<'chooseBook'>> {
	const record = findBook(context, id);
	if (!record.ok) return record;
	const switched = await context.switchTo(record.value.id);
	return switched.ok ? ok({ id }) : switched;
}

function findBook(context: DeskContext, id: string): Result<BookRecord, { readonly message: string }> {
	const record = context.list().find((book) => book.id === id);
	return record === undefined ? refused('There is no such book.') : ok(record);
}

/** Gives a book another name. */
export async function renameBook(
	context: DeskContext,
	ask: Ask<'renameBook'>
): Promise<Answer<'renameBook'>> {
	const record = findBook(context, ask.id);
	const name = readName(ask.name);
	if (!record.ok) return record;
	if (!name.ok) return name;
	const changed = await context.changeBook(record.value.id, { name: name.value });
	if (!changed.ok) return changed;
	return ok({ id: ask.id });
}

/** Opens a new book with the settings and the market of the one that runs, which is archived: readable until it is deleted. */
export async function resetBook(context: DeskContext): Promise<Answer<'resetBook'>> {
	const { runner, record: opened } = context.running();
	const record = context.list().find(({ id }) => id === opened.id) ?? opened;
	const { config, instruments } = runner.live().state.book;
	if (record.source.type === 'alpaca' && record.source.account !== null)
		return refused('The book of an account is what the account is: it cannot be reset.');
	const series = await context.books.bars(record.id);
	if (!series.ok) return refused(storeTrouble(series.error).message);
	if (!isQuoted(record.source) && series.value.length === 0) {
		return refused('The bars of this book are not here: drop them to play them anew.');
	}
	const { source } = record.source.type === 'generated' ? planGenerated(context, '') : record;
	const kept = record.source.type === 'generated' && source.type === 'generated';
	const plan: BookPlan = {
		name: record.name,
		config,
		source: kept ? { ...source, symbols: symbolsOf(record.source) } : startedNow(source, context.wall()),
		series: series.value,
		...(source.type === 'alpaca' ? { instruments } : {})
	};
	const fresh = await openNewBook(context, plan);
	if (!fresh.ok) return fresh;
	const changed = await context.changeBook(record.id, {
		name: `${record.name}, before reset`,
		status: 'archived'
	});
	return changed.ok ? fresh : changed;
}

/** Everybody's market is followed from now on, whenever the book before began. */
function startedNow(source: MarketSource, now: Instant): MarketSource {
	return source.type === 'alpaca' ? { ...source, startsAt: now } : source;
}

function symbolsOf(source: MarketSource): number {
	return source.type === 'generated' ? source.symbols : 20;
}

/** Archives a book: it is read from now on, and not continued. */
export async function archiveBook(
	context: DeskContext,
	{ id }: Ask<'archiveBook'>
): Promise<Answer<'archiveBook'>> {
	const record = findBook(context, id);
	if (!record.ok) return record;
	if (record.value.status === 'archived') return refused('This book is archived already.');
	const changed = await context.changeBook(record.value.id, { status: 'archived' });
	if (!changed.ok) return changed;
	// The one that is shown is opened anew, its market standing still.
	const switched = context.chosen() === id ? await context.switchTo(record.value.id) : ok(null);
	return switched.ok ? ok({ id }) : switched;
}

/** What each book was worth at its last snapshot. */
export async function bookWorths(context: DeskContext): Promise<Answer<'bookWorths'>> {
	const worths: BookWorth[] = [];
	for (const { id } of context.list()) {
		const rows = await context.journal.latestRows(id, 'snapshots', 1);
		if (!rows.ok) return refused(storeTrouble(rows.error).message);
		const [last] = rows.value;
		worths.push({ id, equity: last?.equity ?? null, at: last?.at ?? null });
	}
	return ok(worths);
}

/** Deletes a book with everything in it; when it is the one that is shown, the newest of the others takes its place. */
export async function deleteBook(
	context: DeskContext,
	ask: Ask<'deleteBook'>
): Promise<Answer<'deleteBook'>> {
	const record = findBook(context, ask.id);
	if (!record.ok) return record;
	if (ask.typed !== 'delete') return refused('Type the word delete to delete a book.');
	const removed = await context.removeBook(record.value.id);
	if (!removed.ok) return removed;
	return ok({ id: ask.id });
}

/** Keeps the symbols a person follows, each once, those that the book trades. */
export async function setWatchlist(
	context: DeskContext,
	{ symbols }: Ask<'setWatchlist'>
): Promise<Answer<'setWatchlist'>> {
	const { record, runner } = context.running();
	const { indexBySymbol } = runner.live().state.market;
	const unknown = symbols.filter((symbol) => !indexBySymbol.has(symbol));
	if (unknown.length > 0) return refused(`This book does not trade ${unknown.join(', ')}.`);
	const kept = [...new Set(symbols)];
	const written = await context.books.putWatchlist(record.id, kept, context.epoch);
	if (!written.ok) return refused(storeTrouble(written.error).message);
	context.setListed(kept);
	return ok({ symbols: kept });
}
