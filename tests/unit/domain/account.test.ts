import { describe, expect, it } from 'vitest';
import {
	beginAccountDay,
	bookFill,
	closeDay,
	createAccount,
	dayStartAt,
	markEquity,
	realisedNet,
	type Account
} from '../../../src/lib/domain/account.ts';
import { formatMoney, zeroMoney } from '../../../src/lib/domain/decimal.ts';
import { money, price, quantity } from '../../support/deskBuilders.ts';
import { createFill } from '../../support/fills.ts';

const start = createAccount(money('1000'));
/** The close of a session of March 2024. */
const close = (day: number): number => Date.UTC(2024, 2, day, 21);

describe('an account', () => {
	it('starts with its cash, nothing realised, and day start and peak where it stands', () => {
		const { cash, realisedGross, fees, dayStartEquity, peakEquity } = start;
		expect([cash, realisedGross, fees, dayStartEquity, peakEquity].map(formatMoney)).toEqual([
			'1000',
			'0',
			'0',
			'1000',
			'1000'
		]);
	});

	it.each([
		['buy', '3', '10.01', '0.35', '0', '969.62', '-0.35'],
		['sell', '3', '10.01', '0.35', '5', '1029.68', '4.65'],
		['buy', '0.000000001', '0.000000001', '0', '0', '999.999999999999999999', '0'],
		['sell', '1', '2', '5', '-1', '997', '-6']
	] as const)('books a %s of %s at %s with a fee of %s', (side, size, at, fee, realised, cash, net) => {
		const fill = createFill({ side, quantity: quantity(size), price: price(at), fee: money(fee) });
		const after = bookFill(start, fill, money(realised));
		expect(formatMoney(after.cash)).toBe(cash);
		expect(formatMoney(realisedNet(after))).toBe(net);
		expect([formatMoney(after.realisedGross), formatMoney(after.fees)]).toEqual([realised, fee]);
	});

	it('counts a fee when it is paid, in entries too', () => {
		const fill = createFill({ fee: money('1.5') });
		const twice = bookFill(bookFill(start, fill, zeroMoney), fill, zeroMoney);
		expect(formatMoney(twice.fees)).toBe('3');
		expect(formatMoney(twice.realisedGross)).toBe('0');
	});

	it.each([
		['1200', '1200'],
		['1000', '1000'],
		['800', '1000']
	])('that is marked at %s has a peak of %s', (equity, peak) => {
		expect(formatMoney(markEquity(start, money(equity)).peakEquity)).toBe(peak);
	});

	it('keeps its peak over lower days', () => {
		const days = ['1500', '900', '1400'].map(money);
		const after = days.reduce(markEquity, start);
		expect(formatMoney(after.peakEquity)).toBe('1500');
	});

	it('begins a day at the last equity before it, whatever time it is', () => {
		const tuesday = beginAccountDay(closeDay(start, money('1100'), close(4)), money('1250'));
		expect(formatMoney(tuesday.dayStartEquity)).toBe('1250');
		expect([close(4), close(5), close(9)].map((at) => formatMoney(dayStartAt(tuesday, at)))).toEqual([
			'1250',
			'1250',
			'1250'
		]);
	});
});

describe('an account whose days are not on record', () => {
	it('begins a day where the one before ended, once its New York date has begun', () => {
		const monday = closeDay(start, money('1100'), close(4));
		const tuesday = closeDay(monday, money('1300'), close(5));
		const at = (account: Account, day: number, hour: number) =>
			formatMoney(dayStartAt(account, Date.UTC(2024, 2, day, hour)));
		expect(at(start, 4, 15)).toBe('1000');
		expect([at(monday, 4, 22), at(monday, 5, 4), at(monday, 5, 6)]).toEqual(['1000', '1000', '1100']);
		expect([at(tuesday, 5, 22), at(tuesday, 6, 15)]).toEqual(['1100', '1300']);
	});

	it('of crypto alone begins a day at 00:00 UTC', () => {
		const after = closeDay(start, money('900'), Date.UTC(2024, 2, 5));
		expect(formatMoney(dayStartAt(after, Date.UTC(2024, 2, 5)))).toBe('900');
	});
});
