import type { ApprovedIntent } from '../../domain/approvedIntent.ts';
import { lower, subtract, type Quantity } from '../../domain/decimal.ts';
import type { Charges } from '../../domain/fees.ts';
import type { LevelHandle } from '../../domain/priceLevels.ts';
import type { Instant } from '../../domain/time.ts';
import type { BarPhase } from './matching.ts';

/** An order at the venue. Written by its shelf and by the simulator alone. */
export interface RestingOrder {
	intent: ApprovedIntent;
	filled: Quantity;
	/** How many fills it had. */
	fills: number;
	/** How much of what has filled has opened or added. */
	opened: Quantity;
	/** What they cost. */
	costs: Charges;
	/** Whether its stop was reached. */
	isElected: boolean;
	/** The start of the first bar, or the quote, that it was held against as it stands; null while there was none. */
	restsFrom: Instant | null;
	/** Bars and quotes that start before it say nothing to this order. */
	notBefore: Instant;
	/** How long it is here, as a number that grows. */
	readonly age: number;
	/** Its place in the levels; null while it is looked at with every price. */
	handle: LevelHandle | null;
	/** Whether the price has come to where its trail begins. */
	isTrailing: boolean;
	/** The mark of its trail before the last end, in 1e-9 units. */
	savedMark: number | null;
	/** Whether it goes behind all others at its limit with the next price. */
	goesLast: boolean;
	/** How much stands before it at its limit; null where nobody says, and before it rests there. */
	ahead: Quantity | null;
	/** The instant of the last bar or quote of which those before it had their part. */
	servedAt: Instant | null;
}

/**
 * Whether a trade of an order comes to what rested at its limit: it does not when the first price that an order meets, or the one that
 * reached its stop, is as good as its limit already.
 */
export function hasRested(
	{ intent, restsFrom }: RestingOrder,
	{ phase, startsAt }: { readonly phase: BarPhase; readonly startsAt: Instant }
): boolean {
	if (intent.limitPrice === null) return false;
	return phase === 'limit' || phase === 'target' || (restsFrom !== null && restsFrom < startsAt);
}

/** Whether an order follows the market with its stop still. */
export function isTrail({ intent, isElected }: Pick<RestingOrder, 'intent' | 'isElected'>): boolean {
	return intent.trail !== null && !isElected;
}

/** What is left to fill of an order at the venue. */
export function leftToFill({ intent, filled }: RestingOrder): Quantity {
	return subtract(intent.quantity, filled);
}

/** The most of a fill that may open: all of an entry, of one through zero what it has not opened yet. */
export function openable({ intent, opened }: RestingOrder, quantity: Quantity): Quantity {
	return intent.purpose === 'entry' ? quantity : lower(quantity, subtract(intent.beyond, opened));
}
