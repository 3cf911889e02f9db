import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulator } from '../../../../src/lib/adapters/simulator/simulator.ts';
import { add, formatDecimal, zeroQuantity } from '../../../../src/lib/domain/decimal.ts';
import { depthOf } from '../../../../src/lib/domain/depth.ts';
import type { Fill } from '../../../../src/lib/domain/fill.ts';
import type { FiredOn, InlineVenue, VenueReport } from '../../../../src/lib/domain/venue.ts';
import {
	createBar,
	createConfig,
	createOrder,
	instruments,
	matchBar,
	matchQuote,
	minuteAt,
	money,
	price,
	quantity,
	sessionClose,
	type Ask,
	type PlainSettings
} from '../../../support/deskBuilders.ts';
import { holds } from '../../../support/propertyCheck.ts';
import { fillsOf } from '../../../support/queueVenue.ts';
import { createQuote } from '../../../support/scriptedSource.ts';

/** A venue with 1000 XYZ and much cash, where three levels of one size lie a thousandth of the price apart. */
function open(settings: PlainSettings = {}, cash = '10000000'): InlineVenue {
	const { fillModel: model } = createConfig({ depthLevels: 3, slippage: '0.05', ...settings });
	const holdings = new Map([['XYZ', quantity('1000')]]);
	return createSimulator({ cash: money(cash), model, instruments, holdings });
}

function rest(venue: InlineVenue, ...asks: readonly Ask[]): InlineVenue {
	for (const ask of asks) venue.submit(createOrder(ask), minuteAt(0), null);
	return venue;
}

const quoted = (venue: InlineVenue, written: string, index = 0) =>
	matchQuote(venue, 'XYZ', createQuote(written, minuteAt(index)));
const of = (size: string): Ask => ({ quantity: quantity(size) });
const limit = (at: string): Ask => ({ type: 'limit', limitPrice: price(at) });
const sell: Ask = { side: 'sell', purpose: 'exit' };
const quote = '99 100 99.5 200 300';

function metOf(reports: readonly VenueReport[]): readonly (readonly string[] | null)[] {
	return reports.flatMap((report) => {
		if (report.type !== 'OrderFilled') return [];
		const met = report.fill.reckoned?.met;
		if (met === undefined || met.type === 'close' || met.levels === null) return [null];
		return [met.levels.map((level) => `${formatDecimal(level.quantity)} at ${formatDecimal(level.price)}`)];
	});
}

