import { describe, expect, it } from 'vitest';
import {
	formatDecimal,
	formatMoney,
	pricePerUnit,
	proportion,
	roundMoney,
	roundPrice,
	scalePrice
} from '../../../src/lib/domain/decimal.ts';
import { money, price, quantity, ratio } from '../../support/deskBuilders.ts';

describe('ties', () => {
	it.each([
		['1.00005', 4, '1.0001'],
		['1.00004999', 4, '1'],
		['1.00015', 4, '1.0002'],
		['-1.00005', 4, '-1'],
		['-1.00015', 4, '-1.0001'],
		['-1.000150001', 4, '-1.0002'],
		['0.5', 0, '1'],
		['-0.5', 0, '0'],
		['0.00005', 4, '0.0001'],
		['0.000049999', 4, '0']
	])('half up: %s to %i decimals is %s', (value, decimals, rounded) => {
		expect(formatDecimal(roundPrice(price(value), decimals))).toBe(rounded);
		expect(formatMoney(roundMoney(money(value), decimals))).toBe(rounded);
		expect(formatDecimal(scalePrice(price(value), ratio('1'), decimals))).toBe(rounded);
	});

	it.each([
		['0.000000001', '2', '0'],
		['0.000000003', '2', '0.000000002'],
		['0.000000005', '2', '0.000000002'],
		['-0.000000001', '2', '0'],
		['-0.000000003', '2', '-0.000000002'],
		['0.000000003', '-2', '-0.000000002'],
		['1', '3', '0.333333333'],
		['2', '3', '0.666666667'],
		['-2', '3', '-0.666666667']
	])('half even: %s ÷ %s is %s at 9 decimals', (amount, whole, each) => {
		expect(formatDecimal(pricePerUnit(money(amount), quantity(whole)))).toBe(each);
	});

	it.each([
		['0.000000000000000001', '1', '2', '0'],
		['0.000000000000000003', '1', '2', '0.000000000000000002'],
		['-0.000000000000000003', '-1', '-2', '-0.000000000000000002'],
		['10', '1', '3', '3.333333333333333333']
	])('half even: %s × %s ÷ %s is %s at 18 decimals', (basis, part, whole, released) => {
		expect(formatMoney(proportion(money(basis), quantity(part), quantity(whole)))).toBe(released);
	});
});
