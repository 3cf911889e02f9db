import { describe, expect, it } from 'vitest';
import type { RiskLimits } from '../../../src/lib/domain/riskLimits.ts';
import { runTurn } from '../../../src/lib/engine/turn.ts';
import {
	createBreakerDesk,
	lastReasons,
	moveTo,
	numbersOf,
	rejecting,
	reset,
	roundTrip,
	trade,
	tripsOf
} from '../../support/breakerDesk.ts';
import { createBar, createDecision, createDesk, minuteAt, money, ratio } from '../../support/deskBuilders.ts';
import { readOrder } from '../../support/orderDesk.ts';
import type { QuoteDesk } from '../../support/quoteDesk.ts';

const limitOf = (desk: QuoteDesk) => tripsOf(desk).map(({ of }) => of);
const levelsOf = (desk: QuoteDesk) =>
	desk.events.flatMap((event) => (event.type === 'TradingStateChanged' ? [[event.level, event.by]] : []));

describe('with the policy flatten', () => {
	it('a breaker closes everything and takes back what is open, until the journal says that nothing is left', () => {
		const desk = createBreakerDesk({ maxDayLoss: ratio('0.02'), breakerPolicy: 'flatten' });
		desk.ask({ type: 'SubmitOrder', request: 'rest', order: readOrder({ symbol: 'ABC', limit: '40' }) });
		desk.hold();
		moveTo(desk, '80');
		expect(levelsOf(desk)).toEqual([['flatten', 'breaker']]);
		expect(desk.events.find(({ type }) => type === 'TradingStateChanged')).toMatchObject({
			reason: 'Day loss'
		});
		desk.quote('80');
		expect(desk.events.at(-1)).toMatchObject({
			...{ type: 'SweepEnded', level: 'flatten', outcome: 'clear' },
			rest: { orders: [], positions: [] }
		});
		expect(desk.state.book.positionBySymbol.size + desk.state.book.entriesBySymbol.size).toBe(0);
	});

	it('what has tripped stops no less than a person has stopped already, and a new day resumes nothing', () => {
		const desk = createBreakerDesk({ maxDayLoss: ratio('0.02'), breakerPolicy: 'flatten' });
		desk.hold();
		desk.ask({ type: 'Halt', level: 'flatten', by: 'switch', reason: '' });
		moveTo(desk, '80');
		expect(levelsOf(desk)).toEqual([['flatten', 'switch']]);
		desk.nextDay();
		expect(desk.state.book.killLevel).toBe('flatten');
	});
});

describe('a breaker that cannot say what it measures', () => {
	function breaking(): QuoteDesk {
		const desk = createBreakerDesk({ maxDayTrades: 5 });
		desk.hold();
		const { config } = desk.state.book;
		const risk = {
			...config.risk,
			get maxDayTrades(): never {
				throw new Error('the limit is not there');
			}
		};
		desk.state.book.config = { ...config, risk };
		return desk;
	}

	it('halts when it is judged, once', () => {
		const desk = breaking();
		expect(desk.recheck()).toEqual(['TradingStateChanged']);
		expect(desk.events.at(-1)).toMatchObject({
			...{ level: 'reduce_only', by: 'check', reason: 'check dayTrades broke: the limit is not there' }
		});
		expect(desk.recheck()).toEqual([]);
	});

	it('denies in a review, and halts', () => {
		const desk = breaking();
		desk.ask({ type: 'SubmitOrder', request: 'n', order: readOrder({ symbol: 'ABC', quantity: '1' }) });
		expect(lastReasons(desk)).toEqual(['check_failed']);
		expect(desk.state.book.killLevel).toBe('reduce_only');
	});
});

describe('what is not known', () => {
	it('denies entries and trips nothing', () => {
		const desk = createBreakerDesk({ maxDayLoss: ratio('0.02') });
		desk.hold();
		desk.state.market.last.fill(NaN);
		desk.state.market.worths.isHeldAnew = true;
		expect(desk.recheck()).toEqual([]);
		desk.ask({ type: 'SubmitOrder', request: 'n', order: readOrder({ symbol: 'ABC', quantity: '1' }) });
		expect(lastReasons(desk)).toContain('day_loss_limit');
		expect(tripsOf(desk)).toEqual([]);
	});

	it('is no equity to measure from: a reset is refused', () => {
		const desk = createBreakerDesk({ maxDayLoss: ratio('0.02'), maxDayTrades: 1 });
		desk.hold();
		moveTo(desk, '80');
		desk.state.market.last.fill(NaN);
		desk.state.market.worths.isHeldAnew = true;
		expect(reset(desk, 'dayLoss')).toEqual(['refused ResetBreaker of dayLoss: no_price']);
		expect(reset(desk, 'dayTrades')).toEqual(['reset dayTrades by person']);
	});
});

