import { isPositive } from '../domain/decimal.ts';
import { openedBy } from '../domain/opening.ts';
import type { OrderIntent } from '../domain/order.ts';
import type { DenialReason } from '../domain/risk.ts';
import { isDryRun } from './routing.ts';
import type { Book } from './state.ts';

/**
 * Why an order that was approved does not leave for its broker any more, as its book stands by now; null where it may. What opens nothing
 * is never held back here: it shrinks a position.
 */
export function whyHeldBack(book: Book, intent: OrderIntent): DenialReason | null {
	if (!isPositive(openedBy(intent))) return null;
	if (isDryRun(book)) return 'dry_run';
	if (book.broker !== null && book.broker.routing !== 'paper') return 'not_armed';
	if (book.tradingState === 'active') return null;
	return book.tradingState;
}
