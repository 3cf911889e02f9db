import type { BreakerName } from '../domain/breakers.ts';
import type { Instant } from '../domain/time.ts';

/** A circuit breaker: what it measures now and its limit, canonical texts in its unit; null where it is off or cannot be measured. */
export interface BreakerView {
	readonly name: BreakerName;
	readonly title: string;
	readonly unit: 'money' | 'count';
	readonly isOn: boolean;
	readonly measured: string | null;
	readonly limit: string | null;
	/** Which limit of positions it is nearest to or beyond, in words; empty for the other breakers. */
	readonly of: string;
	/** What lets it go beside a person. */
	readonly until: 'day' | 'person' | 'recheck';
	readonly tripped: TripView | null;
}

/** A breaker that has tripped: since when by the book's clock, and what it found then, in words: `210.00, limit 200.00`. */
export interface TripView {
	readonly at: Instant;
	readonly measured: string;
	readonly limit: string;
	readonly text: string;
}

/** Requests of the circuit breakers. */
export interface BreakerRequests {
	/** Every breaker, whether it is on or not. */
	readonly breakers: { readonly ask: Record<string, never>; readonly answer: readonly BreakerView[] };
	/** Lets one go that has tripped; it measures anew from here. The reason is kept in the journal. */
	readonly resetBreaker: {
		readonly ask: { readonly breaker: BreakerName; readonly reason: string; readonly request: string };
		readonly answer: { readonly text: string };
	};
}
