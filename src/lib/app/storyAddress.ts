import type { JournalLine } from '../contract/deskView.ts';

/** What of an address names the story of an order or a decision in a book; it stands behind `/story`. */
export function storyQuery(of: 'order' | 'decision', id: string, bookId: string | null): string {
	const query = new URLSearchParams(bookId === null ? { [of]: id } : { [of]: id, book: bookId });
	return `?${query.toString()}`;
}

/** The same for the story that a line of the journal belongs to; null when it belongs to none. */
export function lineQuery({ orderId, decisionId }: JournalLine, bookId: string): string | null {
	if (orderId !== null) return storyQuery('order', orderId, bookId);
	return decisionId === null ? null : storyQuery('decision', decisionId, bookId);
}
