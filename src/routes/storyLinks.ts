import { resolve } from '$app/paths';
import type { JournalLine } from '#lib/contract/deskView.ts';

/** The address of the story of an order in a book. */
export function orderHref(orderId: string, bookId: string | null): string {
	return storyHref('order', orderId, bookId);
}

/** The address of the story of a decision in a book. */
export function decisionHref(decisionId: string, bookId: string | null): string {
	return storyHref('decision', decisionId, bookId);
}

/** The address of the story that a line of the journal belongs to; null when it belongs to none. */
export function lineHref({ orderId, decisionId }: JournalLine, bookId: string): string | null {
	if (orderId !== null) return orderHref(orderId, bookId);
	return decisionId === null ? null : decisionHref(decisionId, bookId);
}

function storyHref(of: 'order' | 'decision', id: string, bookId: string | null): string {
	const query = new URLSearchParams(bookId === null ? { [of]: id } : { [of]: id, book: bookId });
	return `${resolve('/story')}?${query.toString()}`;
}
