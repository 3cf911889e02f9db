import { describe, expect, it } from 'vitest';
import { compareInstants, readFineInstant } from '../../../../src/lib/adapters/alpaca/fineInstant.ts';

const at = Date.parse('2026-11-24T15:00:00Z');
const read = (text: string) => {
	const instant = readFineInstant(text);
	if (instant === null) throw new Error('not read');
	return instant;
};

describe('an instant of the exchange', () => {
	it.each([
		['2026-11-24T15:00:00Z', at, 0],
		['2026-11-24T15:00:00.5Z', at + 500, 0],
		['2026-11-24T15:00:00.123456Z', at + 123, 456_000],
		['2026-11-24T15:00:00.123456789Z', at + 123, 456_789],
		['2026-11-24T10:00:00.000000001-05:00', at, 1]
	])('is read to the nanosecond: %s', (text, instant, nanoseconds) => {
		expect(readFineInstant(text)).toEqual({ at: instant, nanoseconds });
	});

	it.each([
		'',
		'yesterday',
		'2026-11-24',
		'2026-11-24T15:00:00',
		'2026-02-30T15:00:00Z',
		'2026-11-24T15:00:00.1234567890Z'
	])('is none: %s', (text) => {
		expect(readFineInstant(text)).toBeNull();
	});

	it('is before another one by a nanosecond', () => {
		const first = read('2026-11-24T15:00:00.123456788Z');
		const second = read('2026-11-24T15:00:00.123456789Z');
		expect(compareInstants(first, second)).toBeLessThan(0);
		expect(compareInstants(second, first)).toBeGreaterThan(0);
		expect(compareInstants(first, first)).toBe(0);
	});
});
