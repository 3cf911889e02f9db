import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulator } from '../../../../src/lib/adapters/simulator/simulator.ts';
import { formatDecimal, unitsToPrice } from '../../../../src/lib/domain/decimal.ts';
import type { ClientOrderId } from '../../../../src/lib/domain/ids.ts';
import type { InlineVenue } from '../../../../src/lib/domain/venue.ts';
import {
	createBar,
	createConfig,
	createOrder,
	instruments,
	isResting,
	matchBar,
	minuteAt,
	price,
	quantity,
	sessionClose,
	told,
	type Ask,
	type PlainSettings
} from '../../../support/deskBuilders.ts';

const open = (settings: PlainSettings = {}) => {
	const { startingCash: cash, fillModel: model } = createConfig(settings);
	return createSimulator({ cash, model, instruments });
};

function rest(venue: InlineVenue, ...asks: readonly Ask[]): void {
	for (const ask of asks) venue.submit(createOrder(ask), minuteAt(0), null);
}

/** A venue with 10 XYZ bought at 100. */
function holding(settings: PlainSettings = {}): InlineVenue {
	const venue = open(settings);
	rest(venue, { id: 'held' });
	matchBar(venue, 'XYZ', createBar('100 100 100 100'));
	return venue;
}

const bar = '100 105 95 101';
const tied = '100.1 105 95 101';
const slipping = { slippage: '0.0005' };
const exact = { ...slipping, roundPrices: false };
const limit = (text: string): Ask => ({ type: 'limit', limitPrice: price(text) });

const noPrice = () => null;

describe('a bar gives', () => {
	it.each([
		['a market buy the open', {}, {}, bar, '100'],
		['a market buy the open with slippage', {}, slipping, bar, '100.05'],
		['a market sell the open less slippage', { side: 'sell' }, slipping, bar, '99.95'],
		['a price tie the upper ten-thousandth', {}, slipping, tied, '100.1501'],
		['no rounding when none is wanted', {}, exact, tied, '100.15005'],
		['a limit buy a better open', limit('100.5'), { slippage: '0.01' }, bar, '100'],
		['a limit buy an open at the limit', limit('100'), {}, bar, '100'],
		['a limit buy its limit when touched exactly', limit('95'), { slippage: '0.01' }, bar, '95'],
		['a limit buy its limit when crossed', limit('96.5'), {}, bar, '96.5'],
		['a limit buy nothing out of touch', limit('94.9999'), {}, bar, null],
		['a limit sell a better open', { ...limit('99'), side: 'sell' }, { slippage: '0.01' }, bar, '100'],
		['a limit sell its limit when touched exactly', { ...limit('105'), side: 'sell' }, {}, bar, '105'],
		['a limit sell nothing out of touch', { ...limit('105.0001'), side: 'sell' }, {}, bar, null]
	] as const)('%s', (_, ask, settings, prices, expected) => {
		const venue = holding(settings);
		rest(venue, { ...ask, madeAt: minuteAt(1) });
		const [report] = matchBar(venue, 'XYZ', createBar(prices, 1));
		expect(report?.type === 'OrderFilled' ? formatDecimal(report.fill.price) : null).toBe(expected);
		expect(isResting(venue, 'XYZ')).toBe(expected === null);
	});

	it('a limit buy the lower of open and limit whenever its range touches the limit', () => {
		const units = fc.integer({ min: 1, max: 2_000 }).map((cents) => cents * 10_000_000);
		fc.assert(
			fc.property(units, units, units, units, (one, other, third, wanted) => {
				const [low = 0, middle = 0, high = 0] = [one, other, third].sort((a, b) => a - b);
				const venue = open({ startingCash: '1000000' });
				rest(venue, { type: 'limit', limitPrice: unitsToPrice(wanted) });
				const reports = matchBar(venue, 'XYZ', { ...createBar(bar), open: middle, high, low });
				const paid = reports.map((report) => report.type === 'OrderFilled' && Number(report.fill.price));
				expect(paid).toEqual(wanted >= low ? [Math.min(middle, wanted)] : []);
			})
		);
	});
});

describe('a fee', () => {
	it.each([
		['is the minimum when more than the rest', { minimum: '1', perShare: '0.05' }, '10', '1'],
		['is a share of each share beyond the minimum', { minimum: '0.5', perShare: '0.055' }, '10', '0.55'],
		['is a rate of the notional', { rate: '0.001' }, '7', '0.7'],
		['adds shares and rate', { perShare: '0.01', rate: '0.001' }, '10', '1.1'],
		['rounds a tie up', { perShare: '0.005' }, '1', '0.01'],
		['rounds below a tie down', { rate: '0.000049999' }, '1', '0'],
		['rounds the minimum too', { minimum: '0.125' }, '1', '0.13'],
		['keeps every digit when it is not rounded', { perShare: '0.0051', feeDecimals: null }, '1', '0.0051']
	] as const)('%s', (_, settings, shares, fee) => {
		const venue = open(settings);
		rest(venue, { quantity: quantity(shares) });
		expect(told(matchBar(venue, 'XYZ', createBar('100 100 100 100')))).toEqual([`o 100 ${fee}`]);
	});
});

