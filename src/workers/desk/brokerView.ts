import type { AccountView } from '../../lib/contract/accountView.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { absolute, formatDecimal } from '../../lib/domain/decimal.ts';
import type { Book } from '../../lib/engine/state.ts';
import { restingGuards } from './restingGuards.ts';

/** How the readings of an account go. */
export interface ReadingsView {
	/** By the wall clock; null when there is none. */
	readonly comparedAt: Instant | null;
	readonly nextAt: Instant | null;
	/** Whether there is a way to the account: keys in memory that open it. */
	readonly hasKeys: boolean;
	/** How far the clock here was found ahead of the account's, in milliseconds; null when that is not known. */
	readonly clockAhead: number | null;
	/** Why the account could not be read last, in a sentence. */
	readonly problem: string | null;
}

/** No way to the account: nothing is read. */
export const noReadings: ReadingsView = {
	...{ comparedAt: null, nextAt: null },
	...{ hasKeys: false, clockAhead: null, problem: null }
};

/** How a book stands to the account that it stands for; null of a book with a venue of its own. One that is only read guards nothing. */
export function viewBrokerAccount(
	book: Book,
	{ clockAhead, ...readings }: ReadingsView,
	isReadOnly = false
): AccountView | null {
	const { broker, source } = book;
	if (broker === null || source.type !== 'alpaca' || source.account === null) return null;
	// Every price comes too old then: it fires nothing.
	const isAhead = clockAhead !== null && clockAhead > book.config.risk.maxDataAgeSeconds * 1000;
	return {
		...{ id: source.account, routing: broker.routing, standing: broker.standing },
		...{ differences: broker.differences, unknownOrders: [...broker.unknown] },
		...readings,
		unguarded: isReadOnly || (readings.hasKeys && !isAhead) ? 0 : unguardedCount(book)
	};
}

/** How many positions have triggers and no orders at the account that guard all of them. */
function unguardedCount(book: Book): number {
	const triggered = [...book.positionBySymbol.values()].filter(({ symbol }) =>
		book.protectionBySymbol.has(symbol)
	);
	return triggered.filter(
		(position) => restingGuards(book, position, false).guarded !== formatDecimal(absolute(position.quantity))
	).length;
}
