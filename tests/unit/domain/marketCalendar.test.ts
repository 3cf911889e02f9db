import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	elapsedMarketTime,
	nextDayOrderEnd,
	sessionAt,
	sessionOn,
	sessionTimeBetween
} from '../../../src/lib/domain/marketCalendar.ts';
import { dayOf, formatInstant, parseDate, parseInstant, weekdayOf } from '../../../src/lib/domain/time.ts';

const minute = 60_000;
const instantOf = (text: string) => parseInstant(text) ?? NaN;
const sessionOf = (date: string) => sessionOn(parseDate(date) ?? NaN);
const anyInstant = fc.integer({ min: Date.UTC(1998, 0, 1), max: Date.UTC(2060, 0, 1) });

describe('the New York calendar', () => {
	it.each([
		['a plain day', '2019-02-11', '2019-02-11T14:30:00Z', '2019-02-11T21:00:00Z'],
		['a plain day in daylight saving', '2019-06-11', '2019-06-11T13:30:00Z', '2019-06-11T20:00:00Z'],
		['the day after Thanksgiving', '2024-11-29', '2024-11-29T14:30:00Z', '2024-11-29T18:00:00Z'],
		['24 December', '2019-12-24', '2019-12-24T14:30:00Z', '2019-12-24T18:00:00Z'],
		['3 July on a Wednesday', '2019-07-03', '2019-07-03T13:30:00Z', '2019-07-03T17:00:00Z'],
		['3 July on a Monday', '2023-07-03', '2023-07-03T13:30:00Z', '2023-07-03T17:00:00Z'],
		['2 July before a Friday holiday', '2020-07-02', '2020-07-02T13:30:00Z', '2020-07-02T20:00:00Z'],
		['31 December before a Saturday New Year', '2021-12-31', '2021-12-31T14:30:00Z', '2021-12-31T21:00:00Z']
	])('opens and closes on %s', (_, date, open, close) => {
		const session = sessionOf(date);
		expect(session && [session.open, session.close].map(formatInstant)).toEqual([open, close]);
	});

	it.each([
		['a Saturday', '2019-02-09'],
		['a Sunday', '2019-02-10'],
		["New Year's Day on a Sunday, kept on Monday", '2023-01-02'],
		['Martin Luther King Day', '1998-01-19'],
		["Presidents' Day", '2019-02-18'],
		['Good Friday', '2019-04-19'],
		['Good Friday of another year', '2024-03-29'],
		['Memorial Day', '2019-05-27'],
		['Juneteenth', '2022-06-20'],
		['Independence Day on a Saturday, kept on Friday', '2020-07-03'],
		['Labor Day', '2019-09-02'],
		['Thanksgiving', '2024-11-28'],
		['Christmas on a Saturday, kept on Friday', '2021-12-24'],
		['the first day of the storm', '2012-10-29'],
		['the second day of the storm', '2012-10-30'],
		['the mourning for Nixon', '1994-04-27'],
		['the mourning for Reagan', '2004-06-11'],
		['the mourning for Ford', '2007-01-02'],
		['the mourning for Bush', '2018-12-05'],
		['the mourning for Carter', '2025-01-09'],
		['11 September', '2001-09-11'],
		['the day after 11 September', '2001-09-12'],
		['the second day after 11 September', '2001-09-13'],
		['the third day after 11 September', '2001-09-14']
	])('has no session on %s', (_, date) => {
		expect(sessionOf(date)).toBeUndefined();
	});

	it.each([
		['Juneteenth before it was one', '2021-06-18'],
		['Martin Luther King Day before it was kept', '1997-01-20'],
		['a Monday after a Saturday New Year', '2022-01-03']
	])('has a session on %s', (_, date) => {
		expect(sessionOf(date)).toBeDefined();
	});

	it('has 250 to 253 sessions in every whole year without a crisis', () => {
		for (let year = 2002; year < 2100; year++) {
			let sessions = 0;
			for (let day = dayOf(year, 1, 1); day < dayOf(year + 1, 1, 1); day++)
				sessions += sessionOn(day) ? 1 : 0;
			expect([year, sessions >= 249 && sessions <= 253]).toEqual([year, true]);
		}
	});

	it('counts an instant to the session from its open to just before its close', () => {
		const session = sessionOf('2019-02-11');
		if (session === undefined) throw new Error('2019-02-11 is a session');
		expect(sessionAt(session.open)).toBe(session);
		expect(sessionAt(session.close - 1)).toBe(session);
		expect([sessionAt(session.open - 1), sessionAt(session.close)]).toEqual([undefined, undefined]);
	});
});

