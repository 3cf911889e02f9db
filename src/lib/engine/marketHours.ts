import { sessionAt } from '../domain/marketCalendar.ts';
import type { Instant } from '../domain/time.ts';
import type { Book } from './state.ts';

/** Whether a symbol trades at an instant: crypto always does, a share in its session. */
export function isMarketOpen(
	{ instruments }: Pick<Book, 'instruments'>,
	symbol: string,
	at: Instant
): boolean {
	const known = instruments.find(({ instrument }) => instrument.symbol === symbol);
	return known?.instrument.assetClass === 'crypto' || sessionAt(at) !== undefined;
}

/** Whether an order of the symbol is refused because its market is closed: by the settings of the book it may wait. */
export function isRefusedClosed(book: Book, symbol: string, at: Instant): boolean {
	return !book.config.orders.queuesWhenClosed && !isMarketOpen(book, symbol, at);
}
