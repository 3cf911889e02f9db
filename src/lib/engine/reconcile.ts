import type { AccountReading } from '../domain/accountReading.ts';
import { isLeftOver, type Difference, type Standing } from '../domain/brokerEvents.ts';
import type { BrokerState } from './brokerState.ts';
import { Comparison, type ComparisonTerms } from './comparison.ts';
import { reconcileEnds, reconcileFills, reconcileOrders } from './reconcileOrders.ts';
import {
	reconcileCash,
	reconcileMoves,
	reconcilePositions,
	reconcileSplits,
	takeCash,
	takePositions
} from './reconcileHoldings.ts';
import type { Book } from './state.ts';
import type { Desk } from './turn.ts';

/** The symbols of a reading that the book does not follow yet, in order: they have to be added before it is compared. */
export function unfollowedSymbols(
	{ instruments }: Pick<Book, 'instruments'>,
	reading: AccountReading
): readonly string[] {
	const followed = new Set(instruments.map(({ instrument }) => instrument.symbol));
	const rows = [...reading.positions, ...reading.fills, ...reading.orders];
	return [...new Set(rows.map(({ symbol }) => symbol))].filter((symbol) => !followed.has(symbol)).sort();
}

/**
 * Compares the book with a reading of its account and settles what it can: orders, then fills, with the splits before them, then what ended, then other moves, then
 * positions, then cash. The same reading twice does nothing the second time. What is left is looked at again at the next reading, and
 * left to a person when it is the same then; with `accepts` the account's word is taken for it. A reading of before the latest fill brings
 * its fills alone.
 */
export function reconcileAccount(desk: Desk, reading: AccountReading, terms: ComparisonTerms): void {
	const { broker } = desk.state.book;
	if (broker === null) throw new Error('a book of no account has nothing to compare');
	const before = broker.differences.filter(isLeftOver);
	const comparison = new Comparison(desk, broker, reading, terms);
	if (isStale(broker, reading)) {
		reconcileFills(comparison);
		return;
	}
	const isFirst = broker.takenAt === null;
	if (isFirst) takePositions(comparison);
	reconcileOrders(comparison);
	if (isFirst) takeCash(comparison);
	reconcileFills(comparison, ({ symbol, at }) => reconcileSplits(comparison, symbol, at));
	reconcileEnds(comparison);
	reconcileMoves(comparison);
	reconcilePositions(comparison);
	reconcileCash(comparison);
	const { found, at } = comparison;
	const standing = standingOf(found, broker.standing);
	if (standing === broker.standing && !isNews(found, before)) return;
	comparison.tell({ type: 'Reconciled', at, standing, differences: found });
}

/** A reading that lacks the latest fill of the book is of before that. */
function isStale({ latestFill }: BrokerState, { fills, since }: AccountReading): boolean {
	return latestFill !== null && latestFill.at >= since && !fills.some(({ id }) => id === latestFill.id);
}

/** What waits to be looked at again says nothing yet. */
function standingOf(found: readonly Difference[], before: Standing): Standing {
	if (found.some(({ did }) => did === 'none')) return 'different';
	return found.some(({ did }) => did === 'waits') ? before : 'equal';
}

/** Whether something was done, or something else is left than before. */
function isNews(found: readonly Difference[], before: readonly Difference[]): boolean {
	const left = found.filter(isLeftOver);
	return left.length < found.length || JSON.stringify(left) !== JSON.stringify(before);
}
