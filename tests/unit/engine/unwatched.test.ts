import { expect, it } from 'vitest';
import { eventToSentence } from '../../../src/lib/contract/sentences.ts';
import { unwatched } from '../../../src/lib/engine/unwatched.ts';
import type { Book } from '../../../src/lib/engine/state.ts';

const from = Date.parse('2026-11-24T15:00:00Z');
const at = from + 600_000;

it.each([
	['what guards a position that is held', ['AAPL'], ['AAPL'], 'alarm'],
	['nothing, where what would guard it is not held yet', [], [], 'plain']
] as const)('a time for which nobody watched tells of %s', (_, held, guarded, tone) => {
	const keyed = (symbols: readonly string[]) => new Map(symbols.map((symbol) => [symbol, {}]));
	const book = {
		positionBySymbol: keyed(held),
		protectionBySymbol: keyed(['AAPL', 'MSFT'])
	} as unknown as Book;
	const event = unwatched(book, { at, from });
	expect(event).toEqual({ type: 'MarketUnwatched', at, from, guarded });
	const said = eventToSentence(event);
	expect(said.tone).toBe(tone);
	expect(said.text).toMatch(/^The market was not watched from .* \(10 minutes\)/);
	expect(/What guards (.*) did not act/.exec(said.text)?.[1] ?? '').toBe(guarded.join());
});
