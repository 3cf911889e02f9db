import { resolve } from '$app/paths';
import { lineQuery, storyQuery } from '#lib/app/storyAddress.ts';
import type { JournalLine } from '#lib/contract/deskView.ts';

/** The page of a symbol. */
export const symbolAddress = (symbol: string): string =>
	`${resolve('/symbol')}?symbol=${encodeURIComponent(symbol)}`;

/** The settings, searched for some words. */
export const settingAddress = (words: string): string =>
	`${resolve('/settings')}?search=${encodeURIComponent(words)}`;

/** The story that a line of the journal belongs to; null when it belongs to none. */
export function lineAddress(line: JournalLine, bookId: string): string | null {
	const query = lineQuery(line, bookId);
	return query === null ? null : `${resolve('/story')}${query}`;
}

/** The story of an order; without a book that of the one that is chosen. */
export const orderAddress = (id: string, bookId: string | null): string =>
	`${resolve('/story')}${storyQuery('order', id, bookId)}`;
