import type { Instant } from '../domain/time.ts';
import { millisecondsPerDay, parseDate, parseInstant } from '../domain/time.ts';

const dateLength = 10;
const plainPattern = /^T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)Z$/;
const otherUtcPattern = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.0{1,6})?(?:Z|\+00:00)$/;

/** Reads timestamps of bars: UTC with whole seconds, or a date, which is its midnight; `undefined` for anything else. */
export type TimestampReader = (text: string) => Instant | undefined;

/** Whether a timestamp is a date without a time of day. */
export function isDateOnly(text: string): boolean {
	return text.length === dateLength;
}

/** A reader that remembers the date before: rows that follow one another mostly share it. */
export function createTimestampReader(): TimestampReader {
	let date = '';
	let midnight: Instant | undefined;
	return (text) => {
		if (date.length < dateLength || !text.startsWith(date)) {
			date = text.slice(0, dateLength);
			const day = parseDate(date);
			midnight = day === undefined ? undefined : day * millisecondsPerDay;
		}
		if (midnight === undefined || isDateOnly(text)) return midnight;
		const time = plainPattern.exec(text.slice(dateLength));
		if (time === null) return readOtherUtc(text);
		return midnight + (Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3])) * 1000;
	};
}

/** The spellings of UTC that other programs write: a space for the T, +00:00 for the Z, a fraction of zeros. */
function readOtherUtc(text: string): Instant | undefined {
	if (!otherUtcPattern.test(text)) return undefined;
	return parseInstant(`${text.slice(0, dateLength)}T${text.slice(dateLength + 1, dateLength + 9)}Z`);
}
