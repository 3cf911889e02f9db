import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import type { LedgerTransaction } from '../../lib/contract/accounting.ts';
import { grouped } from '../../lib/domain/digits.ts';
import { csvLine } from '../../lib/domain/csv.ts';
import type { BookId } from '../../lib/domain/ids.ts';
import { ok, type Result } from '../../lib/domain/result.ts';
import { formatInstant } from '../../lib/domain/time.ts';
import { createExportReader, exportEntries, exportFoot, exportHead } from '../../lib/journal/exportFile.ts';
import { genesisHash } from '../../lib/journal/chain.ts';
import { cutLine } from '../../lib/journal/entry.ts';
import type { BookRecord } from '../../lib/ports/books.ts';
import { ordersHeader, orderToCsv, tradesHeader, tradeToCsv } from '../../lib/runtime/csvExport.ts';
import { createImportRun, type ImportFault, type ImportRun } from '../../lib/runtime/importJournal.ts';
import { isPlayable } from './bookSources.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { ledgerOf } from './ledgerRequests.ts';
import type { Progress } from './progress.ts';
import { openFaultSentence, untouchedText } from './troubles.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];

/** A file in pieces, which the browser keeps as one blob. */
interface Pieces {
	readonly parts: BlobPart[];
	done: number;
}

/** The journal of a book as JSON, or its trades, orders or moves of money as CSV. */
export function exportFile(
	context: DeskContext,
	{ what, bookId }: Ask<'exportFile'>
): Promise<Answer<'exportFile'>> {
	return context.task('export', async (progress) => {
		const record = context.list().find(({ id }) => id === (bookId ?? context.chosen()));
		if (record === undefined) return refused('There is no such book.');
		const pieces: Pieces = { parts: [], done: 0 };
		const write = { journal: writeJournal, trades: writeTrades, orders: writeOrders, ledger: writeLedger }[
			what
		];
		if (await write(context, record, pieces, progress)) return refused('Stopped.');
		const day = formatInstant(context.wall()).slice(0, 10);
		const [name, type] =
			what === 'journal'
				? [`blotter-journal-${day}.json`, 'application/json']
				: [`blotter-${what}-${day}.csv`, 'text/csv'];
		return ok({ name, content: new Blob(pieces.parts, { type }) });
	});
}

type Writer = (
	context: DeskContext,
	record: BookRecord,
	pieces: Pieces,
	progress: Progress
) => Promise<boolean>;

const writeJournal: Writer = async ({ journal, wall }, { id, origin, name }, pieces, progress) => {
	pieces.parts.push(exportHead({ origin, name, exportedAt: wall() }));
	let hash = genesisHash(origin);
	let seq = 0;
	for await (const { lines } of journal.read(id, 1)) {
		pieces.parts.push(new Blob([exportEntries(lines, seq === 0)]));
		seq += lines.length;
		hash = cutLine(lines.at(-1) ?? '')?.hash ?? hash;
		if (await progress(seq, null)) return true;
	}
	pieces.parts.push(exportFoot({ seq, hash }));
	return false;
};

const writeTrades: Writer = async ({ journal }, { id }, pieces, progress) => {
	pieces.parts.push(tradesHeader);
	for await (const rows of journal.readRows(id, 'trades')) {
		pieces.parts.push(rows.map(tradeToCsv).join(''));
		pieces.done += rows.length;
		if (await progress(pieces.done, null)) return true;
	}
	return false;
};

const writeLedger: Writer = async ({ journal }, record, pieces, progress) => {
	pieces.parts.push(ledgerHeader);
	for await (const moves of ledgerOf(journal, record)) {
		pieces.parts.push(moves.map(transactionToCsv).join(''));
		pieces.done += moves.length;
		if (await progress(pieces.done, null)) return true;
	}
	return false;
};

const ledgerHeader = csvLine(['seq', 'at', 'symbol', 'orderId', 'account', 'debit', 'credit', 'words']);

function transactionToCsv({ seq, at, symbol, orderId, words, postings }: LedgerTransaction): string {
	const about = [String(seq), formatInstant(at), symbol ?? '', orderId ?? ''];
	const lines = postings.map(({ account, debit, credit }) => [...about, account, debit, credit, words ?? '']);
	return lines.map(csvLine).join('');
}

const writeOrders: Writer = async ({ journal }, { id }, pieces, progress) => {
	pieces.parts.push(ordersHeader);
	const rowsBySeq: { readonly seq: number; readonly text: string }[] = [];
	for await (const rows of journal.readRows(id, 'orders')) {
		rowsBySeq.push(...rows.map((row) => ({ seq: row.seq, text: orderToCsv(row) })));
		if (await progress(rowsBySeq.length, null)) return true;
	}
	rowsBySeq.sort((a, b) => a.seq - b.seq);
	pieces.parts.push(rowsBySeq.map(({ text }) => text).join(''));
	return false;
};

const linesAtOnce = 1000;

