import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sessionOn } from '../../../src/lib/domain/marketCalendar.ts';
import { dayOf, formatDate, weekdayOf } from '../../../src/lib/domain/time.ts';

interface PublishedCalendar {
	readonly holidays: readonly { readonly date: string }[];
	readonly early_closes: readonly { readonly date: string; readonly close_local: string }[];
}

const published = JSON.parse(readFileSync('../shared/calendar/nyse.json', 'utf8')) as PublishedCalendar;
const holidays = new Set(published.holidays.map(({ date }) => date));
const earlyCloses = new Set(published.early_closes.map(({ date }) => date));

describe('the calendar by rule', () => {
	it('agrees with the published one on every day from 2019 to 2026', () => {
		expect(earlyCloses.size).toBeGreaterThan(15);
		for (let day = dayOf(2019, 1, 1); day <= dayOf(2026, 12, 31); day++) {
			const date = formatDate(day);
			const isWeekend = [0, 6].includes(weekdayOf(day));
			const expected = isWeekend || holidays.has(date) ? 'closed' : earlyCloses.has(date) ? 'early' : 'open';
			const session = sessionOn(day);
			const found = session === undefined ? 'closed' : session.isEarly ? 'early' : 'open';
			expect([date, found]).toEqual([date, expected]);
		}
	});

	it('closes at 13:00 New York on a published early close', () => {
		expect(new Set(published.early_closes.map(({ close_local: close }) => close))).toEqual(
			new Set(['13:00'])
		);
	});
});
