import type { BookRecord } from '../../lib/ports/books.ts';

/** The account of a book; null where its orders go to a simulator. */
export function accountOf({ source }: Pick<BookRecord, 'source'>): string | null {
	return source.type === 'alpaca' ? source.account : null;
}

/** Whether a book may ever speak to its account: an archived one and a copy of another's journal do not. */
export function standsForAccount(record: BookRecord): boolean {
	return accountOf(record) !== null && record.status === 'open' && record.origin === record.id;
}
