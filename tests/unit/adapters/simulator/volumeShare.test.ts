import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulator } from '../../../../src/lib/adapters/simulator/simulator.ts';
import { add, formatDecimal, zeroQuantity } from '../../../../src/lib/domain/decimal.ts';
import type { InlineVenue, VenueReport } from '../../../../src/lib/domain/venue.ts';
import {
	createBar,
	createConfig,
	createOrder,
	instruments,
	isResting,
	matchBar,
	matchQuote,
	minuteAt,
	money,
	price,
	quantity,
	sessionClose,
	type Ask
} from '../../../support/deskBuilders.ts';
import { createQuote } from '../../../support/scriptedSource.ts';

/** A venue with 100 XYZ and 100000 in cash that takes a tenth of the volume. */
function open(volumeShare: string | null = '0.1', cash = '100000'): InlineVenue {
	const { fillModel: model } = createConfig({ volumeShare });
	const holdings = new Map([['XYZ', quantity('100')]]);
	return createSimulator({ cash: money(cash), model, instruments, holdings });
}

function rest(venue: InlineVenue, ...asks: readonly Ask[]): InlineVenue {
	for (const ask of asks) venue.submit(createOrder(ask), minuteAt(0), null);
	return venue;
}

/** Reports in a line each, with the quantity of a fill. */
function traded(reports: readonly VenueReport[]): readonly string[] {
	return reports.map((report) => {
		if (report.type === 'OrderFilled') {
			const { id, quantity: size, price: paid } = report.fill;
			return `${id} ${formatDecimal(size)} at ${formatDecimal(paid)}`;
		}
		return `${report.orderId} ${report.type}${'reason' in report ? ` ${report.reason}` : ''}`;
	});
}

const prices = '100 105 95 101';
const bars = (venue: InlineVenue, ...volumes: readonly number[]) =>
	volumes.map((volume, index) => traded(matchBar(venue, 'XYZ', createBar(prices, index, volume))));
const sized = (bidSize: number, askSize: number) => ({ bidSize, askSize });
const quotes = (venue: InlineVenue, ...sizes: readonly ReturnType<typeof sized>[]) =>
	sizes.map((size, index) =>
		traded(matchQuote(venue, 'XYZ', { ...createQuote('99 101 100', minuteAt(index)), ...size }))
	);
const sell: Ask = { side: 'sell', purpose: 'exit' };
const limit = (text: string): Ask => ({ type: 'limit', limitPrice: price(text) });
const stop = (text: string): Ask => ({ ...sell, type: 'stop', stopPrice: price(text) });

describe('a share of the volume', () => {
	it('is all that a fill takes, in whole lots, and the rest waits', () => {
		expect(bars(rest(open(), {}), 49, 9, 0, 1000)).toEqual([['o.1 4 at 100'], [], [], ['o.2 6 at 100']]);
	});

	it('limits nothing when it is off, or when a bar does not say its volume', () => {
		expect(bars(rest(open(null), {}), 1)).toEqual([['o.1 10 at 100']]);
		expect(bars(rest(open(), {}), NaN)).toEqual([['o.1 10 at 100']]);
		expect(traded(matchQuote(rest(open(), {}), 'XYZ', createQuote('99 101 100', minuteAt(0))))).toEqual([
			'o.1 10 at 101'
		]);
	});

	it('is taken once: by what comes first in the bar, then by the oldest', () => {
		const asks = [{ id: 'touched', ...limit('96') }, { id: 'old' }, { ...sell, id: 'sold' }, { id: 'last' }];
		expect(bars(rest(open(), ...asks), 150, 240, 200)).toEqual([
			['old.1 10 at 100', 'sold.1 5 at 100'],
			['sold.2 5 at 100', 'last.1 10 at 100', 'touched.1 9 at 96'],
			['touched.2 1 at 96']
		]);
	});

	it('of a coin may be any part', () => {
		const venue = rest(open(), { symbol: 'BTC', quantity: quantity('0.5') });
		const told = (volume: number, index: number) =>
			traded(matchBar(venue, 'BTC', createBar(prices, index, volume)));
		expect([told(1.23456789, 0), told(100, 1)]).toEqual([
			['o.1 0.123456789 at 100'],
			['o.2 0.376543211 at 100']
		]);
	});

	it('of a quote is that of the size on the far side, each side for itself', () => {
		const asks = [{}, { ...sell, id: 's' }, { id: 'p' }];
		expect(quotes(rest(open(), ...asks), sized(30, 120), sized(900, 100))).toEqual([
			['o.1 10 at 101', 's.1 3 at 99', 'p.1 2 at 101'],
			['s.2 7 at 99', 'p.2 8 at 101']
		]);
	});
});

describe('an order that wants all at once', () => {
	it.each([
		['ioc', 1000, ['o.1 10 at 100']],
		['ioc', 70, ['o.1 7 at 100', 'o OrderCanceled immediate_or_cancel']],
		['ioc', 9, ['o OrderCanceled immediate_or_cancel']],
		['fok', 100, ['o.1 10 at 100']],
		['fok', 99, ['o OrderCanceled fill_or_kill']],
		['opg', 70, ['o.1 7 at 100', 'o OrderCanceled auction_missed']]
	] as const)('%s of a bar of %i', (timeInForce, volume, expected) => {
		const venue = rest(open(), { timeInForce });
		expect(bars(venue, volume)).toEqual([expected]);
		expect(isResting(venue, 'XYZ')).toBe(false);
	});

	it('gets of a quote what its size gives', () => {
		const told = (timeInForce: 'ioc' | 'fok') => quotes(rest(open(), { timeInForce }), sized(1, 60))[0];
		expect([told('ioc'), told('fok')]).toEqual([
			['o.1 6 at 101', 'o OrderCanceled immediate_or_cancel'],
			['o OrderCanceled fill_or_kill']
		]);
	});

	it('in the closing auction gets it, whose volume nobody knows', () => {
		const ends = { at: sessionClose, reason: 'session_close' } as const;
		const venue = rest(open(), { timeInForce: 'cls', ends });
		expect(bars(venue, 10)).toEqual([[]]);
		expect(traded(venue.endOrders(sessionClose, () => ({ price: price('101'), at: sessionClose })))).toEqual([
			'o.1 10 at 101'
		]);
	});
});