describe('an order at the market', () => {
	it('walks the levels of the far side, and fills once at their average without slippage', () => {
		const reports = quoted(rest(open(), of('450')), quote);
		expect(fillsOf(reports)).toEqual(['o 450 at 100.0333']);
		expect(metOf(reports)).toEqual([['300 at 100', '150 at 100.1']]);
		expect(reports[0]).toMatchObject({ fill: { reckoned: { by: 'walking', met: { type: 'quote' } } } });
	});

	it('walks down to sell', () => {
		const reports = quoted(rest(open(), { ...sell, ...of('500') }), quote);
		// (200 × 99 + 200 × 98.901 + 100 × 98.802) ÷ 500.
		expect(fillsOf(reports)).toEqual(['o 500 at 98.9208']);
	});

	it('keeps nine decimals where prices are not rounded', () => {
		const reports = quoted(rest(open({ roundPrices: false }), of('450')), quote);
		expect(fillsOf(reports)).toEqual(['o 450 at 100.033333333']);
	});

	it('waits for the next quote with what is beyond the last level', () => {
		const venue = rest(open(), of('1000'));
		expect(fillsOf(quoted(venue, quote))).toEqual(['o 900 at 100.1']);
		expect(fillsOf(quoted(venue, '99 101 99.5 200 300', 1))).toEqual(['o 100 at 101']);
	});

	it('takes the last price as the first level where it trades there', () => {
		const reports = quoted(rest(open({ useBidAsk: false }), of('450')), quote);
		expect(metOf(reports)).toEqual([['300 at 99.5', '150 at 99.5995']]);
	});

	it('walks from the open of a bar, a part of its volume at each level', () => {
		const depthTerms = { first: '0.02', growth: '2', spacing: '0.001' };
		const reports = matchBar(
			rest(open({ depthTerms }), of('50')),
			'XYZ',
			createBar('100 105 95 101', 0, 1000)
		);
		expect(metOf(reports)).toEqual([['20 at 100', '30 at 100.1']]);
		expect(fillsOf(reports)).toEqual(['o 50 at 100.06']);
	});

	it('slips by the model where no volume is known, and where the depth is off', () => {
		expect(fillsOf(quoted(rest(open(), of('450')), '99 100 99.5'))).toEqual(['o 450 at 105']);
		const off = quoted(rest(open({ depthLevels: null }), of('450')), quote);
		expect([fillsOf(off), metOf(off)]).toEqual([['o 450 at 105'], [null]]);
	});

	it('slips by the model in the closing auction', () => {
		const venue = rest(open(), {
			...{ timeInForce: 'cls', ends: { at: sessionClose, reason: 'session_close' } }
		});
		const last = { price: price('100'), at: sessionClose - 1 };
		expect(fillsOf(venue.endOrders(sessionClose, () => last))).toEqual(['o 10 at 105']);
	});

	it('takes no more than the share of the volume', () => {
		const reports = quoted(rest(open({ volumeShare: '0.5' }), of('450')), quote);
		expect(fillsOf(reports)).toEqual(['o 150 at 100']);
	});

	it('is refused when the cash does not cover its levels, and takes none of them', () => {
		const venue = rest(open({}, '45010'), { id: 'dear', ...of('450') }, { id: 'small', ...of('10') });
		const reports = quoted(venue, quote);
		expect(reports[0]).toMatchObject({ type: 'OrderRejected', reason: 'insufficient_cash' });
		expect(metOf(reports)).toEqual([['10 at 100']]);
	});
});

describe('a level', () => {
	it('is taken once on a quote: the next order begins where the one before it ended', () => {
		const reports = quoted(rest(open(), { id: 'a', ...of('450') }, { id: 'b', ...of('200') }), quote);
		expect(metOf(reports)).toEqual([
			['300 at 100', '150 at 100.1'],
			['150 at 100.1', '50 at 100.2']
		]);
	});

	it('is there again on the next quote', () => {
		const venue = rest(open(), { id: 'a', ...of('450') });
		quoted(venue, quote);
		venue.submit(createOrder({ id: 'b', madeAt: minuteAt(1), ...of('200') }), minuteAt(1), null);
		expect(metOf(quoted(venue, quote, 1))).toEqual([['200 at 100']]);
	});

	it('is for one side: who sells does not take what is asked for', () => {
		const asks = [
			{ id: 'a', ...of('450') },
			{ id: 'b', ...sell, ...of('150') }
		];
		expect(metOf(quoted(rest(open(), ...asks), quote))).toEqual([
			['300 at 100', '150 at 100.1'],
			['150 at 99']
		]);
		const bar = createBar('100 105 95 101', 0, 300);
		expect(metOf(matchBar(rest(open(), ...asks), 'XYZ', bar))).toEqual([
			['300 at 100', '150 at 100.1'],
			['150 at 100']
		]);
	});

	it('on a bar is behind the open and behind a stop: what others have pushed away is gone for both', () => {
		const stop: Ask = { ...sell, type: 'stop', stopPrice: price('98') };
		const asks = [
			{ id: 'market', ...sell, ...of('40') },
			{ id: 'stop', ...stop, ...of('100') }
		];
		expect(metOf(matchBar(rest(open(), ...asks), 'XYZ', createBar('100 105 95 101', 0, 60)))).toEqual([
			['40 at 100'],
			['20 at 98', '60 at 97.902', '20 at 97.804']
		]);
	});
});