describe('falls from a peak', () => {
	const risk = { maxDayDrawdown: ratio('0.02'), maxPeakDrawdown: ratio('0.05') };

	it('are measured from the highest equity that is on record, which each look puts there', () => {
		const desk = createBreakerDesk(risk);
		desk.hold();
		expect(moveTo(desk, '150')).toEqual(['SnapshotTaken']);
		expect(moveTo(desk, '149')).toEqual([]);
		expect(moveTo(desk, '150')).toEqual([]);
		expect(moveTo(desk, '150.01')).toEqual(['SnapshotTaken']);
		expect(moveTo(desk, '129')).toEqual(['SnapshotTaken', 'tripped dayDrawdown']);
		expect(tripsOf(desk).map(numbersOf)[0]).toEqual(['210.1', '210.002']);
	});

	it('begin anew with the day for the peak of the day alone, and with its reset for that of all time', () => {
		const desk = createBreakerDesk(risk);
		desk.hold();
		moveTo(desk, '200');
		moveTo(desk, '178');
		desk.nextDay();
		// 5 % of 11,000 are 550, 2 % of the 10,780 at which the day begins are 215.6.
		moveTo(desk, '145');
		expect(tripsOf(desk).map(({ breaker }) => breaker)).toEqual([
			'dayDrawdown',
			'dayDrawdown',
			'peakDrawdown'
		]);
		desk.nextDay();
		desk.nextDay();
		expect(desk.state.book.breakers.tripped.has('peakDrawdown')).toBe(true);
		reset(desk, 'peakDrawdown');
		expect(desk.state.book.breakers.peaks.peakDrawdown).toBe(money('10450'));
	});
});

describe('losses in a row', () => {
	const desk = () => createBreakerDesk({ maxLossStreak: 2 });
	const streak = ({ state }: QuoteDesk) => state.book.breakers.streak;

	it('end with a gain, and with what came to nothing', () => {
		for (const to of ['101', '100']) {
			const one = desk();
			roundTrip(one, '100', '99');
			roundTrip(one, '100', to);
			expect(streak(one)).toBe(0);
			roundTrip(one, '100', '99');
			expect([streak(one), tripsOf(one)]).toEqual([1, []]);
		}
	});

	it('count a position once, however many orders close it, and a gain that its fees take as a loss', () => {
		const one = createBreakerDesk({ maxLossStreak: 9 });
		one.state.book.config = {
			...one.state.book.config,
			fillModel: {
				...one.state.book.config.fillModel,
				commission: { ...one.state.book.config.fillModel.commission, minimum: money('1') }
			}
		};
		trade(one, { quantity: '10' }, '100');
		trade(one, { side: 'sell', quantity: '4' }, '99');
		expect(streak(one)).toBe(0);
		trade(one, { side: 'sell', quantity: '6' }, '101.1');
		// 4 lost, 6.6 gained, 3 paid.
		expect(streak(one)).toBe(1);
	});

	it('count both positions of a fill through zero, its fee shared by quantity', () => {
		const one = desk();
		trade(one, { quantity: '10' }, '100');
		trade(one, { side: 'sell', quantity: '20' }, '99');
		expect(streak(one)).toBe(1);
		trade(one, { quantity: '10' }, '100');
		expect(tripsOf(one).map(numbersOf)).toEqual([['2', '2']]);
	});

	it('go on over the night, and begin anew where the breaker has tripped', () => {
		const one = desk();
		roundTrip(one, '100', '99');
		one.nextDay();
		expect(streak(one)).toBe(1);
		roundTrip(one, '100', '99');
		expect(tripsOf(one)).toHaveLength(1);
		one.nextDay();
		expect(streak(one)).toBe(0);
	});
});

describe('errors', () => {
	it('are forgotten once they are older than their window', () => {
		const desk = createBreakerDesk({ maxErrors: 3, errorWindowSeconds: 10 }, rejecting);
		desk.quote('100');
		const at = desk.now();
		const order = readOrder({ quantity: '1' });
		for (const [index, seconds] of [0, 5, 10].entries()) {
			desk.askAt({ type: 'SubmitOrder', request: `r${String(index)}`, order }, at + seconds * 1000);
		}
		// The first is exactly as old as the window.
		expect(tripsOf(desk)).toEqual([]);
		desk.askAt({ type: 'SubmitOrder', request: 'r3', order }, at + 14_000);
		expect(tripsOf(desk).map(numbersOf)).toEqual([['3', '3']]);
	});
});

