import { describe, expect, it } from 'vitest';
import { breakerNames, breakerTable, type BreakerName } from '../../../src/lib/domain/breakers.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import type { RiskLimits } from '../../../src/lib/domain/riskLimits.ts';
import { checkTable } from '../../../src/lib/domain/risk.ts';
import {
	createBreakerDesk,
	lastChecks,
	lastReasons,
	moveTo,
	numbersOf,
	rejecting,
	reset,
	roundTrip,
	trade,
	tripsOf
} from '../../support/breakerDesk.ts';
import { createDecision, createLevels, money, price, ratio } from '../../support/deskBuilders.ts';
import { readOrder } from '../../support/orderDesk.ts';
import type { QuoteDesk } from '../../support/quoteDesk.ts';

type Limit = Partial<RiskLimits>;

interface Case {
	/** What is done, after which a breaker measures `measured`. */
	readonly act: (desk: QuoteDesk) => void;
	readonly measured: string;
	/** Limits that are just above what is measured, just that, and just below it. */
	readonly limits: readonly [under: Limit, at: Limit, over: Limit];
}

/** Loses 200 of 10,000 by holding 10 XYZ from 100. */
const lose = (desk: QuoteDesk): void => {
	desk.hold();
	moveTo(desk, '80');
};
/** Falls by 200 from a peak of 11,000. */
const fall = (desk: QuoteDesk): void => {
	desk.hold();
	moveTo(desk, '200');
	moveTo(desk, '180');
};
const reject = (desk: QuoteDesk, count: number): void => {
	desk.quote('100');
	for (let index = 0; index < count; index++)
		desk.ask({ type: 'SubmitOrder', request: `r${String(index)}`, order: readOrder({ quantity: '1' }) });
};
const counts = (name: 'maxDayTrades' | 'maxLossStreak' | 'maxErrors'): Case['limits'] => [
	{ [name]: 5 },
	{ [name]: 4 },
	{ [name]: 3 }
];

const cases: Readonly<Record<BreakerName, Case>> = {
	dayLoss: {
		...{ act: lose, measured: '200' },
		limits: [
			{ maxDayLoss: ratio('0.020001') },
			{ maxDayLoss: ratio('0.02') },
			{ maxDayLoss: ratio('0.019999') }
		]
	},
	dayLossMoney: {
		...{ act: lose, measured: '200' },
		limits: [
			{ maxDayLossMoney: money('200.000000001') },
			{ maxDayLossMoney: money('200') },
			{ maxDayLossMoney: money('199.999999999') }
		]
	},
	dayDrawdown: {
		...{ act: fall, measured: '200' },
		limits: [
			{ maxDayDrawdown: ratio('0.018181819') },
			{ maxDayDrawdown: ratio('0.018181818') },
			{ maxDayDrawdown: ratio('0.018') }
		]
	},
	peakDrawdown: {
		...{ act: fall, measured: '200' },
		limits: [
			{ maxPeakDrawdown: ratio('0.018181819') },
			{ maxPeakDrawdown: ratio('0.018181818') },
			{ maxPeakDrawdown: ratio('0.018') }
		]
	},
	dayTrades: {
		act: (desk) => {
			roundTrip(desk, '100', '100');
			roundTrip(desk, '100', '100');
		},
		...{ measured: '4', limits: counts('maxDayTrades') }
	},
	lossStreak: {
		act: (desk) => {
			for (let index = 0; index < 4; index++) roundTrip(desk, '100', '99');
		},
		...{ measured: '4', limits: counts('maxLossStreak') }
	},
	errors: { act: (desk) => reject(desk, 4), ...{ measured: '4', limits: counts('maxErrors') } },
	brokenLimit: {
		// 1,300 of the 10,300 that there are, where 1,030 may be; what reaches the limit has not broken it.
		act: (desk) => {
			desk.state.book.config = {
				...desk.state.book.config,
				sizing: { ...desk.state.book.config.sizing, maxPositionFraction: ratio('0.1') }
			};
			desk.hold();
			moveTo(desk, '130');
		},
		measured: '1300',
		limits: [
			{ maxLimitOverrun: ratio('0.262135923') },
			{ maxLimitOverrun: ratio('0.262135922') },
			{ maxLimitOverrun: ratio('0.262') }
		]
	}
};

function run(name: BreakerName, limit: Limit): QuoteDesk {
	const desk = createBreakerDesk(limit, name === 'errors' ? rejecting : undefined);
	cases[name].act(desk);
	return desk;
}

