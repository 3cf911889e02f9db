import { newYorkTime } from './instantText.ts';

/** The speeds of a simulated clock that can be chosen. */
export const speeds: readonly number[] = [1, 10, 60, 300, 1000];

/** A span of time in its two largest units: `2 h 14 min`, `40 s`. */
export function spanOfTime(milliseconds: number): string {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	const days = Math.floor(seconds / 86_400);
	const hours = Math.floor(seconds / 3600) % 24;
	const minutes = Math.floor(seconds / 60) % 60;
	if (days > 0) return `${String(days)} d ${String(hours)} h`;
	if (hours > 0) return `${String(hours)} h ${String(minutes)} min`;
	if (minutes > 0) return `${String(minutes)} min`;
	return `${String(seconds)} s`;
}

/** What of a clock a session is told from. */
interface Session {
	readonly at: number;
	readonly isOver: boolean;
	readonly closesAt: number | null;
	readonly opensAt: number | null;
}

/** The state of the session and how long it lasts. */
export function sessionText({ at, isOver, closesAt, opensAt }: Session): string {
	if (isOver) return 'The bars have been played to the end';
	if (closesAt !== null) return `Market open, closes in ${spanOfTime(closesAt - at)}`;
	if (opensAt !== null) return `Market closed, opens in ${spanOfTime(opensAt - at)}`;
	return 'Market closed';
}

/** The same where there is little room: a button beside it says when a closed market opens. */
export function shortSessionText({ at, isOver, closesAt }: Session): string {
	if (isOver) return 'Ended';
	return closesAt === null ? 'Closed' : `Open, ${spanOfTime(closesAt - at)} left`;
}

/** A price is old after this many milliseconds of the book's own clock. */
const oldAfter = 60_000;

/** The age of a price once it is old, or null while it is fresh. */
export function oldAgeText(pricedAt: number | null, now: number): string | null {
	if (pricedAt === null || now - pricedAt <= oldAfter) return null;
	return `${spanOfTime(now - pricedAt)} old`;
}

/** The time of an instant by the New York clock, to the second: `09:58:03`. */
export function secondsText(at: number): string {
	const { time } = newYorkTime(at);
	return time.length === 5 ? `${time}:00` : time;
}

/** An instant by the New York clock, short: `Mon 09:58:03`. */
export const clockText = (at: number): string => `${newYorkTime(at).weekday} ${secondsText(at)}`;

/** An instant by the New York clock to the millisecond: `Mon 09:58:03.120`. */
export const preciseClockText = (at: number): string =>
	`${newYorkTime(at).weekday} ${newYorkTime(at).time.slice(0, 5)}:${new Date(at).toISOString().slice(17, 23)}`;

/** An instant by the New York clock, whole: `Wed 2026-11-25 09:58:03`. */
export function dayClockText(at: number): string {
	const { weekday, date } = newYorkTime(at);
	return `${weekday} ${date} ${secondsText(at)}`;
}
