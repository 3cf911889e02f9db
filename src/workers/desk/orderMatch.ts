import type { OrderFilter, OrderListRow } from '../../lib/contract/orderHistory.ts';
import { newYorkTime, parseDate, type Instant } from '../../lib/domain/time.ts';

/** Whether an order is as a filter asks, its status left aside. `text` is what is searched for words. */
export type OrderMatch = (row: OrderListRow, text: string) => boolean;

/** What of an order is searched for words. */
export function searchedText(row: OrderListRow): string {
	const { id, decisionId, symbol, strategy, reason, tag, ending } = row;
	const decision = id.includes(decisionId) ? '' : decisionId;
	return [id, decision, symbol, strategy, reason, tag, ending].filter(Boolean).join('\n').toLowerCase();
}

/** The words of a text, each of which must be found. */
function wordsOf(text = ''): readonly string[] {
	return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Midnight in New York at the begin of a day, or of the one after; null for what is no day. */
function dayStart(day: string, after = 0): Instant | null {
	const read = parseDate(day);
	return read === undefined ? null : newYorkTime(read + after, 0);
}

/** The name of the first member of a filter that is no day, or null. */
export function faultyDay({ from, to }: OrderFilter): string | null {
	if (from !== undefined && dayStart(from) === null) return from;
	return to !== undefined && dayStart(to) === null ? to : null;
}

/** Makes the test of a filter. */
export function createOrderMatch(filter: OrderFilter): OrderMatch {
	const { symbol, side, strategy } = filter;
	const words = wordsOf(filter.text);
	const from = filter.from === undefined ? -Infinity : (dayStart(filter.from) ?? -Infinity);
	const to = filter.to === undefined ? Infinity : (dayStart(filter.to, 1) ?? Infinity);
	return (row, text) =>
		(symbol === undefined || row.symbol === symbol) &&
		(side === undefined || row.side === side) &&
		(strategy === undefined || (row.strategy ?? '') === strategy) &&
		row.madeAt >= from &&
		row.madeAt < to &&
		words.every((word) => text.includes(word));
}