/** A desk on which a breaker has tripped: it holds 10 XYZ from 100 at 80. */
function tripped(limit: Limit = {}): QuoteDesk {
	const desk = createBreakerDesk({ maxDayLoss: ratio('0.02'), ...limit });
	lose(desk);
	return desk;
}

describe.each(breakerNames)('the breaker %s', (name) => {
	const { limits, measured } = cases[name];
	const [under, at, over] = limits;

	it('does not trip just under its limit', () => {
		const desk = run(name, under);
		expect(tripsOf(desk)).toEqual([]);
		desk.ask({ type: 'SubmitOrder', request: 'next', order: readOrder({ symbol: 'ABC', quantity: '1' }) });
		expect(lastReasons(desk)).not.toContain(checkTable[name].reason);
	});

	it('trips at it, and denies with its own reason and its numbers', () => {
		const desk = run(name, at);
		const [trip, ...others] = tripsOf(desk);
		if (trip === undefined) throw new Error('it did not trip');
		expect([trip.breaker, numbersOf(trip)[0], others]).toEqual([name, measured, []]);
		desk.ask({ type: 'SubmitOrder', request: 'next', order: readOrder({ symbol: 'ABC', quantity: '1' }) });
		expect(lastReasons(desk)).toEqual([checkTable[name].reason]);
		const { limit, of } = trip;
		expect(lastChecks(desk).find(({ check }) => check === name)).toEqual({
			...{ check: name, passed: false, reason: checkTable[name].reason, measured: trip.measured, limit },
			...(name === 'brokenLimit' ? { of } : {})
		});
	});

	it('trips over it, once', () => {
		const desk = run(name, over);
		desk.recheck();
		expect(tripsOf(desk).map(({ breaker }) => breaker)).toEqual([name]);
	});

	it('is let go by a person with a reason, and not before it has tripped', () => {
		const desk = run(name, at);
		expect(reset(desk, name)).toEqual([`reset ${name} by person`]);
		expect(desk.events.at(-1)).toMatchObject({ by: 'person', reason: 'looked at', request: `reset ${name}` });
		expect(reset(desk, name)).toEqual([`refused ResetBreaker of ${name}: already_done`]);
		expect(reset(desk, name, 'once more')).toEqual([`refused ResetBreaker of ${name}: not_tripped`]);
		// What is beyond a limit of positions still is.
		const again = name === 'brokenLimit' ? ['SnapshotTaken', 'tripped brokenLimit'] : [];
		expect(desk.recheck()).toEqual(again);
	});

	it('is let go by the next day, exactly once, where a day lets it go', () => {
		const desk = run(name, at);
		const isOfDay = breakerTable[name].until === 'day';
		expect(desk.nextDay()).toEqual(['DayBegan', ...(isOfDay ? [`reset ${name} by session`] : [])]);
		expect(desk.state.book.breakers.tripped.has(name)).toBe(!isOfDay);
		expect([desk.recheck(), desk.nextDay(), desk.recheck()]).toEqual([[], ['DayBegan'], []]);
	});

	it('is switched off by its setting, whatever it has measured', () => {
		const desk = run(name, at);
		const key = `risk.${breakerTable[name].limit}` as const;
		desk.ask({ type: 'ChangeSettings', request: 's', changes: [{ key, to: 'off' }], reason: '' });
		desk.ask({ type: 'SubmitOrder', request: 'next', order: readOrder({ symbol: 'ABC', quantity: '1' }) });
		expect(lastChecks(desk).some(({ check }) => check === name)).toBe(false);
		expect(desk.state.book.breakers.tripped.size).toBe(0);
	});

	it('is judged when its setting changes', () => {
		const desk = createBreakerDesk({ ...under }, name === 'errors' ? rejecting : undefined);
		cases[name].act(desk);
		const key = `risk.${breakerTable[name].limit}` as const;
		const to = name === 'dayLossMoney' ? '1' : breakerTable[name].unit === 'count' ? '2' : '0.01';
		expect(
			desk.ask({ type: 'ChangeSettings', request: 's', changes: [{ key, to }], reason: '' }).at(-1)
		).toBe(`tripped ${name}`);
	});
});

