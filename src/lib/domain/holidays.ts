import { civilOf, dayOf, nthWeekday, weekdayOf, type EpochDay } from './time.ts';

interface YearOfClosures {
	readonly holidays: ReadonlySet<EpochDay>;
	readonly earlyCloses: ReadonlySet<EpochDay>;
}

const closuresByYear = new Map<number, YearOfClosures>();

/** Closures that no rule foresees: mourning, 11 September 2001, the storm of 2012. */
const specialClosures: ReadonlySet<EpochDay> = new Set([
	dayOf(1994, 4, 27),
	dayOf(2001, 9, 11),
	dayOf(2001, 9, 12),
	dayOf(2001, 9, 13),
	dayOf(2001, 9, 14),
	dayOf(2004, 6, 11),
	dayOf(2007, 1, 2),
	dayOf(2012, 10, 29),
	dayOf(2012, 10, 30),
	dayOf(2018, 12, 5),
	dayOf(2025, 1, 9)
]);

/** Whether the New York exchanges are closed all day on a weekday, by their rules since 1990 and the special closures. */
export function isHoliday(day: EpochDay): boolean {
	return specialClosures.has(day) || closuresOf(day).holidays.has(day);
}

/**
 * Whether a trading day ends at 13:00: the day after Thanksgiving, 24 December, 3 July from Monday to Thursday. Today's
 * rule for every year; before 2013 the exchange chose some of these days differently.
 */
export function isEarlyClose(day: EpochDay): boolean {
	return closuresOf(day).earlyCloses.has(day);
}

function closuresOf(day: EpochDay): YearOfClosures {
	const { year } = civilOf(day);
	const known = closuresByYear.get(year);
	if (known !== undefined) return known;
	const closures = createClosures(year);
	closuresByYear.set(year, closures);
	return closures;
}

function createClosures(year: number): YearOfClosures {
	const thanksgiving = nthWeekday(year, 11, 4, 4);
	const holidays = [
		// On a Saturday it would fall on the last day of the year's books: not made up for.
		...(weekdayOf(dayOf(year, 1, 1)) === 6 ? [] : [observed(dayOf(year, 1, 1))]),
		...(year >= 1998 ? [nthWeekday(year, 1, 1, 3)] : []),
		nthWeekday(year, 2, 1, 3),
		easterSunday(year) - 2,
		nthWeekday(year, 5, 1, -1),
		...(year >= 2022 ? [observed(dayOf(year, 6, 19))] : []),
		observed(dayOf(year, 7, 4)),
		nthWeekday(year, 9, 1, 1),
		thanksgiving,
		observed(dayOf(year, 12, 25))
	];
	const isBeforeHoliday = (day: EpochDay) => weekdayOf(day) >= 1 && weekdayOf(day) <= 4;
	const eves = [dayOf(year, 7, 3), dayOf(year, 12, 24)].filter(isBeforeHoliday);
	return { holidays: new Set(holidays), earlyCloses: new Set([thanksgiving + 1, ...eves]) };
}

/** A holiday on a Saturday is kept on Friday, one on a Sunday on Monday. */
function observed(day: EpochDay): EpochDay {
	const weekday = weekdayOf(day);
	return weekday === 6 ? day - 1 : weekday === 0 ? day + 1 : day;
}

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher). */
function easterSunday(year: number): EpochDay {
	const a = year % 19;
	const b = Math.floor(year / 100);
	const c = year % 100;
	const d = Math.floor(b / 4);
	const e = b % 4;
	const f = Math.floor((b + 8) / 25);
	const g = Math.floor((b - f + 1) / 3);
	const h = (19 * a + b - d - g + 15) % 30;
	const i = Math.floor(c / 4);
	const k = c % 4;
	const l = (32 + 2 * e + 2 * i - h - k) % 7;
	const m = Math.floor((a + 11 * h + 22 * l) / 451);
	const month = Math.floor((h + l - 7 * m + 114) / 31);
	return dayOf(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}
