import type { LedgerTransaction } from '../../lib/contract/accounting.ts';
import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import { formatMoney } from '../../lib/domain/decimal.ts';
import type { FillRow } from '../../lib/domain/deskRows.ts';
import type { BookEvent } from '../../lib/domain/events.ts';
import { fillToMove, postMove } from '../../lib/domain/ledger.ts';
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
	const rows = await latestOf(context, 'fills', limit);
	if (!rows.ok) return rows;
	const moves = rows.value.map(fillToTransaction);
	if (rows.value.length >= limitOf(limit)) return ok(moves);
	const opening = await openingOf(context.journal, context.running().record);
	return ok(opening === null ? moves : [...moves, opening]);
}

/** What a fill posts. */
export function fillToTransaction(row: FillRow): LedgerTransaction {
	const { seq, at, symbol, orderId } = row;
	return { ...{ seq, at, symbol, orderId }, postings: textsOf(postMove(fillToMove(row))) };
}

/** What the opening of a book posts; null when its first entry cannot be read. */
export async function openingOf(
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
	return { ...{ seq: 1, at, symbol: null, orderId: null }, postings: textsOf(postings) };
}

function textsOf(postings: ReturnType<typeof postMove>): LedgerTransaction['postings'] {
	return postings.map(({ account, debit, credit }) => ({
		...{ account, debit: formatMoney(debit), credit: formatMoney(credit) }
	}));
}
