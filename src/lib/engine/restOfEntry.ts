import { isPositive } from '../domain/decimal.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import { goesThroughZero } from '../domain/opening.ts';
import { isOpenStatus, nextStatus, type Order } from '../domain/order.ts';
import { directionOf, entrySideOf, type Position } from '../domain/position.ts';
import type { Instant } from '../domain/time.ts';
import { askCancels } from './errands.ts';
import type { Decided } from './inputs.ts';
import { exitsAtOnce, openingOrders } from './riskFacts.ts';
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

/**
 * Makes way for an exit of all that is held of a symbol: what would go on buying is taken back. At a broker nothing may stand on the other
 * side of what closes, so that every entry of the symbol goes, also one that has traded nothing yet.
 */
export function makeWay(book: Book, symbol: string, at: Instant): Decided {
	if (book.broker === null) return stopBuying(book, symbol, at);
	const ids = openingOrders(book, symbol)
		.filter(
			({ intent, status }) => intent.purpose === 'entry' && nextStatus(status, 'requestCancel') !== null
		)
		.map(({ intent }) => intent.id);
	return askCancels(book, ids, 'position_closed', at);
}

/**
 * Takes back what was to close a position that another fill has ended, wherever it is on its way. An order that goes through zero
 * still opens what it was approved for, and the order of that fill ends by itself.
 */
export function stopClosing(book: Book, position: Position, endedBy: ClientOrderId, at: Instant): Decided {
	const ids = exitsAtOnce(book, position)
		.filter(({ status, intent }) => {
			const isOther = intent.id !== endedBy && !goesThroughZero(intent);
			return isOther && nextStatus(status, 'requestCancel') !== null;
		})
		.map(({ intent }) => intent.id);
	return askCancels(book, ids, 'follows_position', at);
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
