import { isPositive } from '../domain/decimal.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Quote } from '../domain/quote.ts';
import { isPausing } from './actingOrders.ts';
import { fireTrigger } from './fireTrigger.ts';
import { raiseEvents, withHighWater } from './highWater.ts';
import { nothing, type Decided } from './inputs.ts';
import { areGuardsStill } from './killSwitch.ts';
import { closableQuantity } from './riskFacts.ts';
import { instrumentOf, type EngineState } from './state.ts';
import { evaluateQuote } from './triggerEvaluation.ts';

/** Tests the triggers of a symbol against a quote; a fired one becomes a market order that walks the road of any order. */
export function decideQuote(state: EngineState, symbol: string, quote: Quote): Decided {
	if (areGuardsStill(state.book)) return nothing;
	// An exit that is out stands what guards its part down, and no more.
	if (!isPositive(closableQuantity(state.book, symbol))) return nothing;
	const { instrument } = instrumentOf(state, symbol);
	const fired = evaluateQuote(withHighWater(state, symbol), quote, instrument);
	if (fired === null || isPausing(state.book, symbol, quote.at)) return nothing;
	const decided = fireTrigger(state, symbol, fired, quote.at, { type: 'quote', quote });
	// The mark that the level was reckoned from goes on record before what it did.
	const raised: readonly BookEvent[] =
		fired.kind === 'trailing_stop' ? raiseEvents(state, symbol, quote.at) : [];
	return { events: [...raised, ...decided.events], effects: decided.effects };
}
