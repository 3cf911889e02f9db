import type { DecisionId } from '../domain/ids.ts';
import type { Book } from '../engine/state.ts';
import type { OpenRows } from './openRows.ts';

/** Remembers whose decision it is that was taken; one by hand has no strategy. */
export function noteStrategy({ strategyByDecision }: OpenRows, id: DecisionId, strategy: string): void {
	if (strategy !== '') strategyByDecision.set(id, strategy);
}

/** Forgets the strategies of decisions of which no fill can come any more and nothing is held. */
export function forgetStrategies({ strategyByDecision }: OpenRows, book: Book): void {
	const needed = new Set<string>([...book.waiting.keys(), ...book.unconfirmed.keys()]);
	for (const { intent } of book.orders.values()) needed.add(intent.decisionId);
	for (const { decisionId, lots } of book.positionBySymbol.values()) {
		needed.add(decisionId);
		for (const lot of lots) needed.add(lot.decisionId);
	}
	for (const groups of book.groupsBySymbol.values()) {
		for (const { decisionId } of groups.values()) needed.add(decisionId);
	}
	for (const id of strategyByDecision.keys()) if (!needed.has(id)) strategyByDecision.delete(id);
}
