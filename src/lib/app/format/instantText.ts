import { formatDate, newYorkDay, newYorkOffset, weekdayOf } from '../../domain/time.ts';

/** Instants as a trader reads them: New York first, UTC beside it. */

const secondsPerDay = 86_400;
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** The parts of an instant in New York. */
export interface WallTime {
	readonly date: string;
	readonly weekday: string;
	readonly time: string;
}

/**
 * An instant (epoch milliseconds) by the New York clock; seconds only when there are some. Reckoned, because the browser's own
 * format takes longer to make than the whole desk takes to draw.
 */
export function newYorkTime(at: number): WallTime {
	const day = newYorkDay(at);
	const seconds = Math.floor((at + newYorkOffset(at)) / 1000) - day * secondsPerDay;
	const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
	const time = `${two(seconds / 3600)}:${two((seconds / 60) % 60)}`;
	return {
		date: formatDate(day),
		weekday: weekdays[weekdayOf(day)] ?? '',
		time: seconds % 60 === 0 ? time : `${time}:${two(seconds % 60)}`
	};
}

/** The same instant in UTC, short: the date only when it is another day than in New York. */
export function utcBeside(at: number): string {
	const iso = new Date(at).toISOString();
	const date = iso.slice(0, 10);
	const seconds = iso.slice(17, 19);
	const time = `${iso.slice(11, 16)}${seconds === '00' ? '' : `:${seconds}`}Z`;
	return date === newYorkTime(at).date ? time : `${date.slice(5)} ${time}`;
}

/** An instant in one line: `2024-11-25 09:58 New York`. */
export function instantText(at: number): string {
	const { date, time } = newYorkTime(at);
	return `${date} ${time} New York`;
}

/** An instant by the clock of this device: `2024-11-25 15:58`. */
export function hereText(at: number): string {
	const here = new Date(at);
	const two = (value: number): string => String(value).padStart(2, '0');
	const date = [here.getFullYear(), here.getMonth() + 1, here.getDate()].map(two).join('-');
	return `${date} ${two(here.getHours())}:${two(here.getMinutes())}`;
}

/** An instant as ISO UTC in whole seconds. */
export function isoText(at: number): string {
	return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** The New York dates from the first to the last instant. */
export function spanText(from: number, to: number): string {
	const first = newYorkTime(from).date;
	const last = newYorkTime(to).date;
	return first === last ? first : `${first} to ${last}`;
}
