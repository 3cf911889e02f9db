import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulator } from '../../../../src/lib/adapters/simulator/simulator.ts';
import { unitsToPrice, zeroQuantity } from '../../../../src/lib/domain/decimal.ts';
import { noCharges } from '../../../../src/lib/domain/fees.ts';
import type { ClientOrderId } from '../../../../src/lib/domain/ids.ts';
import {
	createConfig,
	createOrder,
	instruments,
	isResting,
	matchQuote,
	minuteAt,
	money,
	price,
	quantity,
	told,
	type Ask,
	type PlainSettings
} from '../../../support/deskBuilders.ts';
import { createQuote } from '../../../support/scriptedSource.ts';

type Settings = PlainSettings & { readonly useBidAsk?: boolean };

/** A venue with 10 XYZ and 10000 in cash, and what rests. */
function open({ useBidAsk = true, ...settings }: Settings, ...resting: readonly Ask[]) {
	const { startingCash: cash, fillModel } = createConfig(settings);
	return createSimulator({
		...{ cash, model: { ...fillModel, useBidAsk }, instruments },
		holdings: new Map([['XYZ', quantity('10')]]),
		resting: resting.map(restingOrder)
	});
}

function restingOrder(ask: Ask) {
	return {
		intent: createOrder(ask),
		filled: zeroQuantity,
		fills: 0,
		isElected: false,
		costs: noCharges,
		mark: null
	};
}

const spread = '99.9 100.1 100';
const slipping = { slippage: '0.0005' };
const limit = (text: string): Ask => ({ type: 'limit', limitPrice: price(text) });
const sell = { side: 'sell', purpose: 'exit' } as const;

describe('a quote gives', () => {
	it.each([
		['a market buy the ask', {}, {}, '100.1'],
		['a market buy the ask with slippage', {}, slipping, '100.1501'],
		['a market sell the bid', sell, {}, '99.9'],
		['a market sell the bid less slippage', sell, slipping, '99.8501'],
		[
			'a market buy the last price with slippage where sides do not count',
			{},
			{ ...slipping, useBidAsk: false },
			'100.05'
		],
		['a market sell the last price less slippage there', sell, { ...slipping, useBidAsk: false }, '99.95'],
		['no rounding when none is wanted', {}, { ...slipping, roundPrices: false }, '100.15005'],
		['a limit buy an ask at its limit', limit('100.1'), slipping, '100.1'],
		['a limit buy a better ask', limit('101'), slipping, '100.1'],
		['a limit buy nothing below the ask, whatever the last price', limit('100.0999'), {}, null],
		['a limit buy nothing on the last price alone', limit('100.0999'), { useBidAsk: false }, null],
		['a limit sell a bid at its limit', { ...sell, ...limit('99.9') }, slipping, '99.9'],
		['a limit sell a better bid', { ...sell, ...limit('99') }, slipping, '99.9'],
		['a limit sell nothing above the bid', { ...sell, ...limit('99.9001') }, {}, null]
	] as const)('%s', (_, ask, settings, expected) => {
		const venue = open(settings, ask);
		const reports = told(matchQuote(venue, 'XYZ', createQuote(spread, minuteAt(1))));
		expect(reports).toEqual(expected === null ? [] : [`o ${expected} 0`]);
		expect(isResting(venue, 'XYZ')).toBe(expected === null);
		expect(matchQuote(venue, 'XYZ', createQuote(spread, minuteAt(2)))).toEqual([]);
	});

	it('a limit never a price beyond it, and always a price within it', () => {
		const units = fc.integer({ min: 1, max: 12 }).map((count) => 100e9 + count * 25_000);
		fc.assert(
			fc.property(units, units, units, fc.boolean(), (bid, ask, wanted, isBuy) => {
				const side = isBuy ? 'buy' : 'sell';
				const venue = open({}, { type: 'limit', limitPrice: unitsToPrice(wanted), side });
				const [report] = matchQuote(venue, 'XYZ', { at: minuteAt(1), bid, ask, last: wanted });
				const paid = report?.type === 'OrderFilled' ? Number(report.fill.price) : null;
				expect(paid !== null).toBe(isBuy ? ask <= wanted : bid >= wanted);
				if (paid !== null) expect(isBuy ? paid <= wanted : paid >= wanted).toBe(true);
			})
		);
	});

	it('nothing to an order that was made after it', () => {
		const venue = open({}, { madeAt: minuteAt(1) });
		expect(matchQuote(venue, 'XYZ', createQuote(spread, minuteAt(1) - 1))).toEqual([]);
		expect(told(matchQuote(venue, 'XYZ', createQuote(spread, minuteAt(1))))).toEqual(['o 100.1 0']);
	});

	it('nothing to an order of another symbol', () => {
		const venue = open({}, { symbol: 'ABC' });
		expect(matchQuote(venue, 'XYZ', createQuote(spread, minuteAt(1)))).toEqual([]);
		expect(matchQuote(venue, 'NOPE', createQuote(spread, minuteAt(1)))).toEqual([]);
		expect(isResting(venue, 'ABC')).toBe(true);
	});

	it('orders their fills oldest first, as far as cash and holdings go', () => {
		const asks = [
			{ id: 'a' },
			{ id: 'b' },
			{ ...sell, id: 'c' },
			{ ...sell, id: 'd', quantity: quantity('11') }
		];
		const venue = open({ startingCash: '1100' }, ...asks);
		expect(told(matchQuote(venue, 'XYZ', createQuote(spread, minuteAt(1))))).toEqual([
			'a 100.1 0',
			'b OrderRejected insufficient_cash',
			'c 99.9 0',
			'd OrderRejected no_position'
		]);
	});

	it('a fill its own instant, from which on it is guarded', () => {
		const [report] = open({}, {}).matchQuote('XYZ', createQuote(spread, minuteAt(1) + 7));
		const at = minuteAt(1) + 7;
		expect(report).toMatchObject({ fill: { at, bar: at, guardsFrom: at } });
	});
});