describe('a breaker that has tripped', () => {
	const asks = {
		'a close by hand': (desk: QuoteDesk) =>
			desk.ask({ type: 'ClosePosition', request: 'c', symbol: 'XYZ', quantity: null }),
		'a decision to sell': (desk: QuoteDesk) => desk.take(createDecision({ id: 's', action: 'SELL' })),
		'an order to sell': (desk: QuoteDesk) =>
			desk.ask({ type: 'SubmitOrder', request: 's', order: readOrder({ side: 'sell', quantity: '4' }) }),
		'a cancel': (desk: QuoteDesk) =>
			desk.ask({ type: 'CancelOrder', request: 'x', orderId: 'r.rest' as ClientOrderId }),
		'a new stop': (desk: QuoteDesk) =>
			desk.ask({ type: 'ChangeProtection', request: 'p', symbol: 'XYZ', change: { stopLoss: price('70') } })
	} as const;

	it.each(Object.entries(asks))('lets %s pass', (_, act) => {
		const desk = createBreakerDesk({ maxDayLoss: ratio('0.02') });
		desk.ask({ type: 'SubmitOrder', request: 'rest', order: readOrder({ symbol: 'ABC', limit: '40' }) });
		lose(desk);
		const said = act(desk);
		expect(said.length).toBeGreaterThan(0);
		expect(said.some((line) => line.startsWith('refused') || line === 'OrderDenied')).toBe(false);
	});

	it('lets a fired stop pass', () => {
		const desk = createBreakerDesk({ maxDayLoss: ratio('0.02') });
		desk.hold({ levels: createLevels({ stopLoss: '75' }) });
		moveTo(desk, '80');
		expect(tripsOf(desk)).toHaveLength(1);
		expect(desk.quote('74')).toContain('filled stop_loss 10 at 74');
	});

	it('denies what an order through zero opens, and lets what it closes go alone', () => {
		const desk = tripped();
		desk.ask({ type: 'SubmitOrder', request: 'z', order: readOrder({ side: 'sell', quantity: '15' }) });
		expect(lastReasons(desk)).toEqual(['day_loss_limit']);
	});

	it('still denies when the loss is gone, with what it measured when it tripped', () => {
		const desk = tripped();
		moveTo(desk, '120');
		desk.ask({ type: 'SubmitOrder', request: 'n', order: readOrder({ symbol: 'ABC', quantity: '1' }) });
		expect(lastReasons(desk)).toEqual(['day_loss_limit']);
		expect(lastChecks(desk).find(({ check }) => check === 'dayLoss')).toMatchObject({
			...{ measured: money('200'), limit: money('200') }
		});
	});

	it('is put on record with the equity and the marks that it was measured by', () => {
		const events = tripped().events.slice(-2);
		expect(events).toMatchObject([
			{
				...{ type: 'SnapshotTaken', endsDay: false, snapshot: { equity: money('9800') } },
				marks: [{ symbol: 'XYZ', price: price('80') }]
			},
			{ type: 'BreakerTripped', breaker: 'dayLoss', measured: money('200'), limit: money('200'), of: '' }
		]);
	});

	it('measures from the equity of its reset: the same part of that is lost before it trips again', () => {
		const desk = tripped();
		reset(desk, 'dayLoss');
		expect(desk.events.at(-1)).toMatchObject({ equity: money('9800') });
		// 2 % of 9,800 are 196: at 60.4 the 10 shares have lost them.
		expect(moveTo(desk, '60.41')).toEqual([]);
		expect(moveTo(desk, '60.4')).toEqual(['SnapshotTaken', 'tripped dayLoss']);
		expect(tripsOf(desk).map(numbersOf)[1]).toEqual(['196', '196']);
	});

	it('leaves the other breakers as they are', () => {
		const desk = tripped({ maxDayDrawdown: ratio('0.02'), maxDayLossMoney: money('150') });
		const of = (one: QuoteDesk) => [...one.state.book.breakers.tripped.keys()];
		expect(of(desk)).toEqual(['dayLoss', 'dayLossMoney', 'dayDrawdown']);
		reset(desk, 'dayLossMoney');
		expect(of(desk)).toEqual(['dayLoss', 'dayDrawdown']);
		desk.nextDay();
		expect(of(desk)).toEqual([]);
	});
});

it('nothing trips by itself in a book without a trade, with every limit at its least', () => {
	const desk = createBreakerDesk({
		...{ maxDayLoss: ratio('0'), maxDayLossMoney: money('0'), maxDayDrawdown: ratio('0') },
		...{ maxPeakDrawdown: ratio('0'), maxLimitOverrun: ratio('0') },
		...{ maxDayTrades: 1, maxLossStreak: 1, maxErrors: 1 }
	});
	for (const text of ['100', '1', '1000', '0.5']) expect(moveTo(desk, text)).toEqual([]);
	expect([desk.snapshot(true), desk.nextDay(), desk.recheck()]).toEqual([
		['SnapshotTaken'],
		['DayBegan'],
		[]
	]);
	trade(desk, { symbol: 'ABC', quantity: '1' }, '50');
	expect(lastChecks(desk).every(({ passed }) => passed)).toBe(true);
});
