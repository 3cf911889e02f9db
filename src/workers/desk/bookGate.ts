import type { Instant } from '../../lib/domain/time.ts';
import type { BookFacts } from './alpacaLink.ts';
import type { RunningBook } from './runningBook.ts';

/** What the gate asks of the book that runs, at an instant of the wall clock; none is as good as one that is stopped. */
export function gateOf(running: RunningBook | null, now: Instant): BookFacts {
	if (running === null)
		return { killLevel: 'reduce_only', oldestPrice: 0, isReconciled: null, priceAge: null };
	const { book, market } = running.runner.live().state;
	const { killLevel, config, broker } = book;
	// A book of no account has prices of another market.
	const newest = broker === null ? -Infinity : market.lastAt.reduce(later, -Infinity);
	return {
		killLevel,
		oldestPrice: config.risk.maxDataAgeSeconds * 1000,
		isReconciled: broker === null || broker.standing === 'unread' ? null : broker.standing === 'equal',
		priceAge: newest === -Infinity ? null : Math.max(0, now - newest)
	};
}

function later(one: number, other: number): number {
	return other > one ? other : one;
}
