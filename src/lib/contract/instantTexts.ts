import { formatDate, newYorkDay, newYorkOffset, weekdayOf } from '../domain/time.ts';

const secondsPerDay = 86_400;
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** The parts of an instant in New York. */
interface WallTime {
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

/** An instant in one line: `2024-11-25 09:58 New York`. */
export function instantText(at: number): string {
	const { date, time } = newYorkTime(at);
	return `${date} ${time} New York`;
}
