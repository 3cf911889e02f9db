import { areAllCrypto } from '../domain/instrument.ts';
import { sessionClosingAfter } from '../domain/marketCalendar.ts';
import { millisecondsPerMinute, utcDayEnd, type Instant } from '../domain/time.ts';
import { arePricesWatched } from '../engine/breakerMeasure.ts';
import { indexOf, type Book, type EngineState } from '../engine/state.ts';

/** When a session ends next, strictly after an instant: its close, or 00:00 UTC in a book of crypto alone. */
export function nextDayEnd({ instruments }: Pick<Book, 'instruments'>, after: Instant): Instant {
	const isCryptoAlone = areAllCrypto(instruments.map(({ instrument }) => instrument));
	return isCryptoAlone ? utcDayEnd(after) : sessionClosingAfter(after).close;
}

/** The next whole minute, strictly after an instant. */
export function nextMinute(after: Instant): Instant {
	return (Math.floor(after / millisecondsPerMinute) + 1) * millisecondsPerMinute;
}

/** Tells the soonest time of the decisions that wait, Infinity when none does; looks through them only after a change. */
export function createWaitingWatch({ waiting, unconfirmed, decisionIds }: Book): () => Instant {
	let [seenWaiting, seenAsked, seenTaken, soonest] = [0, 0, decisionIds.size, Infinity];
	return () => {
		// The sizes together tell every change: what waits for a person came from here, and what was taken, or taken back, stays so.
		const isSeen = waiting.size === seenWaiting && unconfirmed.size === seenAsked;
		if (isSeen && decisionIds.size === seenTaken) return soonest;
		[seenWaiting, seenAsked, seenTaken] = [waiting.size, unconfirmed.size, decisionIds.size];
		soonest = Infinity;
		for (const { at } of waiting.values()) if (at < soonest) soonest = at;
		return soonest;
	};
}

/**
 * Whether a snapshot at a whole minute would say anything new: cash has moved, or something that is held was priced since
 * the minute before.
 */
export function isWorthSnapshot({ book, market }: EngineState, minute: Instant): boolean {
	if (book.account.cash !== book.snapshotCash) return true;
	for (const symbol of book.positionBySymbol.keys()) {
		const seenAt = market.seenAt[indexOf(market, symbol)] ?? NaN;
		if (seenAt > minute - millisecondsPerMinute) return true;
	}
	return false;
}

/** The next whole multiple of so many seconds, strictly after an instant. */
export function nextRecheck({ config }: Pick<Book, 'config'>, after: Instant): Instant {
	const period = config.risk.recheckSeconds * 1000;
	return (Math.floor(after / period) + 1) * period;
}

/** Whether breakers have something to judge anew: one is on that prices can trip, and something that is held was priced since they were judged. */
export function isWorthRecheck({ book, market }: EngineState, at: Instant): boolean {
	const { risk } = book.config;
	if (book.positionBySymbol.size === 0 || !arePricesWatched(risk)) return false;
	for (const symbol of book.positionBySymbol.keys()) {
		const seenAt = market.seenAt[indexOf(market, symbol)] ?? NaN;
		if (seenAt > at - risk.recheckSeconds * 1000) return true;
	}
	return false;
}
