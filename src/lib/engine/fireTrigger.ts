import type { FillModel } from '../domain/bookConfig.ts';
import { unitsToPrice, type Price } from '../domain/decimal.ts';
import { triggerToOrderId } from '../domain/ids.ts';
import type { FiringPrices } from '../domain/metPrices.ts';
import type { OrderSide } from '../domain/order.ts';
import type { Instant } from '../domain/time.ts';
import { triggersOf, type TriggerKind } from '../domain/trigger.ts';
import type { FiredOn } from '../domain/venue.ts';
import { nothing, type Decided } from './inputs.ts';
import { createExitIntent, reviewed, reviewExit } from './placement.ts';
import { makeWay, withAlso } from './restOfEntry.ts';
import { closableQuantity } from './riskFacts.ts';
import { protectionOf, type EngineState } from './state.ts';

/**
 * Fires the trigger of a kind that guards a position: its exit is for all that no other exit
 * closes already, and reviewed like any order. Once only.
 */
export function fireTrigger(
	state: EngineState,
	symbol: string,
	{ kind, level }: { readonly kind: TriggerKind; readonly level: Price },
	at: Instant,
	firedOn: FiredOn
): Decided {
	const trigger = triggersOf(protectionOf(state.book, symbol)).find((armed) => armed.kind === kind);
	const position = state.book.positionBySymbol.get(symbol);
	if (position === undefined || trigger === undefined) return nothing;
	const quantity = closableQuantity(state.book, symbol);
	const id = triggerToOrderId(trigger.id);
	const intent = createExitIntent(id, position.decisionId, position, kind, at, quantity);
	const decided = reviewed(state.book, intent, reviewExit(state, intent), null, firedOn, at);
	const on = firingPrices(firedOn, intent.side, state.book.config.fillModel);
	const fired = { type: 'TriggerFired', at, triggerId: trigger.id, symbol, level, on } as const;
	const exit = { events: [fired, ...decided.events], effects: decided.effects };
	return withAlso(exit, makeWay(state.book, symbol, at));
}

/** What fired, as it goes on record; on a quote the exit sells at the bid or buys at the ask, or at the last price when the model says so. */
function firingPrices(firedOn: FiredOn, side: OrderSide, { useBidAsk }: FillModel): FiringPrices {
	if (firedOn.type === 'bar') {
		const { bar, price } = firedOn;
		const [open, high, low] = [unitsToPrice(bar.open), unitsToPrice(bar.high), unitsToPrice(bar.low)];
		return { type: 'bar', open, high, low, from: price };
	}
	const { quote } = firedOn;
	const [bid, ask, last] = [unitsToPrice(quote.bid), unitsToPrice(quote.ask), unitsToPrice(quote.last)];
	const far = side === 'sell' ? bid : ask;
	const { madeAt, origin, isLastAlone } = quote;
	return {
		...{ type: 'quote', bid, ask, last, from: useBidAsk ? far : last },
		...(madeAt === undefined ? {} : { madeAt }),
		...(origin === undefined ? {} : { origin }),
		...(isLastAlone === undefined ? {} : { isLastAlone })
	};
}
