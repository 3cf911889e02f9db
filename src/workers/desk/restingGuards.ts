import type { PositionView } from '../../lib/contract/deskView.ts';
import {
	absolute,
	add,
	formatDecimal,
	higher,
	isNegative,
	lower,
	zeroQuantity,
	type Price
} from '../../lib/domain/decimal.ts';
import { leftOf, type Order } from '../../lib/domain/order.ts';
import type { Position } from '../../lib/domain/position.ts';
import { orderOf, protectionOf, type Book } from '../../lib/engine/state.ts';
import { isSymbolHalted } from '../../lib/engine/symbolHalts.ts';

type Guards = Pick<PositionView, 'isHalted' | 'guarded' | 'stopOrder' | 'targetOrder'>;

/**
 * What ends the loss of a position, by triggers as far as they can act, and by orders that rest: a target takes a gain, it guards
 * nothing.
 */
export function restingGuards(book: Book, { symbol, quantity }: Position, doTriggersAct: boolean): Guards {
	const { stopLoss, trailing } = protectionOf(book, symbol);
	// The nearest stop of a short is the lowest, its nearest target the highest.
	const [nearestStop, nearestTarget] = isNegative(quantity) ? [lower, higher] : [higher, lower];
	const exits = (book.restingExitsBySymbol.get(symbol) ?? []).map((id) => orderOf(book, id));
	const stops = exits.filter(isStop);
	const held = absolute(quantity);
	const byOrders = stops.reduce((sum, order) => add(sum, leftOf(order)), zeroQuantity);
	const isTriggered = doTriggersAct && (stopLoss !== null || trailing !== null);
	const isHalted = isSymbolHalted(book, symbol);
	const targets = exits.filter(({ intent }) => intent.stopPrice === null && intent.trail === null);
	return {
		isHalted,
		guarded: formatDecimal(isHalted ? zeroQuantity : isTriggered ? held : lower(byOrders, held)),
		stopOrder: nearest(
			stops.map(({ intent }) => intent.stopPrice),
			nearestStop
		),
		targetOrder: nearest(
			targets.map(({ intent }) => intent.limitPrice),
			nearestTarget
		)
	};
}

/** A stop-limit that was reached and whose limit the market has jumped over ends no loss: it is a limit order by now. */
function isStop({ intent, isElected }: Order): boolean {
	const isStranded = isElected && intent.limitPrice !== null;
	return !isStranded && (intent.stopPrice !== null || intent.trail !== null);
}

function nearest(prices: readonly (Price | null)[], nearer: (a: Price, b: Price) => Price): string | null {
	const given = prices.filter((price) => price !== null);
	return given.length === 0 ? null : formatDecimal(given.reduce(nearer));
}
