import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountDayEnd, accountDayOf, accountDayStart } from '../../../src/lib/domain/accountDay.ts';
import { formatDate, formatInstant, parseInstant } from '../../../src/lib/domain/time.ts';

const instantOf = (text: string) => parseInstant(text) ?? NaN;
const anyInstant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2100, 0, 1) });

describe('the day of an account', () => {
	it.each([
		['in a session', '2024-03-04T15:00:00Z', '2024-03-04', '2024-03-02T05:00:00Z', '2024-03-05T05:00:00Z'],
		['after its close', '2024-03-05T22:00:00Z', '2024-03-05', '2024-03-05T05:00:00Z', '2024-03-06T05:00:00Z'],
		['before midnight', '2024-03-06T04:59:59Z', '2024-03-05', '2024-03-05T05:00:00Z', '2024-03-06T05:00:00Z'],
		['at midnight', '2024-03-06T05:00:00Z', '2024-03-06', '2024-03-06T05:00:00Z', '2024-03-07T05:00:00Z'],
		['on a Saturday', '2024-03-09T12:00:00Z', '2024-03-11', '2024-03-09T05:00:00Z', '2024-03-12T04:00:00Z'],
		[
			'on the Sunday of a clock put on',
			'2024-03-10T07:00:00Z',
			'2024-03-11',
			'2024-03-09T05:00:00Z',
			'2024-03-12T04:00:00Z'
		],
		[
			'on the Sunday of a clock put back',
			'2024-11-03T06:00:00Z',
			'2024-11-04',
			'2024-11-02T04:00:00Z',
			'2024-11-05T05:00:00Z'
		],
		['on Thanksgiving', '2024-11-28T15:00:00Z', '2024-11-29', '2024-11-28T05:00:00Z', '2024-11-30T05:00:00Z'],
		[
			'after an early close',
			'2024-11-29T18:30:00Z',
			'2024-11-29',
			'2024-11-28T05:00:00Z',
			'2024-11-30T05:00:00Z'
		],
		[
			'on a holiday after a weekend',
			'2024-01-15T15:00:00Z',
			'2024-01-16',
			'2024-01-13T05:00:00Z',
			'2024-01-17T05:00:00Z'
		]
	])('%s', (_, at, day, start, end) => {
		const found = accountDayOf(instantOf(at), false);
		expect(formatDate(found)).toBe(day);
		expect(formatInstant(accountDayStart(found, false))).toBe(start);
		expect(formatInstant(accountDayEnd(found, false))).toBe(end);
	});

	it('of crypto alone is the UTC date, on weekends too', () => {
		const day = accountDayOf(instantOf('2024-03-09T23:59:59Z'), true);
		expect(formatDate(day)).toBe('2024-03-09');
		expect(formatInstant(accountDayStart(day, true))).toBe('2024-03-09T00:00:00Z');
		expect(formatInstant(accountDayEnd(day, true))).toBe('2024-03-10T00:00:00Z');
	});

	it('holds every instant between its start and its end, and ends where the next one starts', () => {
		fc.assert(
			fc.property(anyInstant, fc.boolean(), (at, isCryptoAlone) => {
				const day = accountDayOf(at, isCryptoAlone);
				const end = accountDayEnd(day, isCryptoAlone);
				expect(accountDayStart(day, isCryptoAlone)).toBeLessThanOrEqual(at);
				expect(end).toBeGreaterThan(at);
				const next = accountDayOf(end, isCryptoAlone);
				expect(next).toBeGreaterThan(day);
				expect(accountDayStart(next, isCryptoAlone)).toBe(end);
			})
		);
	});
});
