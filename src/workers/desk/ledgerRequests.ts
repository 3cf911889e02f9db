import type { LedgerTransaction } from '../../lib/contract/accounting.ts';
import { adjustmentName } from '../../lib/contract/accountTexts.ts';
import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import { formatMoney } from '../../lib/domain/decimal.ts';
import type { AdjustmentRow, FillRow } from '../../lib/domain/deskRows.ts';
import type { BookEvent } from '../../lib/domain/events.ts';
import { adjustmentToMove, fillToMove, postMove } from '../../lib/domain/ledger.ts';
import { ok } from '../../lib/domain/result.ts';
import { textToEntry } from '../../lib/journal/entry.ts';
import type { BookRecord } from '../../lib/ports/books.ts';
import type { Journal } from '../../lib/ports/journal.ts';
import type { DeskContext } from './deskContext.ts';
import { latestOf, limitOf } from './recordRequests.ts';

/** The moves of money of the book, the newest first; the last of them is its opening, when the limit reaches so far. */
export async function ledger(
	context: DeskContext,
	{ limit }: DeskRequests['ledger']['ask']
): Promise<Answer<'ledger'>> {
	const [fills, adjustments] = await Promise.all([
		latestOf(context, 'fills', limit),
		latestOf(context, 'adjustments', limit)
	]);
	if (!fills.ok) return fills;
	if (!adjustments.ok) return adjustments;
	const all = [...fills.value.map(fillToTransaction), ...adjustments.value.map(adjustmentToTransaction)];
	const moves = all.sort((a, b) => b.seq - a.seq).slice(0, limitOf(limit));
	if (moves.length >= limitOf(limit)) return ok(moves);
	const opening = await openingOf(context.journal, context.running().record);
	return ok(opening === null ? moves : [...moves, opening]);
}

/** Every move of money of a book from its opening on, some hundred at a time. */
export async function* ledgerOf(
	journal: Journal,
	{ id }: Pick<BookRecord, 'id'>
): AsyncGenerator<readonly LedgerTransaction[]> {
	const opening = await openingOf(journal, { id });
	if (opening !== null) yield [opening];
	// Adjustments are few beside fills: a handful a day.
	const waiting: LedgerTransaction[] = [];
	for await (const rows of journal.readRows(id, 'adjustments'))
		waiting.push(...rows.map(adjustmentToTransaction));
	for await (const rows of journal.readRows(id, 'fills')) {
		const before = waiting.filter(({ seq }) => seq < (rows.at(-1)?.seq ?? 0));
		waiting.splice(0, before.length);
		yield [...before, ...rows.map(fillToTransaction)].sort((a, b) => a.seq - b.seq);
	}
	yield waiting;
}

function fillToTransaction(row: FillRow): LedgerTransaction {
	const { seq, at, symbol, orderId } = row;
	return { ...{ seq, at, symbol, orderId, words: null }, postings: textsOf(postMove(fillToMove(row))) };
}

function adjustmentToTransaction(row: AdjustmentRow): LedgerTransaction {
	const { seq, at, symbol, kind, words } = row;
	const postings = textsOf(postMove(adjustmentToMove(row)));
	return { ...{ seq, at, symbol, orderId: null, words: adjustmentName(kind, words) }, postings };
}

/** What the opening of a book posts; null when its first entry cannot be read. */
async function openingOf(
	journal: Journal,
	{ id }: Pick<BookRecord, 'id'>
): Promise<LedgerTransaction | null> {
	for await (const { lines } of journal.read(id, 1, 1)) {
		const read = textToEntry(lines[0] ?? '');
		return read.ok ? openingToTransaction(read.value.entry.event) : null;
	}
	return null;
}

function openingToTransaction(event: BookEvent): LedgerTransaction | null {
	if (event.type !== 'BookOpened') return null;
	const { at, config } = event;
	const postings = postMove({ type: 'opening', at, cash: config.startingCash });
	return { ...{ seq: 1, at, symbol: null, orderId: null, words: null }, postings: textsOf(postings) };
}

function textsOf(postings: ReturnType<typeof postMove>): LedgerTransaction['postings'] {
	return postings.map(({ account, debit, credit }) => ({
		...{ account, debit: formatMoney(debit), credit: formatMoney(credit) }
	}));
}
