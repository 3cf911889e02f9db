import { resolve } from '$app/paths';
import { lineQuery, storyQuery } from '#lib/app/storyAddress.ts';
import type { JournalLine } from '#lib/contract/deskView.ts';
import type { topics } from './help/topics.ts';

/** The page of a symbol. */
export const symbolAddress = (symbol: string): string =>
	`${resolve('/symbol')}?symbol=${encodeURIComponent(symbol)}`;

/** The settings, searched for some words. */
export const settingAddress = (words: string): string =>
	`${resolve('/settings')}?search=${encodeURIComponent(words)}`;

/** A topic of the help. */
export type HelpRoute = (typeof topics)[number]['route'];

/** The page of a topic of the help. */
export const helpAddress = (route: HelpRoute): string => resolve(route);

/** An entry of the journal, or all of it. */
export const journalAddress = (seq?: number): string =>
	resolve('/journal') + (seq === undefined ? '' : `?entry=${String(seq)}`);

/** The story that a line of the journal belongs to; null when it belongs to none. */
export function lineAddress(line: JournalLine, bookId: string): string | null {
	const query = lineQuery(line, bookId);
	return query === null ? null : `${resolve('/story')}${query}`;
}

/** The story of a decision; without a book that of the one that is chosen. */
export const decisionAddress = (id: string, bookId: string | null): string =>
	`${resolve('/story')}${storyQuery('decision', id, bookId)}`;

/** The story of an order; without a book that of the one that is chosen. */
export const orderAddress = (id: string, bookId: string | null): string =>
	`${resolve('/story')}${storyQuery('order', id, bookId)}`;
