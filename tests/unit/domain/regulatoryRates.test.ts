import { describe, expect, it } from 'vitest';
import { formatDecimal, formatMoney } from '../../../src/lib/domain/decimal.ts';
import { activityFeeAt, secRateAt } from '../../../src/lib/domain/regulatoryRates.ts';

const noon = (day: string) => Date.parse(`${day}T17:00:00Z`);

describe('what the SEC takes of a sale', () => {
	it.each([
		['2012-01-03', '0.0000174'],
		['2023-02-26', '0.0000229'],
		['2023-02-27', '0.000008'],
		['2024-05-21', '0.000008'],
		['2024-05-22', '0.0000278'],
		['2025-05-13', '0.0000278'],
		['2025-05-14', '0'],
		['2026-04-03', '0'],
		['2026-04-04', '0.0000206'],
		['2031-01-02', '0.0000206']
	])('on %s is %s', (day, expected) => {
		expect(formatDecimal(secRateAt(noon(day)))).toBe(expected);
	});

	it('changes at midnight of New York', () => {
		const midnight = Date.parse('2025-05-14T04:00:00Z');
		expect([midnight - 1, midnight].map((at) => formatDecimal(secRateAt(at)))).toEqual(['0.0000278', '0']);
	});
});

describe('what FINRA takes of a sale', () => {
	it.each([
		['2021-12-31', '0.000119 up to 5.95'],
		['2022-01-03', '0.00013 up to 6.49'],
		['2023-01-03', '0.000145 up to 7.27'],
		['2025-12-31', '0.000166 up to 8.3'],
		['2026-01-02', '0.000195 up to 9.79']
	])('on %s is %s', (day, expected) => {
		const { perShare, most } = activityFeeAt(noon(day));
		expect(`${formatDecimal(perShare)} up to ${formatMoney(most)}`).toBe(expected);
	});
});
