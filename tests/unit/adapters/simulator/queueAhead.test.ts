import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../../src/lib/domain/decimal.ts';
import type { InlineVenue, OrderMark } from '../../../../src/lib/domain/venue.ts';
import {
	createBar,
	createOrder,
	matchBar,
	matchQuote,
	minuteAt,
	price,
	quantity,
	type Ask
} from '../../../support/deskBuilders.ts';
import { fillsOf, openQueues } from '../../../support/queueVenue.ts';
import { createQuote } from '../../../support/scriptedSource.ts';

function rest(venue: InlineVenue, ...asks: readonly Ask[]): InlineVenue {
	for (const ask of asks) venue.submit(createOrder(ask), minuteAt(0), null);
	return venue;
}

const limit = (text: string): Ask => ({ type: 'limit', limitPrice: price(text) });
const sell: Ask = { side: 'sell', purpose: 'exit' };

/** What stands before an order; null where that is not known. */
function aheadOf(mark: OrderMark | undefined): string | null {
	if (typeof mark !== 'object' || mark.ahead === null) return null;
	return formatDecimal(mark.ahead);
}

type PlainBar = readonly [prices: string, volume: number];
type PlainQuote = readonly [prices: string, bidSize: number, askSize: number];

/** What each bar fills, and what stands before `o` after it. */
const bars = (venue: InlineVenue, ...given: readonly PlainBar[]) =>
	given.map(([prices, volume], index) => [
		...fillsOf(matchBar(venue, 'XYZ', createBar(prices, index, volume))),
		aheadOf(venue.marks()['o'])
	]);

const quotes = (venue: InlineVenue, ...given: readonly PlainQuote[]) =>
	given.map(([prices, bidSize, askSize], index) => [
		...fillsOf(matchQuote(venue, 'XYZ', { ...createQuote(prices, minuteAt(index)), bidSize, askSize })),
		aheadOf(venue.marks()['o'])
	]);

const touch95 = '100 105 95 101';

describe('a limit that rests through bars', () => {
	it('fills once more than what stood before it has traded at its price', () => {
		// 1.5 × 1000 = 1500 stand before it: 1000, 496 and 4 of 9 go to them, and 5 are left for it.
		expect(
			bars(rest(openQueues(), limit('95')), [touch95, 1000], [touch95, 496], [touch95, 9], [touch95, 800])
		).toEqual([['500'], ['4'], ['o 5 at 95', '0'], ['o 5 at 95', null]]);
	});

	it('that do not come to its price stands where it stood', () => {
		expect(bars(rest(openQueues(), limit('95')), ['100 105 96 101', 1000], ['100 105 96 101', 1000])).toEqual(
			[['1500'], ['1500']]
		);
	});

	it.each([
		['of which one goes beyond its price', '100 105 94.99 101', 'o 10 at 95'],
		['of which one opens beyond its price', '94 105 94 101', 'o 10 at 94'],
		['of which one opens at its price and goes beyond it', '95 105 94 101', 'o 10 at 95']
	])('fills whatever stood before it: %s', (_, prices, expected) => {
		expect(bars(rest(openQueues(), limit('95')), [touch95, 10], [prices, 10])).toEqual([
			['5'],
			[expected, null]
		]);
	});

	it('waits also where a bar opens at its price and goes no further', () => {
		expect(bars(rest(openQueues(), limit('95')), [touch95, 10], ['95 105 95 101', 4])).toEqual([
			['5'],
			['1']
		]);
	});

	it('to sell waits at the top of a bar', () => {
		const venue = rest(openQueues(), { ...sell, ...limit('105') });
		expect(bars(venue, [touch95, 100], [touch95, 60], ['100 105.01 95 101', 1])).toEqual([
			['50'],
			['o 10 at 105', null],
			[null]
		]);
	});

	it('fills at once when the first price that it meets is as good as its limit', () => {
		expect(bars(rest(openQueues(), limit('100')), ['100 105 100 101', 10])).toEqual([['o 10 at 100', null]]);
	});

	it('counts what fills may take of a volume, before it and for it', () => {
		// A tenth: 1.5 × 100 stand before it, and 100, 49.9 → 49 and 1 of 6 go to them.
		const venue = rest(openQueues({ volumeShare: '0.1' }), limit('95'));
		expect(bars(venue, [touch95, 1000], [touch95, 499], [touch95, 69])).toEqual([
			['50'],
			['1'],
			['o 5 at 95', '0']
		]);
	});

	it('fills when it is touched where the setting is off', () => {
		expect(bars(rest(openQueues({ queueAhead: null }), limit('95')), [touch95, 1])).toEqual([
			['o 10 at 95', null]
		]);
	});

	it('that was a stop stands behind what its bar shows', () => {
		const stop = { ...sell, type: 'stop_limit', stopPrice: price('98'), limitPrice: price('97.5') } as const;
		const told = bars(
			rest(openQueues(), stop),
			['96 96 95 96', 40],
			['96 97.5 95 96', 50],
			['96 97.5 95 96', 30]
		);
		expect(told).toEqual([['60'], ['10'], ['o 10 at 97.5', null]]);
	});
});

