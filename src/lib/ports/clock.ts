import type { Instant } from '../domain/time.ts';

/** The time that everybody else has, and a way to wait for it. */
export interface Clock {
	now(): Instant;
	/** Calls once, after so many milliseconds; what it returns takes the call back. */
	after(milliseconds: number, call: () => void): () => void;
}
