import { describe, expect, it } from 'vitest';
import { bookFill, createAccount, markEquity, realisedNet } from '../../../src/lib/domain/account.ts';
import { formatMoney, zeroMoney } from '../../../src/lib/domain/decimal.ts';
import { money, price, quantity } from '../../support/deskBuilders.ts';
import { createFill } from '../../support/fills.ts';

const start = createAccount(money('1000'));

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
		['1200', '1200', '1200'],
		['1000', '1000', '1000'],
		['800', '800', '1000']
	])('that ends a day at %s starts the next at %s under a peak of %s', (equity, dayStart, peak) => {
		const after = markEquity(start, money(equity), true);
		expect([formatMoney(after.dayStartEquity), formatMoney(after.peakEquity)]).toEqual([dayStart, peak]);
	});

	it('keeps its peak over lower days', () => {
		const after = ['1500', '900', '1400']
			.map(money)
			.reduce((account, equity) => markEquity(account, equity, true), start);
		expect([formatMoney(after.dayStartEquity), formatMoney(after.peakEquity)]).toEqual(['1400', '1500']);
	});
});
