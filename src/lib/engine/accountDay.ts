import { beginAccountDay } from '../domain/account.ts';
import { accountDayEnd, accountDayOf, accountDayStart } from '../domain/accountDay.ts';
import { add } from '../domain/decimal.ts';
import type { BookEvent } from '../domain/events.ts';
import { areAllCrypto } from '../domain/instrument.ts';
import type { EpochDay, Instant } from '../domain/time.ts';
import { beginBreakerDay } from './breakerCounts.ts';
import { resetsOfDay } from './breakerResets.ts';
import { forgetOld } from './evolveBroker.ts';
import { nothing, type Decided } from './inputs.ts';
import { forgetLocks } from './locks.ts';
import { takeMarks } from './snapshot.ts';
import type { Book, EngineState } from './state.ts';
import { beginStrategyDay } from './strategyDay.ts';
import { valueAtCost } from './valuation.ts';

type DayBegan = Extract<BookEvent, { type: 'DayBegan' }>;

/** Whether nothing but crypto is traded in a book: then its days are UTC dates. */
function isCryptoAlone({ instruments }: Book): boolean {
	return areAllCrypto(instruments.map(({ instrument }) => instrument));
}

/** The account's day of a book in which an instant lies. */
function dayOfBook(book: Book, at: Instant): EpochDay {
	return accountDayOf(at, isCryptoAlone(book));
}

/** The first instant of the account's day in which an instant lies. */
export function dayStartOf(book: Book, at: Instant): Instant {
	return accountDayStart(dayOfBook(book, at), isCryptoAlone(book));
}

/**
 * Begins the account's day in which an instant lies, once: with the equity and the prices before it. A position that has no price yet counts
 * at its cost, and has no mark.
 */
export function decideDay(state: EngineState, at: Instant): Decided {
	const { book } = state;
	if (at < book.dayEndsAt) return nothing;
	const day = dayOfBook(book, at);
	const equity = add(book.account.cash, valueAtCost(book, state.market));
	const began: DayBegan = {
		...{ type: 'DayBegan', at: accountDayStart(day, isCryptoAlone(book)) },
		...{ day, equity, marks: takeMarks(state) }
	};
	return { events: [began, ...resetsOfDay(book, equity, began.at)], effects: [] };
}

/** Begins everything of a book that counts by the day. */
export function beginDay(book: Book, { at, day, equity, marks }: DayBegan): void {
	standInDay(book, day);
	book.account = beginAccountDay(book.account, equity);
	beginStrategyDay(book, marks);
	forgetLocks(book, at);
	beginBreakerDay(book, equity);
	forgetOld(book);
}

/** Says which day it is, and begins nothing. */
export function standInDay(book: Book, day: EpochDay): void {
	book.day = day;
	book.dayEndsAt = accountDayEnd(day, isCryptoAlone(book));
}

/** Dates the day that it is anew, once a book trades more than crypto: it began when it did, and ends as days of sessions do. */
export function redateDay(book: Book): void {
	if (book.day === null || isCryptoAlone(book)) return;
	standInDay(book, accountDayOf(accountDayEnd(book.day, true) - 1, false));
}

/**
 * Follows the day of a journal that does not say where days begin: the first one that is put on record begins after the last thing that
 * happened.
 */
export function passDay(book: Book, at: Instant): void {
	// What is as of a boundary, as the last bar of a day, is of the day before it.
	book.dayEndsAt = accountDayEnd(dayOfBook(book, at - 1), isCryptoAlone(book));
}
