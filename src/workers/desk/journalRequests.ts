import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import type { JournalLine } from '../../lib/contract/deskView.ts';
import { isOfKind, type JournalFound, type JournalQuery } from '../../lib/contract/journalSearch.ts';
import type { BookId } from '../../lib/domain/ids.ts';
import { ok } from '../../lib/domain/result.ts';
import { newYorkTime, parseDate, type Instant } from '../../lib/domain/time.ts';
import { genesisHash } from '../../lib/journal/chain.ts';
import { cutLine, textToEntry, type JournalEntry } from '../../lib/journal/entry.ts';
import type { Journal, Segment } from '../../lib/ports/journal.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { instantOf } from '../../lib/domain/events.ts';
import { createLineMaker, orderOf, type LineMaker } from './feedLines.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];

/** A slice ends after so long, in milliseconds: the market goes on between two of them. */
const sliceLasts = 30;
/** So many entries are read before the time is looked at. */
const entriesAtOnce = 64;
const usualLines = 100;
const mostLines = 1000;

/** From the first instant to before the second; null without a day. */
type Span = readonly [from: Instant, to: Instant] | null;

/** A slice of a search, backwards from `before`; it ends when enough is found, when its time is up, or at the start. */
export async function journalSearch(
	context: DeskContext,
	query: Ask<'journalSearch'>
): Promise<Answer<'journalSearch'>> {
	const { record, runner } = context.running();
	const { seq, state } = runner.live();
	const span = spanOf(query.day);
	if (span === undefined) return refused(`${query.day ?? ''} is not a day: write it as 2026-11-25.`);
	const scan = createScan(context, record.id, createLineMaker(state.book), query, span);
	const { after = 0, before = Infinity } = query;
	const newest = Math.min(before, seq + 1);
	const until = context.wall() + sliceLasts;
	const isLate = (): boolean => context.wall() >= until;
	const end =
		span === null ? newest : Math.min(newest, await firstFrom(context.journal, record.id, seq, span[1]));
	for await (const segment of context.journal.readBack(record.id, end)) {
		for (let to = segment.lines.length; to > 0; to -= entriesAtOnce) {
			const from = Math.max(0, to - entriesAtOnce);
			const lines = segment.lines.slice(from, to);
			await scan.take({ from: segment.from + from, lines }, after, isLate);
			if (scan.isDone() || isLate()) return ok(scan.found());
		}
	}
	return ok({ ...scan.found(), isDone: true });
}

interface Scan {
	/** Looks at entries that end where those before began; late, it stops at an entry that had to be looked up. */
	take(segment: Segment, after: number, isLate?: () => boolean): Promise<void>;
	isDone(): boolean;
	found(): JournalFound;
}

function createScan(
	{ journal }: DeskContext,
	id: BookId,
	maker: LineMaker,
	query: JournalQuery,
	span: Span
): Scan {
	const words = (query.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
	const limit = Math.min(query.limit ?? usualLines, mostLines);
	const lines: JournalLine[] = [];
	let reached: { seq: number; at: Instant } | null = null;
	let isAtEnd = false;
	let newest = 0;
	const asked = new Set<string>();

	/** An order that was made further back is called by its name all the same; whether it had to be looked up. */
	async function meet({ seq, event }: JournalEntry): Promise<boolean> {
		const orderId = orderOf(event);
		if (orderId === null || asked.has(orderId)) return false;
		asked.add(orderId);
		const row = await journal.findRow(id, 'orders', orderId);
		if (!row.ok || row.value === null || row.value.seq >= seq) return true;
		const made = await entryAt(journal, id, row.value.seq);
		if (made !== null) maker.toLine(made.entry);
		return true;
	}

	/** Takes the line of an entry; whether any further one is wanted. */
	function takeLine(line: JournalLine, after: number): boolean {
		isAtEnd = line.seq <= after || (span !== null && line.at < span[0]);
		if (isAtEnd || lines.length >= limit) return false;
		reached = { seq: line.seq, at: line.at };
		newest = Math.max(newest, line.seq);
		isAtEnd = line.seq === 1;
		if (matches(line, query, words, span)) lines.push(line);
		return true;
	}

	return {
		async take(segment, after, isLate = () => false) {
			const entries = segment.lines.flatMap((line) => {
				const read = textToEntry(line);
				return read.ok ? [read.value.entry] : [];
			});
			for (const entry of entries) {
				if (entry.event.type !== 'OrderInitialized') continue;
				asked.add(entry.event.intent.id);
				maker.toLine(entry);
			}
			for (const entry of entries.reverse()) {
				const isLookedUp = await meet(entry);
				if (!takeLine(maker.toLine(entry), after) || (isLookedUp && isLate())) return;
			}
		},
		isDone: () => isAtEnd || lines.length >= limit,
		found: () => ({ lines, reached, isDone: isAtEnd, newest })
	};
}

function matches(
	line: JournalLine,
	{ symbol, kind }: JournalQuery,
	words: readonly string[],
	span: Span
): boolean {
	if (symbol !== undefined && line.symbol !== symbol) return false;
	if (kind !== undefined && !isOfKind(line, kind)) return false;
	if (span !== null && line.at >= span[1]) return false;
	const text = `${String(line.seq)} ${line.text}`.toLowerCase();
	return words.every((word) => text.includes(word));
}

/** The span of a New York date; undefined when there is no such date. */
function spanOf(date: string | undefined): Span | undefined {
	if (date === undefined) return null;
	const day = parseDate(date);
	return day === undefined ? undefined : [newYorkTime(day, 0), newYorkTime(day + 1, 0)];
}

/** The first entry at or after an instant, by halves: the book's clock only goes forward. The one after the last if none is. */
async function firstFrom(journal: Journal, id: BookId, last: number, at: Instant): Promise<number> {
	let [low, high] = [1, last + 1];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		const found = await entryAt(journal, id, middle);
		if (found !== null && instantOf(found.entry.event) < at) low = middle + 1;
		else high = middle;
	}
	return low;
}

async function lineAt(journal: Journal, id: BookId, seq: number): Promise<string | null> {
	for await (const { from, lines } of journal.readBack(id, seq + 1)) return lines[seq - from] ?? null;
	return null;
}

async function entryAt(
	journal: Journal,
	id: BookId,
	seq: number
): Promise<{ readonly entry: JournalEntry; readonly hash: string } | null> {
	const line = await lineAt(journal, id, seq);
	const read = line === null ? null : textToEntry(line);
	return read?.ok === true ? read.value : null;
}

/** An entry as it was written, with its hash and the one before. */
export async function journalEntry(
	context: DeskContext,
	{ seq }: Ask<'journalEntry'>
): Promise<Answer<'journalEntry'>> {
	const { record, runner } = context.running();
	const { journal } = context;
	const text = await lineAt(journal, record.id, seq);
	const cut = text === null ? null : cutLine(text);
	const before = seq === 1 ? null : await lineAt(journal, record.id, seq - 1);
	const hashBefore = seq === 1 ? genesisHash(record.origin) : cutLine(before ?? '')?.hash;
	if (cut === null || hashBefore === undefined) return refused(`This journal has no entry ${String(seq)}.`);
	const scan = createScan(context, record.id, createLineMaker(runner.live().state.book), {}, null);
	await scan.take({ from: seq, lines: [text ?? ''] }, 0);
	const [line] = scan.found().lines;
	if (line === undefined) return refused(`Entry ${String(seq)} cannot be read by this version.`);
	return ok({ line, ...cut, hashBefore });
}
