import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FillModel } from '../../../../src/lib/domain/bookConfig.ts';
import { add } from '../../../../src/lib/domain/decimal.ts';
import { addCharges, feeOf, noCharges } from '../../../../src/lib/domain/fees.ts';
import { defaultConfig } from '../../../../src/lib/schema/bookConfig.ts';
import {
	createBar,
	createOrder,
	matchBar,
	money,
	price,
	quantity,
	ratio,
	type Ask
} from '../../../support/deskBuilders.ts';
import { holds } from '../../../support/propertyCheck.ts';
import { feesOf, fillsOf, freeFills, openFeeVenue, rest } from '../../../support/feeVenue.ts';

const sell: Ask = { side: 'sell', purpose: 'exit' };

describe('an order that fills in parts', () => {
	const commission = { ...freeFills.commission, perShare: price('0.01'), minimum: money('1') };
	const tenOf = (...volumes: readonly number[]) => {
		const venue = rest(openFeeVenue({ commission }), { quantity: quantity('180') });
		return volumes.flatMap((volume, index) =>
			feesOf(matchBar(venue, 'XYZ', createBar('100 100 100 100', index, volume)))
		);
	};

	it('pays its minimum once, and then what it comes to above it', () => {
		// 0.60, 0.60 and 0.60: 1.00 is due at first, 1.20 with the second, 1.80 in all.
		expect(tenOf(60, 60, 60)).toEqual(['1', '0.2', '0.6']);
		expect(tenOf(20, 20, 140)).toEqual(['1', '0', '0.8']);
	});

	it('pays in all the minimum or the sum, rounded once, however it is split', () => {
		const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 });
		const thousandths = fc.integer({ min: 0, max: 20 });
		holds(
			fc.property(
				sizes,
				thousandths,
				thousandths,
				fc.integer({ min: 0, max: 300 }),
				(parts, each, rate, least) => {
					const dear = {
						...{
							...freeFills.commission,
							perShare: price(`${String(each)}e-3`),
							rate: ratio(`${String(rate)}e-5`)
						},
						minimum: money(`${String(least)}e-2`)
					};
					const whole = parts.reduce((sum, part) => sum + part, 0);
					const venue = rest(openFeeVenue({ commission: dear }), { quantity: quantity(String(whole)) });
					const fills = parts.flatMap((part, index) =>
						fillsOf(matchBar(venue, 'XYZ', createBar('100 100 100 100', index, part)))
					);
					const paid = fills.reduce((sum, { fee }) => add(sum, fee), money('0'));
					const model = { ...freeFills, commission: dear };
					expect(paid).toBe(feeOf(model, quantity(String(whole)), price('100'), 'taker'));
					for (const { fee } of fills) expect(fee).toBeGreaterThanOrEqual(0n);
				}
			)
		);
	});

	it('goes on with what it has paid after the venue was opened anew', () => {
		const venue = rest(openFeeVenue({ commission }), { quantity: quantity('180') });
		const [first] = fillsOf(matchBar(venue, 'XYZ', createBar('100 100 100 100', 0, 60)));
		const costs = addCharges(noCharges, first?.reckoned ?? noCharges);
		const state = { intent: createOrder({ quantity: quantity('180') }), isElected: false, mark: null };
		const again = openFeeVenue({ commission }, [{ ...state, filled: quantity('60'), fills: 1, costs }]);
		expect(feesOf(matchBar(again, 'XYZ', createBar('100 100 100 100', 1, 60)))).toEqual(['0.2']);
	});
});

describe('US regulators take', () => {
	// Those of 2024 and 2025.
	const on = {
		regulatory: {
			...{ isOn: true, secRate: ratio('0.0000278') },
			...{ tafPerShare: price('0.000166'), tafMost: money('8.3') }
		}
	};
	const fee = (given: Partial<FillModel>, ask: Ask, symbol = 'XYZ') =>
		feesOf(matchBar(rest(openFeeVenue(given), { ...ask, symbol }), symbol, createBar('100 100 100 100')))[0];
	const of = (size: string): Ask => ({ ...sell, quantity: quantity(size) });

	it.each([
		// 1000 × 0.0000278 = 0.0278 and 10 × 0.000166 = 0.00166, each rounded up to a cent.
		['10', '0.04'],
		// 100000 × 0.0000278 = 2.78 to the cent, and 1000 × 0.000166 = 0.166.
		['1000', '2.95']
	])('of a sale of %s at 100: %s', (size, expected) => {
		expect(fee(on, of(size))).toBe(expected);
	});

	it('no more for the shares than the most', () => {
		const capped = { regulatory: { ...on.regulatory, tafMost: money('0.05') } };
		expect(fee(capped, of('1000'))).toBe('2.83');
	});

	it('parts of a cent when fees are not rounded', () => {
		expect(fee({ ...on, feeDecimals: null }, of('10'))).toBe('0.02946');
	});

	it('their parts of a cent once, when the sale fills in parts', () => {
		const venue = rest(openFeeVenue(on), of('10'));
		const fees = [4, 6].flatMap((volume, index) =>
			feesOf(matchBar(venue, 'XYZ', createBar('100 100 100 100', index, volume)))
		);
		// 0.0278 and 0.00166 in all, of which 0.02 and 0.01 are due with the first four.
		expect(fees).toEqual(['0.03', '0.01']);
	});

	it('by default what is in force on the day of the trade', () => {
		const byDay = { regulatory: { ...defaultConfig.fillModel.regulatory, isOn: true } };
		// A day of March 2024, at 8.00 of a million and 0.000166 a share: 0.80 and 0.166.
		expect(fee(byDay, of('1000'))).toBe('0.97');
	});

	it('nothing of a buy, of a coin, or while they are left out', () => {
		expect([fee(on, {}), fee(on, { ...sell, quantity: quantity('1') }, 'BTC'), fee({}, of('10'))]).toEqual([
			'0',
			'0',
			'0'
		]);
	});

	it('it beside the commission', () => {
		const commission = { ...freeFills.commission, minimum: money('1') };
		expect(fee({ ...on, commission }, of('10'))).toBe('1.04');
	});
});
