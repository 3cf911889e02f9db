import type { AssetClass } from './instrument.ts';
import { isEarlyClose, isHoliday } from './holidays.ts';
import { newYorkDay, newYorkTime, utcDayEnd, weekdayOf, type EpochDay, type Instant } from './time.ts';

/** A regular trading session of the New York exchanges: it opens at `open` and is over at `close`. */
export interface Session {
	readonly day: EpochDay;
	readonly open: Instant;
	readonly close: Instant;
	readonly isEarly: boolean;
}

const openMinutes = 9 * 60 + 30;
const closeMinutes = 16 * 60;
const earlyCloseMinutes = 13 * 60;

// Sized for every day that can be written (to 2199): a sparse array would be a slow dictionary.
const sessionByDay = new Array<Session | null | undefined>(84_006);

/** The session of a New York date, or undefined on weekends and holidays. */
export function sessionOn(day: EpochDay): Session | undefined {
	const known = sessionByDay[day];
	if (known !== undefined) return known ?? undefined;
	const session = isTradingDay(day) ? createSession(day) : undefined;
	if (day >= 0 && day < sessionByDay.length) sessionByDay[day] = session ?? null;
	return session;
}

function isTradingDay(day: EpochDay): boolean {
	const weekday = weekdayOf(day);
	return weekday !== 0 && weekday !== 6 && !isHoliday(day);
}

function createSession(day: EpochDay): Session {
	const isEarly = isEarlyClose(day);
	return {
		day,
		open: newYorkTime(day, openMinutes),
		close: newYorkTime(day, isEarly ? earlyCloseMinutes : closeMinutes),
		isEarly
	};
}

/** The session in which an instant lies: open <= instant < close. */
export function sessionAt(instant: Instant): Session | undefined {
	const session = sessionOn(newYorkDay(instant));
	return session !== undefined && instant >= session.open && instant < session.close ? session : undefined;
}

/** The first session that closes strictly after an instant; throws for one that is no number. */
export function sessionClosingAfter(instant: Instant): Session {
	if (!Number.isFinite(instant)) throw new Error(`${String(instant)} is no instant`);
	for (let day = newYorkDay(instant); ; day++) {
		const session = sessionOn(day);
		if (session !== undefined && session.close > instant) return session;
	}
}

/** Session time between two instants in milliseconds: nights, weekends and holidays do not count. */
export function sessionTimeBetween(from: Instant, to: Instant): number {
	if (to <= from) return 0;
	const first = sessionAt(from);
	if (first !== undefined && to <= first.close) return to - from;
	const lastDay = newYorkDay(to);
	let total = 0;
	for (let day = newYorkDay(from); day <= lastDay; day++) {
		const session = sessionOn(day);
		if (session === undefined) continue;
		total += Math.max(0, Math.min(to, session.close) - Math.max(from, session.open));
	}
	return total;
}

/** Time in which the market of a class was open between two instants, in milliseconds; crypto always is. */
export function elapsedMarketTime(assetClass: AssetClass, from: Instant, to: Instant): number {
	return assetClass === 'crypto' ? Math.max(0, to - from) : sessionTimeBetween(from, to);
}

const extendedMinutes = 20 * 60;
const earlyExtendedMinutes = 17 * 60;

/** When a day order for extended hours ends: at 20:00 New York, after an early close at 17:00. */
export function nextExtendedEnd(assetClass: AssetClass, instant: Instant): Instant {
	if (assetClass === 'crypto') return utcDayEnd(instant);
	for (let day = newYorkDay(instant); ; day++) {
		const session = sessionOn(day);
		if (session === undefined) continue;
		const end = newYorkTime(day, session.isEarly ? earlyExtendedMinutes : extendedMinutes);
		if (end > instant) return end;
	}
}

/** When a day order made at an instant ends: the first session close, for crypto the first 00:00 UTC, strictly after. */
export function nextDayOrderEnd(assetClass: AssetClass, instant: Instant): Instant {
	return assetClass === 'crypto' ? utcDayEnd(instant) : sessionClosingAfter(instant).close;
}