describe('an exit that a quote fired', () => {
	it.each([
		['the bid less slippage', slipping, '99.8501'],
		['the last price less slippage where sides do not count', { ...slipping, useBidAsk: false }, '99.95']
	] as const)('gets on that quote %s', (_, settings, expected) => {
		const venue = open(settings);
		const firedOn = { type: 'quote', quote: createQuote(spread, minuteAt(1)) } as const;
		const exit = createOrder({ ...sell, purpose: 'exit', madeAt: minuteAt(1) });
		expect(told(venue.submit(exit, minuteAt(1), firedOn))).toEqual(['o OrderAccepted', `o ${expected} 0`]);
		expect(isResting(venue, 'XYZ')).toBe(false);
	});
});

describe('a venue that goes on', () => {
	it('has what rested, with its end, and takes none of it twice', () => {
		const ends = { at: minuteAt(5), reason: 'expires_at' } as const;
		const venue = open({}, { ...limit('1'), ends });
		expect([isResting(venue, 'XYZ'), venue.nextEnd()]).toEqual([true, minuteAt(5)]);
		expect(told(venue.submit(createOrder({}), minuteAt(1), null))).toEqual([
			'o OrderRejected duplicate_order'
		]);
		expect(told(venue.cancel('o' as ClientOrderId, minuteAt(1)))).toEqual(['o OrderCanceled by_hand']);
	});

	it('has the cash and what was held', () => {
		const { fillModel: model } = createConfig();
		const setup = { cash: money('1000'), model, instruments, holdings: new Map([['XYZ', quantity('3')]]) };
		const resting = [
			{ ...sell, id: 'a', quantity: quantity('3') },
			{ ...sell, id: 'b', quantity: quantity('1') },
			{ id: 'c', quantity: quantity('13') }
		].map(restingOrder);
		const reports = matchQuote(
			createSimulator({ ...setup, resting }),
			'XYZ',
			createQuote('100 100 100', minuteAt(1))
		);
		expect(told(reports)).toEqual(['a 100 0', 'b OrderRejected no_position', 'c 100 0']);
	});
});