describe('an order', () => {
	it.each([
		['made before the bar', minuteAt(1) - 1, true],
		['made at its start', minuteAt(1), true],
		['made inside it', minuteAt(1) + 1, false],
		['made at its end', minuteAt(2), false]
	])('%s acts on it: %s', (_, madeAt, acts) => {
		const venue = open();
		rest(venue, { madeAt });
		expect(matchBar(venue, 'XYZ', createBar(bar, 1))).toHaveLength(acts ? 1 : 0);
		expect(matchBar(venue, 'XYZ', createBar(bar, 2))).toHaveLength(acts ? 0 : 1);
	});

	it('at the open is guarded from the start of its bar, one inside from its end', () => {
		const venue = open();
		rest(venue, { id: 'a' }, { id: 'b', ...limit('100') }, { id: 'c', ...limit('99') });
		const reports = matchBar(venue, 'XYZ', createBar(bar));
		const from = reports.map((report) => (report.type === 'OrderFilled' ? report.fill.guardsFrom : NaN));
		expect(from).toEqual([minuteAt(0), minuteAt(0), minuteAt(1)]);
	});

	it('that a trigger fired trades on that bar, a stop with slippage and a target without', () => {
		const sell = createOrder({ side: 'sell', purpose: 'exit', madeAt: minuteAt(2) });
		const fire = (slips: boolean) => {
			const firedOn = { type: 'bar' as const, bar: createBar(bar, 1), price: price('97'), slips };
			return told(holding(slipping).submit(sell, minuteAt(2), firedOn));
		};
		expect(fire(true)).toEqual(['o OrderAccepted', 'o 96.9515 0']);
		expect(fire(false)).toEqual(['o OrderAccepted', 'o 97 0']);
	});
});

describe('the venue rejects', () => {
	it('a buy beyond the cash at its fill, fills of the same bar and the fee included', () => {
		const cash = (startingCash: string) => {
			const venue = open({ startingCash, minimum: '1' });
			rest(venue, { id: 'a' }, { id: 'b', quantity: quantity('1') });
			return told(matchBar(venue, 'XYZ', createBar(bar)));
		};
		expect(cash('1102')).toEqual(['a 100 1', 'b 100 1']);
		expect(cash('1101.999')).toEqual(['a 100 1', 'b OrderRejected insufficient_cash']);
		expect(cash('1000.99')).toEqual(['a OrderRejected insufficient_cash', 'b 100 1']);
	});

	it('a sell of more than is held', () => {
		const venue = holding();
		const sell = { side: 'sell', purpose: 'exit', madeAt: minuteAt(1) } as const;
		rest(venue, { ...sell, id: 'a', quantity: quantity('11') }, { ...sell, id: 'b' }, { ...sell, id: 'c' });
		const expected = ['a OrderRejected no_position', 'b 100 0', 'c OrderRejected no_position'];
		expect(told(matchBar(venue, 'XYZ', createBar(bar, 1)))).toEqual(expected);
	});

	it('an order that has filled just before', () => {
		const venue = open();
		rest(venue, {});
		expect(matchBar(venue, 'XYZ', createBar(bar))).toHaveLength(1);
		const again = venue.submit(createOrder({}), minuteAt(1), null);
		expect(told(again)).toEqual(['o OrderRejected duplicate_order']);
	});

	it('a symbol it does not know, and an order that rests already', () => {
		const venue = open();
		rest(venue, {});
		const submit = (ask: Ask) => told(venue.submit(createOrder(ask), minuteAt(0), null));
		expect(submit({ id: 'p', symbol: 'QQQ' })).toEqual(['p OrderRejected unknown_symbol']);
		expect(submit({})).toEqual(['o OrderRejected duplicate_order']);
		expect(matchBar(venue, 'QQQ', createBar(bar))).toEqual([]);
		expect(matchBar(venue, 'XYZ', createBar(bar))).toHaveLength(1);
	});
});

describe('an order ends', () => {
	const endsAt = (index: number) => ({ at: minuteAt(index), reason: 'expires_at' }) as const;

	it('at its own end with its reason, and not before', () => {
		const venue = open();
		const close = { at: sessionClose, reason: 'session_close' } as const;
		rest(venue, { id: 'a', ends: close }, { id: 'b', ends: endsAt(5) }, { id: 'c' });
		expect(venue.nextEnd()).toBe(minuteAt(5));
		expect(venue.endOrders(minuteAt(5) - 1, noPrice)).toEqual([]);
		expect(told(venue.endOrders(minuteAt(5), noPrice))).toEqual(['b OrderExpired expires_at']);
		expect(venue.nextEnd()).toBe(sessionClose);
		expect(told(venue.endOrders(sessionClose, noPrice))).toEqual(['a OrderExpired session_close']);
		expect([venue.nextEnd(), isResting(venue, 'XYZ')]).toEqual([Infinity, true]);
	});

	it('when it is cancelled, once, and fills nothing any more', () => {
		const venue = open();
		rest(venue, {});
		const { id } = createOrder();
		expect(told(venue.cancel(id, minuteAt(0)))).toEqual(['o OrderCanceled by_hand']);
		expect([...venue.cancel(id, minuteAt(0)), ...matchBar(venue, 'XYZ', createBar(bar))]).toEqual([]);
	});

	it('so that the soonest end is always that of an order that rests', () => {
		const ends = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.boolean()), { maxLength: 12 });
		fc.assert(
			fc.property(ends, (orders) => {
				const venue = open();
				rest(venue, ...orders.map(([at], index) => ({ id: String(index), ends: endsAt(at) })));
				orders.forEach(([, isCancelled], index) => {
					if (isCancelled) venue.cancel(String(index) as ClientOrderId, minuteAt(0));
				});
				const left = orders.filter(([, isCancelled]) => !isCancelled).map(([at]) => minuteAt(at));
				expect(venue.nextEnd()).toBe(Math.min(Infinity, ...left));
			})
		);
	});
});
