import type { ProtectionLevels } from '../domain/decision.ts';
import type { CommandRefusal } from '../domain/events.ts';
import type { OrderRequest } from '../domain/orderRequest.ts';
import type { ExitLegs } from '../domain/orderTerms.ts';
import type { Book } from './state.ts';

/**
 * What speaks against the exits that an order of an account's book brings. A broker holds the quantity for one exit alone, so that the desk
 * guards what comes with an entry by triggers of its own: what has none of these is refused by name. Null in a book with a venue of its own.
 */
export function exitsFault(
	{ broker }: Book,
	{ legs, otherStop }: Pick<OrderRequest, 'legs' | 'otherStop'>,
	goesThrough = false
): CommandRefusal | null {
	if (broker === null) return null;
	if (otherStop !== null) return 'exits_not_together';
	if (legs === null) return null;
	if (goesThrough) return 'exits_through_zero';
	const stop = legs.stopLoss;
	if (stop !== null && stop.limitPrice !== null) return 'stop_limit_not_guarded';
	const trail = stop?.trail ?? null;
	if (trail === null) return null;
	return trail.by === 'amount' || trail.activation !== null ? 'trail_not_guarded' : null;
}

/** The exits of an entry as they are sent with it, and as triggers that the desk arms when it fills: at a broker all of them are triggers. */
export function guardedExits(
	{ broker }: Book,
	legs: ExitLegs | null
): { readonly legs: ExitLegs | null; readonly levels: ProtectionLevels } {
	const none = { stopLoss: null, takeProfit: null, trailing: null };
	if (broker === null || legs === null) return { legs, levels: none };
	const trail = legs.stopLoss?.trail ?? null;
	return {
		legs: null,
		levels: {
			stopLoss: legs.stopLoss?.stopPrice ?? null,
			takeProfit: legs.takeProfit,
			trailing: trail?.by === 'fraction' ? trail.fraction : null
		}
	};
}