describe('a limit of positions that the market breaks', () => {
	const stocked = (limits: Partial<RiskLimits>, sizing: { position?: string; total?: string } = {}) => {
		const desk = createBreakerDesk({ maxLimitOverrun: ratio('0'), ...limits });
		const { config } = desk.state.book;
		desk.state.book.config = {
			...config,
			sizing: {
				...config.sizing,
				maxPositionFraction: ratio(sizing.position ?? '1'),
				maxTotalExposure: ratio(sizing.total ?? '9')
			}
		};
		desk.hold();
		trade(desk, { symbol: 'ABC', quantity: '20' }, '50');
		return desk;
	};

	// 1,000 of XYZ and 1,000 of ABC, which at a price of 110 and 50 are 2,100 of 10,100.
	it.each([
		['positionSize XYZ', {}, { position: '0.105' }],
		['totalExposure', {}, { total: '0.205' }],
		['sectorExposure Tech', { maxSectorExposure: ratio('0.205'), sectors: { XYZ: 'Tech', ABC: 'Tech' } }, {}],
		['sectorExposure XYZ', { maxSectorExposure: ratio('0.105') }, {}],
		['grossExposure', { maxGrossExposure: money('2050') }, {}],
		['netExposure', { maxNetExposure: ratio('0.205') }, {}],
		['leverage', { maxLeverage: ratio('0.205') }, {}],
		['openRisk', { maxOpenRisk: ratio('0.205') }, {}]
	] as const)('is %s, and holds again once the price is back', (of, limits, sizing) => {
		const desk = stocked(limits, sizing);
		expect(moveTo(desk, '102')).toEqual([]);
		moveTo(desk, '110');
		expect(limitOf(desk)).toEqual([of]);
		expect(moveTo(desk, '109').at(-1)).not.toBe('reset brokenLimit by recheck');
		expect(moveTo(desk, '101')).toEqual(['reset brokenLimit by recheck']);
		desk.ask({ type: 'SubmitOrder', request: 'n', order: readOrder({ symbol: 'BTC', quantity: '0' }) });
		expect(lastReasons(desk)).not.toContain('limit_broken');
	});

	it('says the one that is furthest beyond', () => {
		const desk = stocked({ maxGrossExposure: money('2080'), maxLeverage: ratio('0.2') });
		moveTo(desk, '110');
		expect(limitOf(desk)[0]).toBe('leverage');
	});
});

describe('on bars', () => {
	it('a fill is no loss by what the bar before was worth: prices are judged when all have marked', () => {
		const desk = createDesk({ risk: { maxDayLoss: ratio('0.02'), maxDayDrawdown: ratio('0.02') } });
		desk.mark('XYZ', '100', minuteAt(0));
		// 10 shares at a gap of 30 up: by the last price of before 300 would be lost.
		desk.take(createDecision());
		desk.complete('XYZ', createBar('130 130 130 130'));
		expect(desk.state.book.positionBySymbol.size).toBe(1);
		expect(desk.events.some(({ type }) => type === 'BreakerTripped')).toBe(false);
		const due = { type: 'BreakersDue', at: minuteAt(2), isMarked: true } as const;
		const judge = () => {
			runTurn({ state: desk.state, venue: noVenue, record: (event) => judged.push(event.type) }, due);
		};
		const judged: string[] = [];
		judge();
		expect(judged).toEqual([]);
		desk.complete('XYZ', createBar('109 109 109 109', 1));
		expect(desk.state.book.breakers.tripped.size).toBe(0);
		judge();
		expect(judged).toEqual(['SnapshotTaken', 'BreakerTripped', 'BreakerTripped']);
	});

	const noVenue = new Proxy({} as Parameters<typeof runTurn>[0]['venue'], {
		get: () => () => {
			throw new Error('nothing is asked of the venue');
		}
	});

	it('what is counted is judged at the fill', () => {
		const desk = createDesk({ risk: { maxDayTrades: 1 } });
		desk.hold('XYZ', '100 100 100 100');
		expect(desk.events.find(({ type }) => type === 'BreakerTripped')).toMatchObject({ breaker: 'dayTrades' });
	});
});
