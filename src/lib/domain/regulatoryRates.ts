import {
	higher,
	parseMoney,
	parsePrice,
	parseRatio,
	type DecimalFault,
	type Money,
	type Price,
	type Ratio
} from './decimal.ts';
import type { Result } from './result.ts';
import { dayOf, newYorkDay, type EpochDay, type Instant } from './time.ts';

interface Dated<Value> {
	/** The first day of New York on which it holds. */
	readonly from: EpochDay;
	readonly value: Value;
}

/** What FINRA takes of a sale: something a share, up to a most a trade. */
interface ActivityFee {
	readonly perShare: Price;
	readonly most: Money;
}

/**
 * What the SEC takes of the worth of a sale, by the day of the trade: Section 31 of the Exchange Act, dollars of a million as in its fee
 * rate advisories (2013-74, 2014 #3, 2015-8, 2016-2, 2017-111, 2018-67, 2019-30, 2020-7, 2021-8, 2022-60, 2023-15, 2024-2, 2025-2,
 * 2026-2). What comes after is not known here, so the last one goes on.
 */
const secRates: readonly Dated<Ratio>[] = [
	secRate(2013, 5, 25, '17.40'),
	secRate(2014, 3, 18, '22.10'),
	secRate(2015, 2, 14, '18.40'),
	secRate(2016, 2, 16, '21.80'),
	secRate(2017, 7, 4, '23.10'),
	secRate(2018, 5, 22, '13.00'),
	secRate(2019, 4, 16, '20.70'),
	secRate(2020, 2, 18, '22.10'),
	secRate(2021, 2, 25, '5.10'),
	secRate(2022, 5, 14, '22.90'),
	secRate(2023, 2, 27, '8.00'),
	secRate(2024, 5, 22, '27.80'),
	secRate(2025, 5, 14, '0.00'),
	secRate(2026, 4, 4, '20.60')
];

/**
 * FINRA's trading activity fee of sales of covered equity securities, By-Laws, Schedule A, Section 1: Regulatory Notice 12-31, and the
 * filings SR-FINRA-2020-032 (2022 to 2024) and SR-FINRA-2024-019 (2026).
 */
const activityFees: readonly Dated<ActivityFee>[] = [
	activityFee(2012, '0.000119', '5.95'),
	activityFee(2022, '0.00013', '6.49'),
	activityFee(2023, '0.000145', '7.27'),
	activityFee(2024, '0.000166', '8.3'),
	activityFee(2026, '0.000195', '9.79')
];

const dearestSecRate = secRates.map(({ value }) => value).reduce(higher);
// It has only ever risen.
const dearestActivityFee = newest(activityFees);

/** What the SEC takes of a sale at an instant, as a part of its worth; before the first rate that is known, that one; null: the dearest. */
export function secRateAt(at: Instant | null): Ratio {
	return at === null ? dearestSecRate : valueAt(secRates, at);
}

/** What FINRA takes of a sale at an instant; before the first fee that is known, that one; null: the dearest. */
export function activityFeeAt(at: Instant | null): ActivityFee {
	return at === null ? dearestActivityFee : valueAt(activityFees, at);
}

function newest<Value>(dated: readonly Dated<Value>[]): Value {
	const last = dated.at(-1);
	if (last === undefined) throw new Error('there is a rate');
	return last.value;
}

function valueAt<Value>(dated: readonly Dated<Value>[], at: Instant): Value {
	const day = newYorkDay(at);
	const found = dated.findLast(({ from }) => from <= day) ?? dated[0];
	if (found === undefined) throw new Error('there is a rate');
	return found.value;
}

function secRate(year: number, month: number, day: number, ofMillion: string): Dated<Ratio> {
	return { from: dayOf(year, month, day), value: known(parseRatio(`${ofMillion}e-6`)) };
}

function activityFee(year: number, perShare: string, most: string): Dated<ActivityFee> {
	const value = { perShare: known(parsePrice(perShare)), most: known(parseMoney(most)) };
	return { from: dayOf(year, 1, 1), value };
}

function known<Value>(read: Result<Value, DecimalFault>): Value {
	if (!read.ok) throw new Error('a rate is a decimal');
	return read.value;
}
