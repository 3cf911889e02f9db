import type { Price } from '../domain/decimal.ts';
import { triggerToOrderId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { triggersOf, type TriggerKind } from '../domain/trigger.ts';
import type { FiredOn } from '../domain/venue.ts';
import { nothing, type Decided } from './inputs.ts';
import { createExitIntent, reviewed, reviewExit } from './placement.ts';
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
	const decided = reviewed(intent, reviewExit(state, intent), null, firedOn, at);
	const fired = { type: 'TriggerFired', at, triggerId: trigger.id, symbol, level } as const;
	return { events: [fired, ...decided.events], effects: decided.effects };
}