describe('session time', () => {
	it.each([
		['within a session', '2019-02-11T15:00:00Z', '2019-02-11T15:02:30Z', 2.5],
		['over a night', '2019-02-11T20:59:00Z', '2019-02-12T14:31:00Z', 2],
		['over a weekend', '2019-02-08T20:59:00Z', '2019-02-11T14:30:30Z', 1.5],
		['over a holiday and an early close', '2019-12-24T17:59:00Z', '2019-12-26T14:32:00Z', 3],
		['to the very close', '2019-02-11T20:58:00Z', '2019-02-11T21:00:00Z', 2],
		['past the close', '2019-02-11T20:58:00Z', '2019-02-11T21:05:00Z', 2],
		['in the night', '2019-02-11T22:00:00Z', '2019-02-12T14:30:00Z', 0],
		['of a whole early session', '2024-11-29T00:00:00Z', '2024-11-30T00:00:00Z', 210],
		['backwards', '2019-02-11T15:02:00Z', '2019-02-11T15:00:00Z', 0]
	])('%s', (_, from, to, minutes) => {
		expect(sessionTimeBetween(instantOf(from), instantOf(to))).toBe(minutes * minute);
	});

	it('adds up, whatever lies between', () => {
		const near = fc.tuple(anyInstant, fc.nat(9 * 86_400_000), fc.nat(9 * 86_400_000));
		fc.assert(
			fc.property(near, ([from, first, second]) => {
				const middle = from + first;
				const to = middle + second;
				const whole = sessionTimeBetween(from, to);
				expect(sessionTimeBetween(from, middle) + sessionTimeBetween(middle, to)).toBe(whole);
				expect(whole).toBeLessThanOrEqual(to - from);
			})
		);
	});

	it('is all time for crypto', () => {
		const friday = instantOf('2019-02-08T23:00:00Z');
		expect(elapsedMarketTime('crypto', friday, friday + 3_600_000)).toBe(3_600_000);
		expect(elapsedMarketTime('us_equity', friday, friday + 3_600_000)).toBe(0);
	});
});

describe('the end of a day order', () => {
	it.each([
		['us_equity', '2019-02-11T15:00:00Z', '2019-02-11T21:00:00Z'],
		['us_equity', '2019-02-11T20:59:59Z', '2019-02-11T21:00:00Z'],
		['us_equity', '2019-02-11T21:00:00Z', '2019-02-12T21:00:00Z'],
		['us_equity', '2019-12-24T18:00:00Z', '2019-12-26T21:00:00Z'],
		['us_equity', '2019-02-09T12:00:00Z', '2019-02-11T21:00:00Z'],
		['crypto', '2019-02-09T12:00:00Z', '2019-02-10T00:00:00Z'],
		['crypto', '2019-02-09T00:00:00Z', '2019-02-10T00:00:00Z']
	] as const)('of %s made at %s is %s', (assetClass, at, expected) => {
		expect(formatInstant(nextDayOrderEnd(assetClass, instantOf(at)))).toBe(expected);
	});

	it('is strictly after its making and a session close', () => {
		fc.assert(
			fc.property(anyInstant, (at) => {
				const end = nextDayOrderEnd('us_equity', at);
				expect(end).toBeGreaterThan(at);
				expect(sessionAt(end - 1)?.close).toBe(end);
				expect(sessionTimeBetween(at, end)).toBeGreaterThan(0);
				expect([0, 6]).not.toContain(weekdayOf(Math.floor(end / 86_400_000)));
			})
		);
	});
});
