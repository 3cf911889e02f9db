import type { Bar } from '../domain/bar.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Quote } from '../domain/quote.ts';
import type { InlineVenue, VenueReport } from '../domain/venue.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { settleQuiet, settleQuote } from './evolveProtection.ts';
import type { Effect, Input } from './inputs.ts';
import { markPrice, type EngineState } from './state.ts';

/** An engine with its venue, and where its events go: `record` sees each event after it is folded. */
export interface Desk {
	readonly state: EngineState;
	readonly venue: InlineVenue;
	readonly record: (event: BookEvent, state: EngineState) => void;
}

/** Takes one input to its end: decide, fold, perform the effects at the venue, and take its answers in turn. */
export function runTurn(desk: Desk, input: Input): void {
	const { events, effects } = decide(desk.state, input);
	for (const event of events) {
		evolve(desk.state, event);
		desk.record(event, desk.state);
	}
	for (const effect of effects) takeReports(desk, perform(desk.venue, effect));
}

/** Takes what the venue says, one report a turn. */
export function takeReports(desk: Desk, reports: readonly VenueReport[]): void {
	for (const report of reports) runTurn(desk, { type: 'VenueReported', report });
}

/** Whether prices between these extremes (1e-9 units) can be passed over: no order rests and no trigger can act. */
export function isQuiet(
	{ state, venue }: Desk,
	symbol: string,
	index: number,
	low: number,
	high: number
): boolean {
	const { quietAbove, quietBelow } = state.market;
	return low > (quietAbove[index] ?? NaN) && high < (quietBelow[index] ?? NaN) && !venue.isResting(symbol);
}

/** Takes a completed bar: resting orders match, then the triggers are tested against the same bar. */
export function runBar(desk: Desk, symbol: string, bar: Bar): void {
	takeReports(desk, desk.venue.matchBar(symbol, bar));
	runTurn(desk, { type: 'BarCompleted', symbol, bar });
	settleQuiet(desk.state, symbol, bar.startsAt);
}

/** Takes a quote: it marks, resting orders match, then the triggers are tested against it. Most quotes end at a glance. */
export function runQuote(desk: Desk, symbol: string, index: number, quote: Quote): void {
	const { market } = desk.state;
	market.bid[index] = quote.bid;
	market.ask[index] = quote.ask;
	markPrice(market, index, quote.last, quote.at);
	if (isQuiet(desk, symbol, index, quote.last, quote.last)) return;
	takeReports(desk, desk.venue.matchQuote(symbol, quote));
	runTurn(desk, { type: 'QuoteReceived', symbol, quote });
	settleQuote(desk.state, symbol, quote);
}

function perform(venue: InlineVenue, effect: Effect): readonly VenueReport[] {
	switch (effect.type) {
		case 'SubmitOrder':
			return venue.submit(effect.intent, effect.at, effect.firedOn);
		case 'CancelOrder':
			return venue.cancel(effect.orderId, effect.at);
	}
}
