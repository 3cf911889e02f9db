import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	civilOf,
	dayOf,
	formatDate,
	formatInstant,
	millisecondsPerDay,
	newYorkDay,
	newYorkOffset,
	newYorkTime,
	nthWeekday,
	parseDate,
	parseInstant,
	utcDay,
	utcDayEnd,
	weekdayOf
} from '../../../src/lib/domain/time.ts';

const anyDay = fc.integer({ min: 0, max: dayOf(2199, 12, 31) });
const clock = new Intl.DateTimeFormat('en-US', {
	timeZone: 'America/New_York',
	hourCycle: 'h23',
	...{
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric'
	}
});

/** New York's offset by the time zone database of the machine that runs the test. */
function offsetOfDatabase(instant: number): number {
	const parts = Object.fromEntries(
		clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)])
	);
	const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
	return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

describe('civil dates', () => {
	it('are the inverse of days', () => {
		fc.assert(
			fc.property(anyDay, (day) => {
				const { year, month, day: date } = civilOf(day);
				expect(dayOf(year, month, date)).toBe(day);
			})
		);
	});

	it('agree with the language on every day', () => {
		const different: string[] = [];
		for (let day = 0; day <= dayOf(2199, 12, 31); day++) {
			const date = new Date(day * millisecondsPerDay);
			const isSame =
				formatDate(day) === date.toISOString().slice(0, 10) && weekdayOf(day) === date.getUTCDay();
			if (!isSame) different.push(formatDate(day));
		}
		expect(different).toEqual([]);
	});

	it.each([
		['2019-02-28', true],
		['2019-02-29', false],
		['2000-02-29', true],
		['2100-02-29', false],
		['2019-13-01', false],
		['2019-00-10', false],
		['2019-04-31', false],
		['2019-4-1', false],
		['1969-12-31', false],
		['1970-01-01', true],
		['2199-12-31', true],
		['2200-01-01', false],
		['', false]
	])('read %s as a date: %s', (text, isDate) => {
		expect(parseDate(text) !== undefined).toBe(isDate);
	});

	it.each([
		['third Monday of January 2019', 2019, 1, 1, 3, '2019-01-21'],
		['first Monday of September 2025', 2025, 9, 1, 1, '2025-09-01'],
		['last Monday of May 2027', 2027, 5, 1, -1, '2027-05-31'],
		['last Sunday of December 2023', 2023, 12, 0, -1, '2023-12-31']
	])('find the %s', (_, year, month, weekday, n, expected) => {
		expect(formatDate(nthWeekday(year, month, weekday, n))).toBe(expected);
	});
});

describe('instants', () => {
	it.each([
		['2019-02-11T14:25:00Z', '2019-02-11T14:25:00Z'],
		['2019-02-11T14:25:00.5Z', '2019-02-11T14:25:00.500Z'],
		['2019-02-11T14:25:00.000Z', '2019-02-11T14:25:00Z'],
		['2019-02-11T09:25:00-05:00', '2019-02-11T14:25:00Z'],
		['2019-02-11T19:55:00+05:30', '2019-02-11T14:25:00Z']
	])('read %s', (text, expected) => {
		const instant = parseInstant(text);
		expect(instant === undefined ? null : formatInstant(instant)).toBe(expected);
	});

	it.each([
		'2019-02-11',
		'2019-02-11T14:25Z',
		'2019-02-11T14:25:00',
		'2019-02-30T14:25:00Z',
		'2019-02-11T24:00:00Z',
		'2019-02-11T14:60:00Z',
		'2019-02-11T14:25:60Z',
		'2019-02-11 14:25:00Z',
		'2019-02-11T14:25:00.1234Z',
		'2019-02-11T14:25:00+25:00',
		'2019-02-11T14:25:00+05:60',
		' 2019-02-11T14:25:00Z',
		'yesterday'
	])('refuse %s', (text) => {
		expect(parseInstant(text)).toBeUndefined();
	});

	it('survive being written and read', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: Date.UTC(2199, 11, 31) }), (instant) => {
				expect(parseInstant(formatInstant(instant))).toBe(instant);
				expect(Date.parse(formatInstant(instant))).toBe(instant);
			})
		);
	});

	it('belong to a UTC date that ends strictly after them', () => {
		const midnight = Date.UTC(2024, 1, 29);
		expect([utcDay(midnight - 1), utcDay(midnight)].map(formatDate)).toEqual(['2024-02-28', '2024-02-29']);
		expect(utcDayEnd(midnight - 1)).toBe(midnight);
		expect(utcDayEnd(midnight)).toBe(midnight + millisecondsPerDay);
	});
});

describe('New York', () => {
	it('keeps the time of the time zone database from 1976 on', () => {
		const from = Date.UTC(1976, 0, 1);
		fc.assert(
			fc.property(fc.integer({ min: from, max: Date.UTC(2099, 11, 31) }), (instant) => {
				expect(newYorkOffset(instant)).toBe(offsetOfDatabase(instant));
			}),
			{ numRuns: 3000 }
		);
	});

	it('changes to and from daylight saving in the very second', () => {
		for (let year = 1976; year < 2060; year++) {
			for (
				let instant = Date.UTC(year, 0, 1);
				instant < Date.UTC(year + 1, 0, 1);
				instant += millisecondsPerDay
			) {
				if (newYorkOffset(instant) === newYorkOffset(instant + millisecondsPerDay)) continue;
				const change = findChange(instant, instant + millisecondsPerDay);
				for (const moment of [change - 1000, change])
					expect(newYorkOffset(moment)).toBe(offsetOfDatabase(moment));
			}
		}
	});

	it.each([
		['2019-02-11', 570, '2019-02-11T14:30:00Z'],
		['2019-07-11', 570, '2019-07-11T13:30:00Z'],
		['2024-03-10', 90, '2024-03-10T06:30:00Z'],
		['2024-03-10', 210, '2024-03-10T07:30:00Z'],
		['2024-11-03', 570, '2024-11-03T14:30:00Z']
	])('has on %s at minute %i the instant %s', (date, minutes, expected) => {
		const day = parseDate(date) ?? NaN;
		expect(formatInstant(newYorkTime(day, minutes))).toBe(expected);
		expect(newYorkDay(newYorkTime(day, minutes))).toBe(day);
	});
});

function findChange(before: number, after: number): number {
	let [low, high] = [before, after];
	while (high - low > 1000) {
		const middle = Math.floor((low + high) / 2000) * 1000;
		if (newYorkOffset(middle) === newYorkOffset(before)) low = middle;
		else high = middle;
	}
	return high;
}
