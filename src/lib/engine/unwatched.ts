import type { BookEvent } from '../domain/events.ts';
import type { Decided, Input } from './inputs.ts';
import type { Book, EngineState } from './state.ts';

/** Says what it meant that nobody watched a market that went on: which positions had triggers that could not act. */
export function unwatched(
	{ positionBySymbol, protectionBySymbol }: Pick<Book, 'positionBySymbol' | 'protectionBySymbol'>,
	{ at, from }: Pick<Extract<Input, { type: 'WatchResumed' }>, 'at' | 'from'>
): Extract<BookEvent, { type: 'MarketUnwatched' }> {
	const guarded = [...protectionBySymbol.keys()].filter((symbol) => positionBySymbol.has(symbol));
	return { type: 'MarketUnwatched', at, from, guarded };
}

/** Puts on record that the market was not watched for a while. */
export function decideWatchResumed(
	{ book }: EngineState,
	input: Extract<Input, { type: 'WatchResumed' }>
): Decided {
	return { events: [unwatched(book, input)], effects: [] };
}