describe('a limit that rests through quotes', () => {
	it('stands behind the size on its side, and that of the other side at its price comes to it', () => {
		// 1.5 × 200 = 300: 120 and 180 of 186 go to them.
		const venue = rest(openQueues(), limit('99'));
		expect(
			quotes(
				venue,
				['99 101 100', 200, 70],
				['98 99 99', 10, 120],
				['98 99 99', 10, 186],
				['98 99 99', 10, 9]
			)
		).toEqual([['300'], ['180'], ['o 6 at 99', '0'], ['o 4 at 99', null]]);
	});

	it('worse than the best price stands behind as much', () => {
		expect(quotes(rest(openQueues(), limit('98')), ['99 101 100', 200, 70])).toEqual([['300']]);
	});

	it('better than the best price is the first', () => {
		expect(quotes(rest(openQueues(), limit('100')), ['99 101 100', 200, 70], ['99 100 100', 200, 7])).toEqual(
			[['0'], ['o 7 at 100', '0']]
		);
	});

	it('fills whatever stands before it once the other side is beyond its price, at that', () => {
		expect(quotes(rest(openQueues(), limit('99')), ['99 101 100', 200, 70], ['98 98.5 99', 10, 1])).toEqual([
			['300'],
			['o 10 at 98.5', null]
		]);
	});

	it('of a coin counts any part', () => {
		const venue = rest(openQueues({ queueAhead: '0.5' }), {
			...limit('99'),
			symbol: 'BTC',
			quantity: quantity('1')
		});
		const told = [
			{ ...createQuote('99 101 100', minuteAt(0)), bidSize: 0.3, askSize: 1 },
			{ ...createQuote('98 99 99', minuteAt(1)), bidSize: 1, askSize: 0.4 }
		].map((quote) => fillsOf(matchQuote(venue, 'BTC', quote)));
		expect(told).toEqual([[], ['o 0.25 at 99']]);
	});
});

describe('the same volume', () => {
	it('goes to those before the first, to the first, and then to the next behind as many', () => {
		const venue = rest(openQueues(), limit('95'), { id: 'p', ...limit('95') });
		// 15 stand before both. Of 13 and 2 they have 15; the first has 4 of 6, what is left is for the next.
		expect(bars(venue, [touch95, 10], [touch95, 17], [touch95, 6])).toEqual([
			['5'],
			['o 10 at 95', 'p 2 at 95', null],
			['p 6 at 95', null]
		]);
	});

	it('that stood before one order fills no other with a shorter queue', () => {
		const venue = rest(openQueues(), limit('95'));
		const late: Ask = { id: 'p', ...limit('95'), madeAt: minuteAt(1) };
		expect(bars(venue, ['100 105 96 101', 100])).toEqual([['150']]);
		venue.submit(createOrder(late), minuteAt(1), null);
		const second = createBar(touch95, 1, 20);
		expect(fillsOf(matchBar(venue, 'XYZ', second))).toEqual([]);
		expect([aheadOf(venue.marks()['o']), aheadOf(venue.marks()['p'])]).toEqual(['130', '10']);
		expect(fillsOf(matchBar(venue, 'XYZ', createBar(touch95, 2, 120)))).toEqual([]);
		expect(fillsOf(matchBar(venue, 'XYZ', createBar(touch95, 3, 25)))).toEqual(['o 10 at 95', 'p 5 at 95']);
	});

	it('is not left for what comes to the market later in the bar', () => {
		const bar = createBar(touch95, 0, 20);
		const venue = rest(openQueues({ volumeShare: '1', queueAhead: '0.75' }), limit('95'));
		expect(fillsOf(matchBar(venue, 'XYZ', bar))).toEqual(['o 5 at 95']);
		const exit = createOrder({ ...sell, id: 'x', madeAt: bar.completesAt });
		const firedOn = { type: 'bar', bar, price: price('97'), slips: false } as const;
		expect(fillsOf(venue.submit(exit, bar.completesAt, firedOn))).toEqual([]);
	});
});

describe('a change of an order', () => {
	const replaced = (ask: Ask) => {
		const venue = rest(openQueues(), limit('95'));
		matchBar(venue, 'XYZ', createBar(touch95, 0, 100));
		venue.replace(createOrder({ ...limit('95'), ...ask }), minuteAt(1));
		const before = aheadOf(venue.marks()['o']);
		matchBar(venue, 'XYZ', createBar('100 105 97 101', 1, 40));
		return [before, aheadOf(venue.marks()['o'])];
	};

	it.each([
		['to less keeps its place', { quantity: quantity('4') }, ['50', '50']],
		['to more loses it', { quantity: quantity('11') }, [null, '60']],
		['to another price loses it', limit('96'), [null, '60']]
	])('%s', (_, ask, expected) => {
		expect(replaced(ask)).toEqual(expected);
	});
});

describe('a touch that no queue decides', () => {
	const odds = (probability: string, count: number) => {
		const venue = openQueues({ queueAhead: null, limitFillProbability: probability, seed: 7 });
		rest(venue, ...Array.from({ length: count }, (_, index) => ({ id: String(index), ...limit('95') })));
		return fillsOf(matchBar(venue, 'XYZ', createBar(touch95, 0, 1))).length;
	};

	it('fills as often as it is set to', () => {
		expect([odds('0', 100), odds('1', 100)]).toEqual([0, 100]);
		expect(Math.abs(odds('0.3', 900) - 270)).toBeLessThan(42);
		expect(odds('0.3', 900)).toBe(odds('0.3', 900));
	});

	it('is one of a bar that does not say its volume, or before which nothing was known', () => {
		const never = { limitFillProbability: '0' };
		expect(bars(rest(openQueues(never), limit('95')), [touch95, NaN], [touch95, 1000])).toEqual([
			[null],
			[null]
		]);
		expect(bars(rest(openQueues(never), limit('95')), [touch95, 10], [touch95, NaN])).toEqual([['5'], ['5']]);
		expect(bars(rest(openQueues(), limit('95')), [touch95, NaN])).toEqual([['o 10 at 95', null]]);
	});

	it('does not hold what trades through its price', () => {
		const venue = rest(openQueues({ limitFillProbability: '0', queueAhead: null }), limit('95'));
		expect(bars(venue, [touch95, 9], ['100 105 94 101', 9])).toEqual([[null], ['o 10 at 95', null]]);
	});
});
