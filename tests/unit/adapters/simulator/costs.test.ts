import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slippageModels, type FillModel } from '../../../../src/lib/domain/bookConfig.ts';
import { add, formatDecimal, formatMoney, multiply, subtract } from '../../../../src/lib/domain/decimal.ts';
import { noCharges } from '../../../../src/lib/domain/fees.ts';
import { bookFill, createAccount } from '../../../../src/lib/domain/account.ts';
import { settledFill } from '../../../../src/lib/domain/fill.ts';
import { applyFill } from '../../../../src/lib/domain/position.ts';
import type { RestingState } from '../../../../src/lib/domain/venue.ts';
import { defaultConfig } from '../../../../src/lib/schema/bookConfig.ts';
import {
	createBar,
	createOrder,
	matchBar,
	matchQuote,
	minuteAt,
	money,
	price,
	quantity,
	ratio,
	type Ask
} from '../../../support/deskBuilders.ts';
import { holds } from '../../../support/propertyCheck.ts';
import { createQuote } from '../../../support/scriptedSource.ts';
import { feesOf, fillsOf, freeFills, openFeeVenue, rest } from '../../../support/feeVenue.ts';

const limit = (text: string): Ask => ({ type: 'limit', limitPrice: price(text) });
const sell: Ask = { side: 'sell', purpose: 'exit' };
const roles = {
	commission: {
		...freeFills.commission,
		rate: ratio('0.5'),
		makerRate: ratio('0.001'),
		takerRate: ratio('0.003')
	}
};
const [asMaker, asTaker] = [['1'], ['3']];

describe('a fill of 10 at 100 pays', () => {
	const flat = '100 100 100 100';
	const dips = '101 101 100 101';

	it.each([
		['a taker, at the market', {}, [flat], asTaker],
		['a taker, at a limit that the first open meets', limit('100'), [flat], asTaker],
		['a maker, at a limit that a bar comes to', limit('100'), [dips], asMaker],
		['a maker, at a limit that a later open meets', limit('100'), ['101 102 101 101', flat], asMaker],
		['a taker, at a stop', { ...sell, type: 'stop', stopPrice: price('100') }, [dips], asTaker],
		[
			'a taker, at the limit of a stop that was reached just now',
			{ ...sell, type: 'stop_limit', stopPrice: price('100'), limitPrice: price('99') },
			['101 101 101 101', dips],
			asTaker
		],
		[
			'a maker, at the limit of a stop that was reached before',
			{ ...sell, type: 'stop_limit', stopPrice: price('99'), limitPrice: price('100') },
			['101 101 99 99', flat],
			asMaker
		]
	] as const)('as %s', (_, ask, bars, expected) => {
		const venue = rest(openFeeVenue(roles), ask);
		expect(bars.flatMap((bar, index) => feesOf(matchBar(venue, 'XYZ', createBar(bar, index))))).toEqual(
			expected
		);
	});

	it.each([
		['a taker, at a limit that the first quote meets', ['99 100 100'], asTaker],
		['a maker, at a limit that a later quote meets', ['100 101 101', '99 100 100'], asMaker]
	] as const)('as %s', (_, quotes, expected) => {
		const venue = rest(openFeeVenue(roles), limit('100'));
		const told = quotes.flatMap((quote, index) =>
			feesOf(matchQuote(venue, 'XYZ', createQuote(quote, minuteAt(index))))
		);
		expect(told).toEqual(expected);
	});

	it('as a taker again after its limit was changed to what the market has', () => {
		const venue = rest(openFeeVenue(roles), limit('90'));
		matchQuote(venue, 'XYZ', createQuote('99 100 100', minuteAt(0)));
		venue.replace(createOrder(limit('100')), minuteAt(1));
		expect(feesOf(matchQuote(venue, 'XYZ', createQuote('99 100 100', minuteAt(2))))).toEqual(asTaker);
	});

	it('as the same after the venue was opened anew', () => {
		const before = rest(openFeeVenue(roles), limit('90'));
		matchQuote(before, 'XYZ', createQuote('99 100 100', minuteAt(0)));
		const state = {
			intent: createOrder(limit('90')),
			filled: quantity('0'),
			fills: 0,
			isElected: false,
			costs: noCharges
		};
		const anew = (mark: RestingState['mark']) => {
			const venue = openFeeVenue(roles, [{ ...state, mark }]);
			return feesOf(matchQuote(venue, 'XYZ', createQuote('80 90 90', minuteAt(1))));
		};
		expect([anew(before.marks()['o'] ?? null), anew(null)]).toEqual([['0.9'], ['2.7']]);
	});

	it('the rate as long as no other is set, and the minimum', () => {
		const commission = { ...freeFills.commission, rate: ratio('0.002'), makerRate: ratio('0.001') };
		const taken = rest(openFeeVenue({ commission }), {});
		expect(feesOf(matchBar(taken, 'XYZ', createBar(flat)))).toEqual(['2']);
		const least = rest(openFeeVenue({ commission: { ...commission, minimum: money('1.5') } }), limit('100'));
		expect(feesOf(matchBar(least, 'XYZ', createBar(dips)))).toEqual(['1.5']);
	});
});