describe('a stop', () => {
	it('that has filled in part goes on as a market order', () => {
		expect(bars(rest(open(), stop('98')), 40, 1000)).toEqual([
			['o OrderElected', 'o.1 4 at 98'],
			['o.2 6 at 100']
		]);
	});

	it('is reached where nothing is left to trade, and trades on the next bar', () => {
		expect(bars(rest(open(), stop('98')), 0, 1000)).toEqual([['o OrderElected'], ['o.1 10 at 100']]);
	});

	it('with a limit that has filled in part goes on as a limit order', () => {
		const venue = rest(open(), { ...stop('98'), type: 'stop_limit', limitPrice: price('97') });
		const told = [
			createBar('99 99 97 97', 0, 40),
			createBar('96 96.5 96 96', 1, 1000),
			createBar('96 97 96 97', 2, 1000)
		];
		expect(told.map((bar) => traded(matchBar(venue, 'XYZ', bar)))).toEqual([
			['o OrderElected', 'o.1 4 at 98'],
			[],
			['o.2 6 at 97']
		]);
	});
});

describe('an exit that a trigger fired', () => {
	const bar = createBar(prices, 0, 40);
	const exit = createOrder({ ...sell, madeAt: bar.completesAt });
	const firedOn = { type: 'bar', bar, price: price('97'), slips: true } as const;

	it('takes of its bar what other orders have left, and goes on as a market order', () => {
		const venue = rest(open(), { id: 'a', quantity: quantity('3') });
		expect(traded(matchBar(venue, 'XYZ', bar))).toEqual(['a.1 3 at 100']);
		expect(traded(venue.submit(exit, bar.completesAt, firedOn))).toEqual(['o OrderAccepted', 'o.1 1 at 97']);
		expect(matchBar(venue, 'XYZ', bar)).toEqual([]);
		expect(traded(matchBar(venue, 'XYZ', createBar('96 96 96 96', 1, 500)))).toEqual(['o.2 9 at 96']);
	});

	it('waits when they have left nothing', () => {
		const venue = rest(open(), {});
		expect(traded(matchBar(venue, 'XYZ', bar))).toEqual(['o.1 4 at 100']);
		const fired = createOrder({ ...sell, id: 'x', madeAt: bar.completesAt });
		expect(traded(venue.submit(fired, bar.completesAt, firedOn))).toEqual(['x OrderAccepted']);
		expect(traded(matchBar(venue, 'XYZ', createBar('96 96 96 96', 1, 500)))).toEqual([
			'o.2 6 at 96',
			'x.1 10 at 96'
		]);
	});
});

describe('an order that has filled in part', () => {
	it('is taken back, not rejected, when the rest is not covered', () => {
		expect(bars(rest(open('0.1', '1000'), { quantity: quantity('12') }), 80, 1000)).toEqual([
			['o.1 8 at 100'],
			['o OrderCanceled insufficient_cash']
		]);
		expect(bars(rest(open(), { ...sell, quantity: quantity('102') }), 1000, 1000)).toEqual([
			['o.1 100 at 100'],
			['o OrderCanceled no_position']
		]);
	});

	it('ends with its rest', () => {
		const venue = rest(open(), { ends: { at: minuteAt(1), reason: 'expires_at' } });
		expect(bars(venue, 40)).toEqual([['o.1 4 at 100']]);
		expect(traded(venue.endOrders(minuteAt(1), () => null))).toEqual(['o OrderExpired expires_at']);
		expect(isResting(venue, 'XYZ')).toBe(false);
	});
});

describe('whatever is asked for', () => {
	const anyAsk = fc.record({
		quantity: fc.integer({ min: 1, max: 60 }).map((count) => quantity(String(count))),
		side: fc.constantFrom('buy' as const, 'sell' as const),
		timeInForce: fc.constantFrom('gtc' as const, 'ioc' as const, 'fok' as const),
		limitPrice: fc.constantFrom(null, price('96'), price('100'), price('104'))
	});

	it('fills of a bar are within the share of its volume, and those of an order within its quantity', () => {
		const volumes = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(fc.array(anyAsk, { maxLength: 8 }), volumes, (asks, given) => {
				const venue = open('0.07', '1000000');
				rest(venue, ...asks.map((ask, index) => ({ ...ask, id: String(index) })));
				const filled = new Map<string, bigint>();
				given.forEach((volume, index) => {
					let ofBar = zeroQuantity;
					for (const report of matchBar(venue, 'XYZ', createBar(prices, index, volume))) {
						if (report.type !== 'OrderFilled') continue;
						const { orderId, quantity: size } = report.fill;
						ofBar = add(ofBar, size);
						filled.set(orderId, (filled.get(orderId) ?? 0n) + size);
					}
					expect(Number(ofBar) / 1e9).toBeLessThanOrEqual(Math.floor(volume * 7) / 100);
				});
				asks.forEach((ask, index) => {
					const sum = filled.get(String(index)) ?? 0n;
					expect(sum <= ask.quantity).toBe(true);
					if (ask.timeInForce === 'fok') expect([0n, ask.quantity]).toContain(sum);
				});
			})
		);
	});
});
