import { isPositive } from '../domain/decimal.ts';
import { isOpenStatus, type Order } from '../domain/order.ts';
import { directionOf, entrySideOf } from '../domain/position.ts';
import type { Instant } from '../domain/time.ts';
import { askCancels } from './errands.ts';
import type { Decided } from './inputs.ts';
import { openingOrders } from './riskFacts.ts';
import type { Book } from './state.ts';

/**
 * Takes back the rest of what has opened in part what is held of a symbol, since that is closed, or on its way to be: else it
 * would go on buying what is being sold. An entry that has traded nothing yet stays as it is, and so does the order that closes.
 */
export function stopBuying(book: Book, symbol: string, at: Instant): Decided {
	const position = book.positionBySymbol.get(symbol);
	const side = position === undefined ? null : entrySideOf(directionOf(position));
	const ids = openingOrders(book, symbol)
		.filter((order) => isBuyingOn(order) && (side === null || order.intent.side === side))
		.map(({ intent }) => intent.id);
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
