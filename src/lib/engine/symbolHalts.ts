import type { BookEvent } from '../domain/events.ts';
import { nothing, type Decided, type Input } from './inputs.ts';
import type { Book, EngineState } from './state.ts';

/** Whether trading in a symbol has stopped: nothing of it fills, and no trigger of it fires. */
export function isSymbolHalted({ haltedSince }: Book, symbol: string): boolean {
	return haltedSince.size > 0 && haltedSince.has(symbol);
}

/** Puts on record that trading in a symbol stops, or goes on; what is known already, and of a symbol that there is not, is nothing new. */
export function decideSymbolHalt(
	{ book, market }: EngineState,
	{ symbol, isHalted, at }: Extract<Input, { type: 'HaltReported' }>
): Decided {
	if (!market.indexBySymbol.has(symbol) || isSymbolHalted(book, symbol) === isHalted) return nothing;
	return { events: [{ type: 'SymbolHaltSet', at, symbol, isHalted }], effects: [] };
}

/** Folds that trading in a symbol stops, or goes on. */
export function setSymbolHalt(
	{ haltedSince }: Book,
	{ symbol, isHalted, at }: Extract<BookEvent, { type: 'SymbolHaltSet' }>
): void {
	if (isHalted) haltedSince.set(symbol, at);
	else haltedSince.delete(symbol);
}