/** Takes an exported journal into a new book, all of it or nothing. A book of the generated market goes on from there. */
export function importJournal(
	context: DeskContext,
	{ file }: Ask<'importJournal'>,
	id = context.newId() as BookId
): Promise<Answer<'importJournal'>> {
	return context.task('import', async (progress) => {
		const before = context.chosen();
		const taken = await takeFile(context, id, file.content, progress).catch((error: unknown) =>
			refused(`Nothing was imported. ${error instanceof Error ? error.message : String(error)}`)
		);
		if (!taken.ok) {
			await context.books.remove(id, context.epoch);
			return taken;
		}
		await context.refresh();
		const switched = await context.switchTo(id);
		if (switched.ok)
			return ok({ id, entries: taken.value, text: importedText(context, id, taken.value, file) });
		// It does not stay, so that nothing of it is there to be untouched.
		const why = switched.error.message.replace(untouchedText, '').trim();
		// A journal that is whole and still cannot be opened is no book.
		if (before !== null) await context.switchTo(before);
		await context.books.remove(id, context.epoch);
		await context.refresh();
		return refused(`Nothing was imported: the journal of the file is whole, and still opens no book. ${why}`);
	});
}

/** What was imported, and that its market does not go on by itself. */
function importedText(
	context: DeskContext,
	id: BookId,
	entries: number,
	{ name }: Ask<'importJournal'>['file']
): string {
	const goesOn = context.list().some((book) => book.id === id && book.status === 'open');
	const clock = goesOn ? ' Its clock is paused: press Play to go on.' : '';
	return `Imported ${grouped(String(entries))} entries of ${name} into a new book.${clock}`;
}

async function takeFile(
	context: DeskContext,
	id: BookId,
	content: Blob,
	progress: Progress
): Promise<Result<number, { readonly message: string }>> {
	const reader = createExportReader();
	const chunks = content.stream().pipeThrough(new TextDecoderStream()).getReader();
	let run: ImportRun | null = null;
	let [waiting, entries, bytes]: [string[], number, number] = [[], 0, 0];
	for (;;) {
		const { done, value = '' } = await chunks.read();
		const lines = reader.push(value);
		if (!lines.ok) return refused(lineFaultText(lines.error));
		waiting.push(...lines.value);
		bytes += value.length;
		if (waiting.length >= linesAtOnce || done) {
			const origin = reader.info()?.origin;
			if (origin !== undefined && run === null) {
				const begun = await beginImport(context, id, origin, reader.info()?.name ?? 'Imported');
				if (!begun.ok) return begun;
				run = createImportRun(context.journal, { id, origin, epoch: context.epoch });
			}
			const taken = run === null ? ok(null) : await takeLines(run, waiting);
			if (!taken.ok) return refused(importFaultText(taken.error));
			entries += waiting.length;
			waiting = [];
			if (await progress(bytes, content.size)) return refused('Stopped; nothing was imported.');
		}
		if (done) break;
	}
	const frame = reader.finish();
	if (!frame.ok) return refused(lineFaultText(frame.error));
	return run === null
		? refused('Nothing was imported: the journal of the file is empty.')
		: finishImport(context, id, run, frame.value.head, entries);
}

/** A piece of the file may hold thousands of lines, and what is written at once is later read at once. */
async function takeLines(run: ImportRun, lines: readonly string[]): Promise<Result<null, ImportFault>> {
	for (let from = 0; from < lines.length; from += linesAtOnce) {
		const taken = await run.take(lines.slice(from, from + linesAtOnce));
		if (!taken.ok) return taken;
	}
	return ok(null);
}

async function beginImport(
	context: DeskContext,
	id: BookId,
	origin: BookId,
	name: string
): Promise<Result<null, { readonly message: string }>> {
	const record: BookRecord = {
		...{
			id,
			origin,
			name: `${readable(name)}, imported`,
			status: 'incomplete',
			createdAt: context.wall()
		},
		source: { type: 'history', startsAt: 0 }
	};
	const begun = await context.books.put(record, context.epoch);
	return begun.ok ? begun : refused(importFaultText({ type: 'store', fault: begun.error }));
}

/** A name from a file, without what cannot be seen or turns text around. */
function readable(name: string): string {
	const seen = name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim();
	return seen === '' ? 'Journal' : seen.slice(0, 45);
}

async function finishImport(
	context: DeskContext,
	id: BookId,
	run: ImportRun,
	head: { readonly seq: number; readonly hash: string },
	entries: number
): Promise<Result<number, { readonly message: string }>> {
	const finished = await run.finish();
	if (!finished.ok) return refused(importFaultText(finished.error));
	const folded = finished.value;
	if (folded === null) return refused('Nothing was imported: the journal of the file is empty.');
	if (folded.seq !== head.seq || folded.head !== head.hash) {
		return refused(
			'Nothing was imported: the journal of the file does not end as it says, entries are missing or were added at its end.'
		);
	}
	const listed = await context.books.list();
	const record = listed.ok ? listed.value.find((book) => book.id === id) : undefined;
	if (record === undefined) return refused('Nothing was imported: the book could not be kept.');
	const { book } = folded.state;
	// Bars are not in a journal: a book that played them can be read, and has no market to go on with.
	const status = isPlayable(book) ? 'open' : 'archived';
	const kept = await context.books.put({ ...record, source: book.source, status }, context.epoch);
	return kept.ok ? ok(entries) : refused(importFaultText({ type: 'store', fault: kept.error }));
}

function lineFaultText({ line, message }: { readonly line: number; readonly message: string }): string {
	return `Nothing was imported. Line ${String(line)} of the file: ${message}`;
}

function importFaultText(fault: ImportFault): string {
	// The desk goes on: it is the book to be that found no room.
	const isFull = fault.type === 'store' && fault.fault.type === 'full';
	const why = isFull ? 'The browser has no room left for another book.' : openFaultSentence(fault);
	return `Nothing was imported. ${why}`;
}
