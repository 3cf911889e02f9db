import { add, isZero, subtract, zeroMoney, type Money } from '../domain/decimal.ts';
import type { Decision } from '../domain/decision.ts';
import type { PositionMark } from '../domain/events.ts';
import type { DecisionId } from '../domain/ids.ts';
import type { Order } from '../domain/order.ts';
import { unrealised, type Position } from '../domain/position.ts';
import type { Book, StrategyDay } from './state.ts';

const newDay: StrategyDay = { trades: 0, realised: zeroMoney, carried: zeroMoney };

/** What a strategy has done since the day began; nothing at first. */
export function dayOf({ dayByStrategy }: Book, strategy: string): StrategyDay {
	return dayByStrategy.get(strategy) ?? newDay;
}

/** The strategy that a decision came from; empty for a person's, and for one that named none. */
export function strategyOf({ strategyByDecision }: Book, decisionId: DecisionId): string {
	// Most books know of none, and to look for an id that was just made is dear.
	return strategyByDecision.size === 0 ? '' : (strategyByDecision.get(decisionId) ?? '');
}

/** Remembers which strategy took a decision, as long as something of it is open. */
export function noteStrategy({ strategyByDecision }: Book, { id, strategy }: Decision): void {
	if (strategy !== '') strategyByDecision.set(id, strategy);
}

/**
 * Counts a fill: the first of an order is a trade of the order's strategy; what it realises, less its fee, is booked to the
 * strategy that opened the position, or opens it.
 */
export function noteFill(
	book: Book,
	order: Order,
	before: Position | null,
	realised: Money,
	fee: Money
): void {
	const own = strategyOf(book, order.intent.decisionId);
	if (own !== '' && isZero(order.filled)) {
		const day = dayOf(book, own);
		book.dayByStrategy.set(own, { ...day, trades: day.trades + 1 });
	}
	const holder = before === null ? own : strategyOf(book, before.decisionId);
	if (holder === '') return;
	const day = dayOf(book, holder);
	book.dayByStrategy.set(holder, { ...day, realised: add(day.realised, subtract(realised, fee)) });
}

/** Begins a day: what positions have won or lost by now is carried over, and decisions of which nothing is left are forgotten. */
export function beginStrategyDay(book: Book, marks: readonly PositionMark[]): void {
	const { dayByStrategy, strategyByDecision, positionBySymbol, orders } = book;
	dayByStrategy.clear();
	for (const { symbol, price } of marks) {
		const position = positionBySymbol.get(symbol);
		const strategy = position === undefined ? '' : strategyOf(book, position.decisionId);
		if (position === undefined || strategy === '') continue;
		const carried = add(dayOf(book, strategy).carried, unrealised(position, price));
		dayByStrategy.set(strategy, { ...newDay, carried });
	}
	const living = new Set<DecisionId>();
	for (const { decisionId } of positionBySymbol.values()) living.add(decisionId);
	for (const { intent } of orders.values()) living.add(intent.decisionId);
	for (const id of strategyByDecision.keys()) if (!living.has(id)) strategyByDecision.delete(id);
}
