import { isPositive } from '../domain/decimal.ts';
import { isOpenStatus, type Order } from '../domain/order.ts';
import type { Instant } from '../domain/time.ts';
import { askCancels } from './errands.ts';
import type { Decided } from './inputs.ts';
import { orderOf, type Book } from './state.ts';

/**
 * Takes back the rest of what has bought in part of a symbol, since what it bought is closed, or on its way to be: else it
 * would go on buying what is being sold. An entry that has bought nothing yet stays as it is.
 */
export function stopBuying(book: Book, symbol: string, at: Instant): Decided {
	const ids = (book.entriesBySymbol.get(symbol) ?? []).filter((id) => isBuyingOn(orderOf(book, id)));
	return askCancels(book, ids, 'position_closed', at);
}

function isBuyingOn({ status, filled }: Order): boolean {
	return isPositive(filled) && isOpenStatus(status) && status !== 'pending_cancel';
}

/** What was decided, and after it what else was. */
export function withAlso(decided: Decided, also: Decided): Decided {
	return {
		events: [...decided.events, ...also.events],
		effects: [...decided.effects, ...also.effects]
	};
}