describe('a fee that is taken from bought coins', () => {
	const commission = { ...freeFills.commission, rate: ratio('0.0025') };
	const taken = { commission, cryptoFee: 'received' } as const;
	const buy = (given: Partial<FillModel>, ask: Ask = {}) =>
		fillsOf(
			matchBar(
				rest(openFeeVenue(given), { symbol: 'BTC', ...ask }),
				'BTC',
				createBar('64000 64000 64000 64000')
			)
		)[0];

	it('is its worth in coins, rounded down to the lot, and counts in money at the price', () => {
		const fill = buy(taken, { quantity: quantity('0.5') });
		expect([fill?.quantity, fill?.feeQuantity, fill?.fee].map(String)).toEqual([
			'500000000',
			'1250000',
			'80000000000000000000'
		]);
		const odd = buy(taken, { quantity: quantity('0.000012345') });
		// 0.000012345 × 0.0025 = 0.0000000308625.
		expect([odd?.feeQuantity, formatMoney(odd?.fee ?? money('0'))]).toEqual([
			quantity('0.00000003'),
			'0.00192'
		]);
	});

	it('leaves cash and position as its law says: q less f at p, and f × p as the fee', () => {
		const fill = buy(taken, { quantity: quantity('0.5') });
		if (fill === undefined) throw new Error('it fills');
		const settled = settledFill(fill);
		const { position } = applyFill(null, settled);
		const account = bookFill(createAccount(money('100000')), settled, money('0'));
		expect([position?.quantity, position?.basis].map(String)).toEqual(['498750000', String(money('31920'))]);
		expect([formatMoney(account.cash), formatMoney(account.fees)]).toEqual(['68000', '80']);
	});

	it('can be sold to the last coin and not beyond', () => {
		const venue = rest(openFeeVenue(taken), { symbol: 'BTC', quantity: quantity('1') });
		const ask = (id: string, size: string): Ask => ({
			...{ ...sell, id, symbol: 'BTC', quantity: quantity(size), madeAt: minuteAt(1) }
		});
		matchBar(venue, 'BTC', createBar('64000 64000 64000 64000'));
		rest(venue, ask('beyond', '5.997500001'), ask('all', '5.9975'));
		const reports = matchBar(venue, 'BTC', createBar('64000 64000 64000 64000', 1));
		expect(reports.map(({ type }) => type)).toEqual(['OrderRejected', 'OrderFilled']);
	});

	it('is paid in money for a sale, for shares, and where it would leave no coin', () => {
		expect(buy({ ...taken, cryptoFee: 'money' })?.feeQuantity).toBe(0n);
		expect(buy(taken, { ...sell, quantity: quantity('1') })?.feeQuantity).toBe(0n);
		const dear = { ...taken, commission: { ...commission, minimum: money('100') } };
		expect(buy(dear, { quantity: quantity('0.001') })?.feeQuantity).toBe(0n);
		const [shares] = fillsOf(matchBar(rest(openFeeVenue(taken), {}), 'XYZ', createBar('100 100 100 100')));
		expect([shares?.feeQuantity, formatMoney(shares?.fee ?? money('0'))]).toEqual([0n, '2.5']);
	});

	it('moves cash by the worth of what was traded, whatever the amounts', () => {
		const amounts = fc.integer({ min: 1, max: 2_000_000_000 });
		holds(
			fc.property(amounts, amounts, (size, at) => {
				const bar = { ...createBar('1 1 1 1'), open: at, high: at, low: at, close: at };
				const venue = rest(openFeeVenue(taken), {
					symbol: 'BTC',
					quantity: quantity(formatDecimal(BigInt(size) as never))
				});
				const [fill] = fillsOf(matchBar(venue, 'BTC', bar));
				if (fill === undefined) throw new Error('it fills');
				const settled = settledFill(fill);
				const account = bookFill(createAccount(money('0')), settled, money('0'));
				const worth = multiply(fill.quantity, fill.price);
				const paid = fill.feeQuantity === 0n ? add(worth, fill.fee) : worth;
				expect(account.cash).toBe(subtract(money('0'), paid));
			})
		);
	});
});

describe('slippage', () => {
	it('never leads past a limit, whatever the model', () => {
		const stop: Ask = { ...sell, type: 'stop_limit', stopPrice: price('100'), limitPrice: price('99.9') };
		for (const slippageModel of slippageModels) {
			const given = { ...defaultConfig.fillModel, slippageModel, slippage: ratio('0.05') };
			const [fill] = fillsOf(
				matchBar(rest(openFeeVenue(given), stop), 'XYZ', createBar('101 101 95 96', 0, 20))
			);
			expect(formatDecimal(fill?.price ?? price('0'))).toBe(slippageModel === 'none' ? '100' : '99.9');
			const touched = fillsOf(
				matchBar(rest(openFeeVenue(given), limit('96')), 'XYZ', createBar('101 101 95 96', 0, 20))
			);
			expect(touched.map((one) => formatDecimal(one.price))).toEqual(['96']);
		}
	});

	it('by the volume grows with what other fills have taken of the bar', () => {
		const given = { ...defaultConfig.fillModel, slippageModel: 'volumeShare' } as const;
		const venue = rest(openFeeVenue(given), { id: 'a' }, { id: 'b' });
		// 0.1 × (10 ÷ 100)² and 0.1 × (20 ÷ 100)².
		expect(
			fillsOf(matchBar(venue, 'XYZ', createBar('100 100 100 100', 0, 100))).map((fill) =>
				formatDecimal(fill.price)
			)
		).toEqual(['100.1', '100.4']);
	});

	it('of an exit that a trigger fired is that of its bar', () => {
		const given = { ...defaultConfig.fillModel, slippageModel: 'volatilityShare' } as const;
		const bar = createBar('100 104 94 95', 0, 100);
		const exit = createOrder({ ...sell, madeAt: bar.completesAt });
		const fired = (slips: boolean) =>
			fillsOf(
				openFeeVenue(given).submit(exit, bar.completesAt, { type: 'bar', bar, price: price('97'), slips })
			).map((fill) => formatDecimal(fill.price));
		expect([fired(true), fired(false)]).toEqual([['96'], ['97']]);
	});
});
