import { describe, expect, it } from 'vitest';
import { createSimulator } from '../../../../src/lib/adapters/simulator/simulator.ts';
import type { InlineVenue } from '../../../../src/lib/domain/venue.ts';
import {
	createBar,
	createConfig,
	createOrder,
	instruments,
	isResting,
	matchBar,
	matchQuote,
	minuteAt,
	price,
	quantity,
	sessionClose,
	sessionOpen,
	told,
	type Ask
} from '../../../support/deskBuilders.ts';
import { amount, percent, sell, stop, stopLimit, trail } from '../../../support/orderTerms.ts';
import { createQuote } from '../../../support/scriptedSource.ts';

/** A venue with 10 XYZ and 10,000 in cash where half a percent is lost to slippage. */
function open(slippage = '0.005'): InlineVenue {
	const { startingCash: cash, fillModel: model } = createConfig({ slippage });
	return createSimulator({ cash, model, instruments, holdings: new Map([['XYZ', quantity('10')]]) });
}

function rest(venue: InlineVenue, ask: Ask): void {
	venue.submit(createOrder(ask), minuteAt(0), null);
}

const elected = 'o OrderElected';

describe('on bars', () => {
	it.each([
		['a sell stop nothing above it', { ...sell, ...stop('94.9') }, '100 105 95 101', []],
		[
			'a sell stop its stop less slippage when touched',
			{ ...sell, ...stop('95') },
			'100 105 95 101',
			[elected, 'o 94.525 0']
		],
		[
			'a sell stop the open that gaps through it',
			{ ...sell, ...stop('95') },
			'90 92 89 91',
			[elected, 'o 89.55 0']
		],
		[
			'a buy stop its stop and slippage when touched',
			stop('105'),
			'100 105 95 101',
			[elected, 'o 105.525 0']
		],
		['a buy stop the open that gaps through it', stop('105'), '110 112 109 111', [elected, 'o 110.55 0']],
		[
			'a sell stop-limit its stop, never below its limit',
			{ ...sell, ...stopLimit('95', '94.9') },
			'100 105 90 92',
			[elected, 'o 94.9 0']
		],
		[
			'a buy stop-limit its stop, never above its limit',
			stopLimit('105', '105.1'),
			'100 106 99 101',
			[elected, 'o 105.1 0']
		],
		[
			'a sell stop-limit whose limit a gap jumps nothing while the bar stays below',
			{ ...sell, ...stopLimit('95', '94') },
			'90 93 89 91',
			[elected]
		],
		[
			'a sell stop-limit whose limit a gap jumps its limit when the bar comes back',
			{ ...sell, ...stopLimit('95', '94') },
			'90 94 89 91',
			[elected, 'o 94 0']
		]
	] as const)('%s', (_, ask, prices, expected) => {
		const venue = open();
		rest(venue, ask);
		expect(told(matchBar(venue, 'XYZ', createBar(prices)))).toEqual(expected);
	});

	it('a stop-limit that was jumped waits as a limit order, and trades on a later bar', () => {
		const venue = open();
		rest(venue, { ...sell, ...stopLimit('95', '94') });
		matchBar(venue, 'XYZ', createBar('90 93 89 91'));
		expect(told(matchBar(venue, 'XYZ', createBar('91 93.9 90 92', 1)))).toEqual([]);
		expect(told(matchBar(venue, 'XYZ', createBar('92 95 92 95', 2)))).toEqual(['o 94 0']);
	});

	it('a stop comes before a target inside a bar, and after one that the bar opens beyond', () => {
		const both = (prices: string) => {
			const venue = open('0');
			rest(venue, { ...sell, id: 'target', type: 'limit', limitPrice: price('105') });
			rest(venue, { ...sell, id: 'stop', ...stop('95') });
			const [first] = matchBar(venue, 'XYZ', createBar(prices));
			return first === undefined ? '' : told([first])[0]?.split(' ')[0];
		};
		expect([both('100 106 94 100'), both('105 106 94 100')]).toEqual(['stop', 'target']);
	});

	it('a target inside a bar yields to what the desk does on that bar', () => {
		const venue = open('0');
		rest(venue, { ...sell, type: 'limit', limitPrice: price('105') });
		const bar = createBar('100 106 94 100');
		expect(told(venue.matchBar('XYZ', bar, 'first'))).toEqual([]);
		expect(told(venue.matchBar('XYZ', bar, 'last'))).toEqual(['o 105 0']);
	});

	it('a trailing stop is tested against the bars before, then follows the high of its own', () => {
		const venue = open('0');
		rest(venue, { ...sell, ...trail(percent('0.02')) });
		const bars = ['100 101 98.1 100', '100 104 99 103', '103 103 101.93 102', '102 102 101.92 102'];
		const told4 = bars.map((prices, index) => told(matchBar(venue, 'XYZ', createBar(prices, index))));
		expect(told4).toEqual([[], [], [], [elected, 'o 101.92 0']]);
	});

	it('a trailing stop by an amount keeps it, and one for a buy follows the low', () => {
		const venue = open('0');
		rest(venue, { ...trail(amount('3')) });
		const bars = ['100 102 95 96', '96 97.9 96 97', '97 98 96 97'];
		const told3 = bars.map((prices, index) => told(matchBar(venue, 'XYZ', createBar(prices, index))));
		expect(told3).toEqual([[], [], [elected, 'o 98 0']]);
	});

	it('a trailing stop with an activation price sleeps until that is reached', () => {
		const venue = open('0');
		rest(venue, { ...sell, ...trail(percent('0.02', '110')) });
		const bars = ['100 105 90 100', '100 111 99 110', '110 110 108.79 109', '109 109 108.78 108.9'];
		const told4 = bars.map((prices, index) => told(matchBar(venue, 'XYZ', createBar(prices, index))));
		expect(told4).toEqual([[], [], [], [elected, 'o 108.78 0']]);
	});

	it.each(['before it is looked at', 'while it sleeps'])(
		'a trailing stop whose activation price is passed at the open, %s, works on that bar',
		(when) => {
			const venue = open('0');
			rest(venue, { ...sell, ...trail(percent('0.02', '110')) });
			const first = when === 'while it sleeps' ? ['100 105 90 100'] : [];
			const bars = [...first, '112 113 109.7 110'];
			const last = bars.map((prices, index) => told(matchBar(venue, 'XYZ', createBar(prices, index)))).at(-1);
			expect(last).toEqual([elected, 'o 109.76 0']);
		}
	);

	it.each([
		['ioc at the market', { timeInForce: 'ioc' }, ['o 100 0']],
		['fok at a good limit', { timeInForce: 'fok', type: 'limit', limitPrice: price('100') }, ['o 100 0']],
		[
			'ioc at a limit that the open misses',
			{ timeInForce: 'ioc', type: 'limit', limitPrice: price('99') },
			['o OrderCanceled immediate_or_cancel']
		],
		[
			'fok at a limit that the open misses',
			{ timeInForce: 'fok', type: 'limit', limitPrice: price('99') },
			['o OrderCanceled fill_or_kill']
		]
	] as const)('trades at once or not at all: %s', (_, ask, expected) => {
		const venue = open('0');
		rest(venue, ask);
		expect(told(matchBar(venue, 'XYZ', createBar('100 105 95 101')))).toEqual(expected);
		expect(isResting(venue, 'XYZ')).toBe(false);
	});

	it('an order for the opening trades at the first bar of the next session, or not at all', () => {
		const day = 24 * 60 * 60_000;
		const opening = (ask: Ask) => {
			const venue = open('0');
			rest(venue, { timeInForce: 'opg', madeAt: sessionOpen + 60_000, ...ask });
			const bar = createBar('100 105 95 101', 2);
			expect(told(matchBar(venue, 'XYZ', bar))).toEqual([]);
			return told(
				matchBar(venue, 'XYZ', {
					...bar,
					startsAt: sessionOpen + day,
					completesAt: sessionOpen + day + 60_000
				})
			);
		};
		expect(opening({})).toEqual(['o 100 0']);
		expect(opening({ type: 'limit', limitPrice: price('99') })).toEqual(['o OrderCanceled auction_missed']);
	});

	it('an order for the close trades at the last price of its session, or not at all', () => {
		const closing = (ask: Ask, seenAt = minuteAt(1)) => {
			const venue = open('0');
			const ends = { at: sessionClose, reason: 'session_close' } as const;
			rest(venue, { timeInForce: 'cls', ends, ...ask });
			expect(told(matchBar(venue, 'XYZ', createBar('100 105 95 99')))).toEqual([]);
			return told(venue.endOrders(sessionClose, () => ({ price: price('101'), at: seenAt })));
		};
		const missed = ['o OrderCanceled auction_missed'];
		expect(closing({})).toEqual(['o 101 0']);
		expect(closing({ type: 'limit', limitPrice: price('100') })).toEqual(missed);
		expect(closing({}, sessionOpen - 1)).toEqual(missed);
	});
});

