import { unitsToPrice } from '../domain/decimal.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import type { Protection } from '../domain/trigger.ts';
import { indexOf, protectionOf, type EngineState } from './state.ts';
import { betterPrice } from './triggerEvaluation.ts';

/** What guards a symbol, its trail at the best price seen so far, whether an event has said so yet or not. */
export function withHighWater({ book, market }: EngineState, symbol: string): Protection {
	const protection = protectionOf(book, symbol);
	const seen = market.highWater[indexOf(market, symbol)] ?? NaN;
	const { trailing } = protection;
	if (trailing === null || Number.isNaN(seen)) return protection;
	return {
		...protection,
		trailing: { ...trailing, highWater: betterPrice(trailing.guards, trailing.highWater, unitsToPrice(seen)) }
	};
}

/** The event that puts the best price seen of a symbol on record, when it is not there yet. */
export function raiseEvents(state: EngineState, symbol: string, at: Instant): readonly BookEvent[] {
	const recorded = protectionOf(state.book, symbol).trailing?.highWater;
	const mark = withHighWater(state, symbol).trailing?.highWater;
	if (mark === undefined || mark === recorded) return [];
	return [{ type: 'HighWaterRaised', at, symbol, mark }];
}