describe('a limit', () => {
	it('takes the levels within it, and waits with the rest', () => {
		const venue = rest(open(), { ...limit('100.1'), ...of('900') });
		expect(metOf(quoted(venue, quote))).toEqual([['300 at 100', '300 at 100.1']]);
		expect(fillsOf(quoted(venue, '99 100.05 99.5 200 500', 1))).toEqual(['o 300 at 100.05']);
	});

	it('finds nothing when others have taken what is within it', () => {
		const venue = rest(open(), { id: 'a', ...of('300') }, { id: 'b', ...limit('100'), ...of('10') });
		expect(fillsOf(quoted(venue, quote))).toEqual(['a 300 at 100']);
	});

	it('of all or nothing looks at the levels within it', () => {
		const told = (size: string) =>
			quoted(rest(open(), { ...limit('100.1'), timeInForce: 'fok', ...of(size) }), quote).map(
				({ type }) => type
			);
		expect([told('600'), told('601')]).toEqual([['OrderFilled'], ['OrderCanceled']]);
	});

	it('that is touched inside a bar gets its price, walks nothing, and takes no level from others', () => {
		const asks = [
			{ id: 'touched', ...limit('96'), ...of('500') },
			{ id: 'market', ...of('60') }
		];
		const reports = matchBar(rest(open(), ...asks), 'XYZ', createBar('100 105 95 101', 0, 60));
		expect(fillsOf(reports)).toEqual(['market 60 at 100', 'touched 500 at 96']);
		expect(metOf(reports)).toEqual([['60 at 100'], null]);
	});

	it('that stands behind a queue has the levels that are left after it', () => {
		const venue = open({ queueAhead: '1' });
		rest(venue, { ...limit('99'), ...of('900') });
		quoted(venue, '99 100 99.5 200 300');
		const reports = quoted(venue, '98.9 99 99 100 450', 1);
		expect(metOf(reports)).toEqual([['250 at 99']]);
	});
});

describe('what a trigger sells', () => {
	const bar = createBar('100 105 95 101', 0, 60);
	const fired = (slips: boolean): FiredOn => ({ type: 'bar', bar, price: price('98'), slips });
	const exit = createOrder({ ...sell, ...of('100') });
	it('at a stop walks from its level', () => {
		const reports = open().submit(exit, minuteAt(1), fired(true));
		expect(metOf(reports)).toEqual([['60 at 98', '40 at 97.902']]);
	});

	it('at a target gets its level', () => {
		const reports = open().submit(exit, minuteAt(1), fired(false));
		expect([fillsOf(reports), metOf(reports)]).toEqual([['o 100 at 98'], [null]]);
	});
});

describe('whatever is asked for on one quote', () => {
	const anyAsk = fc.record({
		size: fc.integer({ min: 1, max: 700 }),
		side: fc.constantFrom('buy' as const, 'sell' as const),
		limitPrice: fc.constantFrom(null, price('98.85'), price('99'), price('100'), price('100.1'))
	});

	it('fills take no level beyond what it has, and none beyond their limit', () => {
		holds(
			fc.property(fc.array(anyAsk, { minLength: 1, maxLength: 8 }), (asks) => {
				const venue = open({ roundPrices: false });
				for (const [index, { size, side, limitPrice }] of asks.entries()) {
					const type = limitPrice === null ? 'market' : 'limit';
					const ask = { id: `o${String(index)}`, side, type, limitPrice, ...of(String(size)) } as const;
					venue.submit(createOrder(ask), minuteAt(0), null);
				}
				const fills = quoted(venue, quote).flatMap((report): readonly Fill[] =>
					report.type === 'OrderFilled' ? [report.fill] : []
				);
				const takenAt = new Map<string, bigint>();
				for (const { side, price: paid, quantity: size, orderId, reckoned } of fills) {
					const bound = asks[Number(orderId.slice(1))]?.limitPrice ?? null;
					if (bound !== null) expect(side === 'buy' ? paid <= bound : paid >= bound).toBe(true);
					if (reckoned?.met.type !== 'quote' || reckoned.met.levels === null) throw new Error('levels');
					expect(depthOf(reckoned.met.levels)).toBe(size);
					for (const level of reckoned.met.levels) {
						const place = `${side} ${formatDecimal(level.price)}`;
						takenAt.set(place, add(level.quantity, (takenAt.get(place) ?? zeroQuantity) as never));
					}
				}
				for (const [place, taken] of takenAt) {
					expect(taken <= quantity(place.startsWith('buy') ? '300' : '200')).toBe(true);
				}
			})
		);
	});
});
