import { instantOf, type BookEvent } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import { lostTriggers } from './actingOrders.ts';
import { nextTriggerId } from './armedSlots.ts';
import { decideQuote } from './decideQuote.ts';
import { nothing, type Decided, type Input } from './inputs.ts';
import { areGuardsStill } from './killSwitch.ts';
import { isMarketOpen } from './marketHours.ts';
import { isTooOld } from './priceStanding.ts';
import { indexOf, type Book, type EngineState } from './state.ts';
import { isSymbolHalted } from './symbolHalts.ts';

/** What happened may have left a position without what guarded it; null when it has not. */
export function guardDue(
	book: Book,
	events: readonly BookEvent[]
): Extract<Input, { type: 'GuardDue' }> | null {
	const last = events.at(-1);
	if (last === undefined || book.actingFor.size === 0 || lostTriggers(book).length === 0) return null;
	return { type: 'GuardDue', at: instantOf(last) };
}

/** Arms anew, each under its next id, the triggers whose order has ended without closing what they guard. */
export function decideGuard({ book }: EngineState, at: Instant): Decided {
	const armed = lostTriggers(book).flatMap((trigger): readonly BookEvent[] => {
		const openedBy = book.positionBySymbol.get(trigger.symbol)?.openedBy;
		if (openedBy === undefined) return [];
		return [
			{ type: 'TriggerArmed', at, trigger: { ...trigger, id: nextTriggerId(book, openedBy, trigger.kind) } }
		];
	});
	return { events: armed, effects: [] };
}

/** Tests the triggers of a symbol by its last price once their pause is over: at a broker the next one may be long in coming. */
export function decideRetry(state: EngineState, symbol: string, at: Instant): Decided {
	const { book, market } = state;
	const index = indexOf(market, symbol);
	const last = market.last[index] ?? NaN;
	if (Number.isNaN(last) || areGuardsStill(book) || isSymbolHalted(book, symbol)) return nothing;
	if (!isMarketOpen(book, symbol, at) || isTooOld(state, symbol, at)) return nothing;
	const priceOf = (column: Float64Array): number => {
		const price = column[index] ?? NaN;
		return Number.isNaN(price) ? last : price;
	};
	return decideQuote(state, symbol, { at, bid: priceOf(market.bid), ask: priceOf(market.ask), last });
}
