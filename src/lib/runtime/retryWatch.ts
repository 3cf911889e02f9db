import type { Instant } from '../domain/time.ts';
import type { Book } from '../engine/state.ts';

/** Tells when the triggers of symbols may fire again that pause after an exit which failed; each pause is over once. */
export interface RetryWatch {
	/** When the next pause is over, `from` or later; Infinity when none goes on. */
	nextAt(from: Instant): Instant;
	/** The symbols whose pause is over by an instant, however long before it; not given again. */
	take(at: Instant): readonly string[];
}

/** Watches the book of an account: elsewhere the next price is never long in coming. */
export function createRetryWatch(book: Book): RetryWatch {
	const taken = new Map<string, Instant>();
	const waiting = () =>
		book.broker === null
			? []
			: [...book.failedExits].filter(([symbol, { until }]) => taken.get(symbol) !== until);
	return {
		nextAt: (from) =>
			waiting().reduce((least, [, { until }]) => Math.min(least, Math.max(until, from)), Infinity),
		take(at) {
			const over = waiting().filter(([, { until }]) => until <= at);
			for (const [symbol, { until }] of over) taken.set(symbol, until);
			return over.map(([symbol]) => symbol);
		}
	};
}
