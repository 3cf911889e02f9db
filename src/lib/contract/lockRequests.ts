import type { Lock } from '../domain/locks.ts';
import type { Instant } from '../domain/time.ts';

/** A lock that holds now, by the book's clock. */
export interface LockView {
	/** It is lifted by its number. */
	readonly number: number;
	/** Null locks every symbol. */
	readonly symbol: string | null;
	readonly by: Lock['by'];
	readonly setAt: Instant;
	/** Null holds until it is lifted. */
	readonly endsAt: Instant | null;
	readonly secondsLeft: number | null;
	/** What its rule measured and its limit, as canonical texts: a number of stops, seconds, a fraction; null for a person. */
	readonly measured: string | null;
	readonly limit: string | null;
	/** What a person gave; empty for a rule. */
	readonly reason: string;
	/** All of it in a sentence. */
	readonly text: string;
}

/** Requests about locks. */
export interface LockRequests {
	/** The locks that hold now, the oldest first. */
	readonly locks: { readonly ask: Record<string, never>; readonly answer: readonly LockView[] };
	/** Locks a symbol, or all of them without one, for so many seconds as typed, or until it is lifted without them. */
	readonly setLock: {
		readonly ask: {
			readonly symbol?: string;
			readonly seconds?: string;
			readonly reason: string;
			readonly request: string;
		};
		readonly answer: { readonly text: string };
	};
	readonly liftLock: {
		readonly ask: { readonly number: number; readonly reason: string; readonly request: string };
		readonly answer: { readonly text: string };
	};
}
