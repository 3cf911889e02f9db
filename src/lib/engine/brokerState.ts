import type { Difference, Routing, Standing } from '../domain/brokerEvents.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { Trigger } from '../domain/trigger.ts';

/** How a book stands to the account that it stands for. */
export interface BrokerState {
	routing: Routing;
	standing: Standing;
	/** What was found unlike when it was compared last, and what was done. */
	differences: readonly Difference[];
	/** When the account was first taken over; null before. */
	takenAt: Instant | null;
	/** Orders of which nobody could say what became of what was asked. */
	readonly unknown: Set<ClientOrderId>;
	/** Activities of the account that are in the book, and when they were put there. */
	readonly activities: Map<string, Instant>;
	/** Our orders by the broker's ids, all that an order has had. */
	readonly orderByBrokerId: Map<string, ClientOrderId>;
	/** Fills since the cash of both was last made equal: each may be off by less than a cent. */
	fillsSince: number;
	/** The fill of the account that is the latest by its own time: a reading without it is of before it. */
	latestFill: { readonly id: string; readonly at: Instant } | null;
	/** When something was last said of how both stand. */
	saidAt: Instant;
	/** Activities of before are in the book, and their ids forgotten. */
	forgottenBefore: Instant;
	/** By symbol what fired while nothing was sent: it guards again once orders go out. */
	readonly firedDry: Map<string, readonly Trigger[]>;
}

/** How a book stands to an account that was never looked at. */
export function createBrokerState(): BrokerState {
	return {
		...{ routing: 'dry_run', standing: 'unread', differences: [], takenAt: null, fillsSince: 0 },
		...{ latestFill: null, saidAt: -Infinity, forgottenBefore: -Infinity },
		...{ unknown: new Set(), activities: new Map(), orderByBrokerId: new Map(), firedDry: new Map() }
	};
}

/** Whether an activity of the account is in the book: by its id, or because it is of before what the book remembers. */
export function isKnownActivity(
	{ activities, forgottenBefore }: BrokerState,
	{ id, at }: { readonly id: string; readonly at: Instant }
): boolean {
	return activities.has(id) || at < forgottenBefore;
}
