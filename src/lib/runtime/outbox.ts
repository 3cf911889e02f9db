import type { InlineVenue } from '../domain/venue.ts';
import type { Effect } from '../engine/inputs.ts';

/** Keeps what a turn asks of a venue that answers later, until the commit lets it out. */
export interface Outbox {
	readonly venue: InlineVenue;
	/** What has been asked since the last time, in order. */
	drain(): readonly Effect[];
}

/** An empty outbox. Nothing rests in it and nothing is matched: reports come in by themselves. */
export function createOutbox(): Outbox {
	let waiting: Effect[] = [];
	return {
		venue: {
			submit(intent, at, firedOn) {
				waiting.push({ type: 'SubmitOrder', intent, at, firedOn });
				return [];
			},
			cancel(orderId, at) {
				waiting.push({ type: 'CancelOrder', orderId, at });
				return [];
			},
			matchBar: () => [],
			matchQuote: () => [],
			endOrders: () => [],
			isResting: () => false,
			nextEnd: () => Infinity
		},
		drain() {
			const drained = waiting;
			waiting = [];
			return drained;
		}
	};
}
