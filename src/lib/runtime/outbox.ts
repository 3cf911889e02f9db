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
				waiting.push({ type: 'SubmitOrder', intent, at, arrivesAt: null, firedOn });
				return [];
			},
			cancel(orderId, at) {
				waiting.push({ type: 'CancelOrder', orderId, at, arrivesAt: null });
				return [];
			},
			replace(intent, at) {
				waiting.push({ type: 'ReplaceOrder', intent, at, arrivesAt: null });
				return [];
			},
			matchBar: () => [],
			matchQuote: () => [],
			endOrders: () => [],
			mayTrade: () => false,
			nextEnd: () => Infinity,
			marks: () => ({})
		},
		drain() {
			const drained = waiting;
			waiting = [];
			return drained;
		}
	};
}
