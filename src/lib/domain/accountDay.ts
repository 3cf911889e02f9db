import { sessionOn } from './marketCalendar.ts';
import {
	millisecondsPerDay,
	newYorkDay,
	newYorkTime,
	utcDay,
	utcDayEnd,
	type EpochDay,
	type Instant
} from './time.ts';

/**
 * The day of an account in which an instant lies: the first session's date on or after its New York date, so that weekends and
 * holidays belong to the session after them; the UTC date in a book of crypto alone.
 */
export function accountDayOf(at: Instant, isCryptoAlone: boolean): EpochDay {
	if (isCryptoAlone) return utcDay(at);
	let day = newYorkDay(at);
	while (sessionOn(day) === undefined) day++;
	return day;
}

/** The first instant of an account's day: 00:00 in New York after the session before it, 00:00 UTC for crypto alone. */
export function accountDayStart(day: EpochDay, isCryptoAlone: boolean): Instant {
	if (isCryptoAlone) return day * millisecondsPerDay;
	let before = day - 1;
	while (sessionOn(before) === undefined) before--;
	return newYorkTime(before + 1, 0);
}

/** The first instant after an account's day. */
export function accountDayEnd(day: EpochDay, isCryptoAlone: boolean): Instant {
	return isCryptoAlone ? utcDayEnd(day * millisecondsPerDay) : newYorkTime(day + 1, 0);
}
