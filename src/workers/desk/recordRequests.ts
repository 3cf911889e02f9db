import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import type { JournalLine } from '../../lib/contract/deskView.ts';
import type { FillRow, StoreName } from '../../lib/domain/deskRows.ts';
import { failed, ok } from '../../lib/domain/result.ts';
import { textToEntry } from '../../lib/journal/entry.ts';
import { rebuildStores } from '../../lib/runtime/rebuild.ts';
import { verifyJournal } from '../../lib/runtime/verify.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { createLineMaker } from './feedLines.ts';
import { chainFaultText, openFaultSentence, storeTrouble } from './troubles.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];

const usualLimit = 200;
const mostRows = 10_000;
/** Rows that are read together when only some of them are looked for. */
const rowsAtOnce = 500;

/** How many rows are asked for, within what is sensible. */
export function limitOf(limit = usualLimit): number {
	return Number.isInteger(limit) && limit > 0 ? Math.min(limit, mostRows) : usualLimit;
}

/** The newest rows of a store of the book that runs, the newest first. */
export async function latestOf<Store extends StoreName>(
	context: DeskContext,
	store: Store,
	limit: number | undefined
) {
	const { id } = context.running().record;
	const rows = await context.journal.latestRows(id, store, limitOf(limit));
	return rows.ok ? rows : failed({ message: storeTrouble(rows.error).message });
}

/** The orders of the book, the newest first. */
export const orders = (context: DeskContext, { limit }: Ask<'orders'>): Promise<Answer<'orders'>> =>
	latestOf(context, 'orders', limit);

/** An order by its id. */
export async function order(context: DeskContext, { id }: Ask<'order'>): Promise<Answer<'order'>> {
	const row = await context.journal.findRow(context.running().record.id, 'orders', id);
	if (!row.ok) return refused(storeTrouble(row.error).message);
	return row.value === null ? refused(`There is no order ${id}.`) : ok(row.value);
}

/** The fills of the book or of one symbol, the newest first. */
export async function fills(context: DeskContext, { symbol, limit }: Ask<'fills'>): Promise<Answer<'fills'>> {
	if (symbol === undefined) return latestOf(context, 'fills', limit);
	const { record, runner } = context.running();
	const most = limitOf(limit);
	const found: FillRow[] = [];
	let to = runner.live().seq;
	for (;;) {
		const range = { from: 1, to, limit: rowsAtOnce, newestFirst: true };
		const rows = await context.journal.rowsBetween(record.id, 'fills', range);
		if (!rows.ok) return refused(storeTrouble(rows.error).message);
		found.push(...rows.value.filter((row) => row.symbol === symbol));
		const last = rows.value.at(-1);
		if (found.length >= most || last === undefined || rows.value.length < rowsAtOnce) {
			return ok(found.slice(0, most));
		}
		to = last.seq - 1;
	}
}

/** The trades of the book, from entry to flat, those that ended last first. */
export const trades = (context: DeskContext, { limit }: Ask<'trades'>): Promise<Answer<'trades'>> =>
	latestOf(context, 'trades', limit);

/** The snapshots of the book, the newest first. */
export const history = (context: DeskContext, { limit }: Ask<'history'>): Promise<Answer<'history'>> =>
	latestOf(context, 'snapshots', limit);

/** Entries of the journal in sentences, the newest first. */
export async function journal(
	context: DeskContext,
	{ before, limit }: Ask<'journal'>
): Promise<Answer<'journal'>> {
	const { record, runner } = context.running();
	const end = Math.min(before ?? Infinity, runner.live().seq + 1);
	const from = Math.max(1, end - limitOf(limit));
	const maker = createLineMaker(runner.live().state.book);
	const lines: JournalLine[] = [];
	for await (const segment of context.journal.read(record.id, from)) {
		for (const line of segment.lines) {
			const read = textToEntry(line);
			if (read.ok && read.value.entry.seq < end) lines.push(maker.toLine(read.value.entry));
		}
		if (segment.from + segment.lines.length >= end) break;
	}
	return ok(lines.reverse());
}

/** Holds every entry against its hash. */
export function verify(context: DeskContext): Promise<Answer<'verify'>> {
	const { record, runner } = context.running();
	const { seq } = runner.live();
	return context.task('verify', async (progress) => {
		const outcome = await verifyJournal(context.journal, record, (done) => progress(done, seq));
		if (outcome === null) return refused('Stopped.');
		const { entries, head, fault } = outcome;
		const broken = fault === null ? null : { seq: entries + 1, why: chainFaultText(fault) };
		return ok({ intact: fault === null, entries, head, broken });
	});
}

/** Makes every store again from the journal, tells what differs, and puts it right. */
export function rebuild(context: DeskContext): Promise<Answer<'rebuild'>> {
	const { record, runner } = context.running();
	const { seq } = runner.live();
	return context.task('rebuild', async (progress) => {
		// Nothing may be written meanwhile: a row is compared with what it was at the last entry.
		const outcome = await context.suspended(() =>
			rebuildStores(context.journal, { ...record, epoch: context.epoch }, (done) => progress(done, seq))
		);
		if (!outcome.ok) return outcome;
		if (outcome.value.ok) return ok(outcome.value.value);
		return refused(outcome.value.error === null ? 'Stopped.' : openFaultSentence(outcome.value.error));
	});
}
