/** A moment: epoch milliseconds, UTC. */
export type Instant = number;
/** A civil date: days since 1970-01-01. */
export type EpochDay = number;

export const millisecondsPerMinute = 60_000;
export const millisecondsPerHour = 3_600_000;
export const millisecondsPerDay = 86_400_000;

interface CivilDate {
	readonly year: number;
	/** 1..12 */
	readonly month: number;
	/** 1..31 */
	readonly day: number;
}

/** The count of the UTC hour that an instant lies in or ends: a whole hour ends the one before it. */
export const hourEnding = (at: Instant): number => Math.ceil(at / millisecondsPerHour);

/** The day of a date of the Gregorian calendar (month 1..12, day may run over), by era arithmetic from 1 March. */
export function dayOf(year: number, month: number, day: number): EpochDay {
	const marchYear = month <= 2 ? year - 1 : year;
	const era = Math.floor(marchYear / 400);
	const yearOfEra = marchYear - era * 400;
	const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a day, the inverse of `dayOf`. */
export function civilOf(day: EpochDay): CivilDate {
	const shifted = day + 719_468;
	const era = Math.floor(shifted / 146_097);
	const dayOfEra = shifted - era * 146_097;
	const yearOfEra = Math.floor(
		(dayOfEra -
			Math.floor(dayOfEra / 1460) +
			Math.floor(dayOfEra / 36_524) -
			Math.floor(dayOfEra / 146_096)) /
			365
	);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
	const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
	const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
	return { year, month, day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 };
}

/** Day of the week, 0 is Sunday. */
export function weekdayOf(day: EpochDay): number {
	return (((day + 4) % 7) + 7) % 7;
}

/** The n-th weekday (0 is Sunday) of a month, n from 1; n = -1 is the last. */
export function nthWeekday(year: number, month: number, weekday: number, n: number): EpochDay {
	if (n === -1) {
		const last = dayOf(year, month + 1, 1) - 1;
		return last - ((weekdayOf(last) - weekday + 7) % 7);
	}
	const first = dayOf(year, month, 1);
	return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1);
}

const instantPattern =
	/^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?(?:Z|([+-])(\d{2}):(\d{2}))$/;
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads an ISO instant with seconds and Z or an offset, years 1970 to 2199; undefined when it is none or no such date exists. */
export function parseInstant(text: string): Instant | undefined {
	const match = instantPattern.exec(text);
	if (match === null) return undefined;
	const [
		,
		year,
		month,
		date,
		hours,
		minutes,
		seconds,
		fraction = '',
		sign,
		offsetHours = '0',
		offsetMinutes = '0'
	] = match;
	const day = dayOfParts(Number(year), Number(month), Number(date));
	if (day === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59)
		return undefined;
	if (Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return undefined;
	const time = (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
	const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
	const local = day * millisecondsPerDay + time + Number(fraction.padEnd(3, '0'));
	return sign === '-' ? local + offset : local - offset;
}

/** Reads a date such as 2019-02-11; undefined when it is none. */
export function parseDate(text: string): EpochDay | undefined {
	const match = datePattern.exec(text);
	return match === null ? undefined : dayOfParts(Number(match[1]), Number(match[2]), Number(match[3]));
}

function dayOfParts(year: number, month: number, date: number): EpochDay | undefined {
	if (year < 1970 || year > 2199 || month < 1 || month > 12 || date < 1) return undefined;
	const day = dayOf(year, month, date);
	return civilOf(day).month === month ? day : undefined;
}

/** ISO text of an instant, milliseconds only when there are any. */
export function formatInstant(instant: Instant): string {
	const day = Math.floor(instant / millisecondsPerDay);
	const rest = instant - day * millisecondsPerDay;
	const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
	const milliseconds = rest % 1000;
	const fraction = milliseconds === 0 ? '' : `.${String(milliseconds).padStart(3, '0')}`;
	const time = `${two(rest / 3_600_000)}:${two((rest / 60_000) % 60)}:${two((rest / 1000) % 60)}`;
	return `${formatDate(day)}T${time}${fraction}Z`;
}

/** ISO text of a day. */
export function formatDate(day: EpochDay): string {
	const { year, month, day: date } = civilOf(day);
	return `${String(year)}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** The UTC date of an instant. */
export function utcDay(instant: Instant): EpochDay {
	return Math.floor(instant / millisecondsPerDay);
}

/** The first 00:00 UTC strictly after an instant. */
export function utcDayEnd(instant: Instant): Instant {
	return (utcDay(instant) + 1) * millisecondsPerDay;
}

const standardOffset = -5 * 3_600_000;
const daylightOffset = -4 * 3_600_000;

interface DaylightTime {
	/** The UTC year: from <= instant < to. */
	readonly from: Instant;
	readonly to: Instant;
	readonly starts: Instant;
	readonly ends: Instant;
}

const daylightByYear = new Map<number, DaylightTime>();

/**
 * Daylight saving in New York by US law: second Sunday of March to first Sunday of November since 2007; first Sunday of
 * April to last Sunday of October 1987 to 2006; last Sunday of April to last Sunday of October before (not for 1974-75
 * nor before 1967). Changes fall at 2:00 local time.
 */
function daylightOf(year: number): DaylightTime {
	const known = daylightByYear.get(year);
	if (known !== undefined) return known;
	const first =
		year >= 2007
			? nthWeekday(year, 3, 0, 2)
			: year >= 1987
				? nthWeekday(year, 4, 0, 1)
				: nthWeekday(year, 4, 0, -1);
	const last = year >= 2007 ? nthWeekday(year, 11, 0, 1) : nthWeekday(year, 10, 0, -1);
	const twoOClock = 2 * 3_600_000;
	const daylight = {
		from: dayOf(year, 1, 1) * millisecondsPerDay,
		to: dayOf(year + 1, 1, 1) * millisecondsPerDay,
		starts: first * millisecondsPerDay + twoOClock - standardOffset,
		ends: last * millisecondsPerDay + twoOClock - daylightOffset
	};
	daylightByYear.set(year, daylight);
	return daylight;
}

/** Asked for again and again in one year by a replay. */
let recent = daylightOf(1970);

/** Milliseconds that New York is ahead of UTC at an instant (negative). */
export function newYorkOffset(instant: Instant): number {
	// The year changes in winter on both sides, so that the UTC year serves.
	if (!(instant >= recent.from && instant < recent.to)) recent = daylightOf(civilOf(utcDay(instant)).year);
	return instant >= recent.starts && instant < recent.ends ? daylightOffset : standardOffset;
}

/** The New York date of an instant. */
export function newYorkDay(instant: Instant): EpochDay {
	return Math.floor((instant + newYorkOffset(instant)) / millisecondsPerDay);
}

/** The instant of a New York wall time, minutes after midnight; a time that daylight saving skips is read as standard time. */
export function newYorkTime(day: EpochDay, minutes: number): Instant {
	const local = day * millisecondsPerDay + minutes * millisecondsPerMinute;
	const asDaylight = local - daylightOffset;
	return newYorkOffset(asDaylight) === daylightOffset ? asDaylight : local - standardOffset;
}