describe('outside the session', () => {
	it('a bar is seen by limit orders for extended hours alone', () => {
		const venue = open('0');
		const limit = { type: 'limit', limitPrice: price('99') } as const;
		rest(venue, { id: 'plain', ...limit });
		rest(venue, { id: 'late', ...limit, extendedHours: true });
		rest(venue, { id: 'market' });
		const bar = createBar('100 105 95 101');
		const heard = [venue.matchBar('XYZ', bar, 'extended'), venue.matchBar('XYZ', bar, 'extended')];
		expect(heard.map(told)).toEqual([['late 99 0'], []]);
		expect(told(matchBar(venue, 'XYZ', createBar('100 105 95 101', 1)))).toEqual([
			'market 100 0',
			'plain 99 0'
		]);
	});
});

describe('on quotes', () => {
	it.each([
		['a sell stop nothing above it', { ...sell, ...stop('99') }, '98 101 100', []],
		[
			'a sell stop the bid less slippage once the last price is there',
			{ ...sell, ...stop('100') },
			'99 101 100',
			[elected, 'o 98.505 0']
		],
		['a buy stop the ask and slippage', stop('100'), '99 101 100', [elected, 'o 101.505 0']],
		[
			'a sell stop-limit the bid when that is as good',
			{ ...sell, ...stopLimit('100', '99') },
			'99 101 100',
			[elected, 'o 99 0']
		],
		[
			'a sell stop-limit nothing while the bid is worse',
			{ ...sell, ...stopLimit('100', '99.5') },
			'99 101 100',
			[elected]
		],
		[
			'ioc nothing when the ask is worse than its limit',
			{ timeInForce: 'ioc', type: 'limit', limitPrice: price('100') },
			'99 101 100',
			['o OrderCanceled immediate_or_cancel']
		]
	] as const)('%s', (_, ask, prices, expected) => {
		const venue = open();
		rest(venue, ask);
		expect(told(matchQuote(venue, 'XYZ', createQuote(prices, minuteAt(1))))).toEqual(expected);
	});

	it('a trailing stop follows each quote, and fires on the one that falls to it', () => {
		const venue = open('0');
		rest(venue, { ...sell, ...trail(percent('0.02')) });
		const quotes = ['100 100 100', '104 104 104', '101.93 102 101.93', '101.9 102 101.92'];
		const told4 = quotes.map((prices, index) =>
			told(matchQuote(venue, 'XYZ', createQuote(prices, minuteAt(index + 1))))
		);
		expect(told4).toEqual([[], [], [], [elected, 'o 101.9 0']]);
	});
});
