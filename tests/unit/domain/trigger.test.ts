import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateValue, inForce, latest, type Dated } from '../../../src/lib/domain/trigger.ts';
import { holds } from '../../support/propertyCheck.ts';

const hour = 3_600_000;
const day = 24 * hour;
const levels: readonly Dated<string>[] = [
	{ from: 100, value: 'first' },
	{ from: 200, value: 'second' },
	{ from: 200, value: 'third' }
];

describe('a level in force', () => {
	it.each([
		[99, null],
		[100, 'first'],
		[199, 'first'],
		[200, 'third'],
		[201, 'third']
	])('for a bar that starts at %i is %s', (startsAt, value) => {
		expect(inForce(levels, startsAt)).toBe(value);
	});

	it('is none when none was given, and the latest is the one given last', () => {
		expect([inForce([], 5), latest([]), latest(levels)]).toEqual([null, null, 'third']);
	});
});

describe('a level that is replaced', () => {
	it.each([
		['is kept while a bar of a day may be in progress', day - 1, ['old', 'middle', 'new']],
		['is forgotten when no bar can need it', day, ['middle', 'new']],
		['is forgotten with all that came before', 5 * day, ['middle', 'new']]
	])('%s', (_, after, kept) => {
		const dated = dateValue(dateValue([{ from: 0, value: 'old' }], hour, 'middle'), hour + after, 'new');
		expect(dated.map(({ value }) => value)).toEqual(kept);
	});

	it('still judges every bar of at most a day that is in progress at the change', () => {
		const gaps = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 20 });
		holds(
			fc.property(gaps, fc.integer({ min: 0, max: 24 }), (hours, ago) => {
				let all: readonly Dated<number>[] = [];
				let kept: readonly Dated<number>[] = [];
				let at = 0;
				hours.forEach((gap, index) => {
					at += gap * hour;
					all = [...all, { from: at, value: index }];
					kept = dateValue(kept, at, index);
				});
				// A bar that starts a whole day before the change is complete at it, and was judged already.
				const startsAt = at - Math.min(ago * hour, day - 1);
				expect(inForce(kept, startsAt)).toBe(inForce(all, startsAt));
				expect(kept.length).toBeLessThanOrEqual(hours.length);
			})
		);
	});
});
