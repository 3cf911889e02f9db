import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInstrument } from '../../../src/lib/domain/instrument.ts';
import type { KeptBars } from '../../../src/lib/domain/keptBars.ts';
import type { MarketSource } from '../../../src/lib/domain/market.ts';
import { newYorkDay } from '../../../src/lib/domain/time.ts';
import { BarRecorder, sessionsKept } from '../../../src/lib/runtime/barRecorder.ts';
import { minuteAt, sessionClose, sessionOpen } from '../../support/deskBuilders.ts';

const priced = (symbol: string, kind: 'us_equity' | 'crypto' = 'us_equity') =>
	({ instrument: createInstrument(symbol, kind), interval: '1m' }) as const;
const source: MarketSource = { type: 'generated', seed: 1, symbols: 2, startsAt: sessionOpen };
const book = { source, instruments: [priced('ABC'), priced('XYZ')] };
const coins = { source, instruments: [priced('BTC', 'crypto')] };
const followed = {
	source: { type: 'alpaca', startsAt: sessionOpen, account: null } as const,
	instruments: [priced('ABC'), priced('XYZ')]
};

/** Bars of a span as "second symbol open high low close". */
const told = (rows: readonly KeptBars[], span: KeptBars['span']) =>
	rows
		.filter((row) => row.span === span)
		.flatMap(({ at, symbol, open, high, low, close }) =>
			Array.from(symbol, (one, place) =>
				[(at - sessionOpen) / 1000, one, open[place], high[place], low[place], close[place]].join(' ')
			)
		);

describe('bars of quotes', () => {
	it('have the first, highest, lowest and last price of their minute', () => {
		const bars = new BarRecorder(book);
		for (const [second, price] of [
			[1, 100],
			[20, 104],
			[40, 97],
			[59, 99],
			[60, 98]
		] as const)
			bars.take(0, price, sessionOpen + second * 1000);
		expect(told(bars.unwritten(), 'minute')).toEqual(['0 0 100 104 97 99']);
		expect(told(bars.inProgress(), 'minute')).toEqual(['60 0 98 98 98 98']);
	});

	it('are of no symbol and no minute without a quote', () => {
		const bars = new BarRecorder(book);
		bars.take(0, 100, minuteAt(0));
		bars.take(1, 50, minuteAt(0));
		bars.take(1, 51, minuteAt(3));
		bars.passTo(minuteAt(9));
		expect(told(bars.unwritten(), 'minute')).toEqual([
			'0 0 100 100 100 100',
			'0 1 50 50 50 50',
			'180 1 51 51 51 51'
		]);
		expect(told(bars.inProgress(), 'minute')).toEqual([]);
	});

	it('are complete when the clock has passed their minute, also without a quote', () => {
		const bars = new BarRecorder(book);
		bars.take(0, 100, minuteAt(0));
		bars.passTo(minuteAt(1) - 1);
		expect(bars.unwritten()).toEqual([]);
		bars.passTo(minuteAt(1));
		expect(told(bars.unwritten(), 'minute')).toEqual(['0 0 100 100 100 100']);
	});

	it('of the index are the mean of price and first price', () => {
		const bars = new BarRecorder(book);
		bars.take(0, 100, minuteAt(0));
		bars.take(1, 50, minuteAt(0) + 100);
		bars.take(0, 110, minuteAt(0) + 200);
		bars.take(1, 45, minuteAt(0) + 300);
		bars.passTo(minuteAt(1));
		expect(told(bars.unwritten(), 'index')).toEqual(['0 2 1 1.05 1 1']);
	});

	it('of the index are moved by nothing that is added, and keep their number', () => {
		let bars = new BarRecorder(followed);
		bars.take(0, 100, minuteAt(0));
		bars.take(1, 50, minuteAt(0) + 100);
		bars.take(0, 120, minuteAt(0) + 200);
		const grown = { ...followed, instruments: [...followed.instruments, priced('NEW')] };
		expect(bars.grow(followed)).toBe(false);
		expect(bars.grow(grown)).toBe(true);
		bars.take(2, 7, minuteAt(0) + 300);
		bars.take(2, 14, minuteAt(0) + 400);
		bars.passTo(minuteAt(1));
		expect(told(bars.unwritten(), 'index')).toEqual(['0 255 1 1.4666666666666668 1 1.4666666666666668']);
		expect(told(bars.unwritten(), 'minute')).toEqual([
			'0 0 100 120 100 120',
			'0 1 50 50 50 50',
			'0 2 7 14 7 14'
		]);
		const kept = structuredClone(bars.columns());
		bars = new BarRecorder({ ...grown, instruments: [...grown.instruments, priced('LAST')] }, kept);
		expect(told(bars.inProgress(), 'day')).toEqual([
			'0 0 100 120 100 120',
			'0 1 50 50 50 50',
			'0 2 7 14 7 14',
			'0 255 1 1.4666666666666668 1 1.4666666666666668'
		]);
	});

	it('of a day are those of its session, and a quote at the close belongs to the next', () => {
		const bars = new BarRecorder({ ...book, instruments: [priced('ABC'), priced('BTC', 'crypto')] });
		bars.take(0, 100, minuteAt(0));
		bars.take(0, 103, minuteAt(100));
		bars.take(0, 101, sessionClose - 1);
		bars.take(1, 7, sessionClose);
		expect(told(bars.unwritten(), 'day')[0]).toBe('0 0 100 103 100 101');
		expect(told(bars.unwritten(), 'day').some((line) => line.startsWith('0 1'))).toBe(false);
		expect(told(bars.inProgress(), 'day')[0]?.split(' ').slice(1).join(' ')).toBe('1 7 7 7 7');
	});

	it('of crypto alone have days of UTC', () => {
		const bars = new BarRecorder(coins);
		const midnight = Math.ceil(sessionOpen / 86_400_000) * 86_400_000;
		bars.take(0, 5, midnight - 1);
		bars.take(0, 6, midnight);
		const [day] = bars.unwritten().filter(({ span }) => span === 'day');
		expect(day).toMatchObject({ at: midnight - 86_400_000, close: Float64Array.of(5, 1) });
	});

	it('are handed out until they are written, and what comes meanwhile stays', () => {
		const bars = new BarRecorder(book);
		expect(bars.toWrite()).toBe(undefined);
		bars.take(0, 1, minuteAt(0));
		bars.passTo(minuteAt(1));
		const first = bars.toWrite();
		bars.take(0, 2, minuteAt(1));
		bars.passTo(minuteAt(2));
		bars.written(first);
		expect(told(bars.unwritten(), 'minute')).toEqual(['60 0 2 2 2 2']);
	});

	it('of minutes are let go after thirty sessions', () => {
		const bars = new BarRecorder(book);
		for (let day = 0; day < 60; day++) bars.take(0, 100 + day, sessionOpen + day * 86_400_000 + 60_000);
		const { rows = [], dropBefore } = bars.toWrite() ?? {};
		const days = (span: KeptBars['span']) => rows.filter((row) => row.span === span).length;
		// Dates without a session count with the next one.
		expect(days('day')).toBeGreaterThan(sessionsKept + 8);
		const kept = rows.filter(({ span, at }) => span === 'minute' && at >= (dropBefore ?? NaN));
		expect(days('minute')).toBe(kept.length);
		const dates = new Set(kept.map(({ at }) => newYorkDay(at)));
		expect(dates.size).toBeLessThan(50);
		expect(dates.size).toBeGreaterThanOrEqual(sessionsKept);
	});

	it('go on from saved columns as if they had not been interrupted', () => {
		const quotes = fc.array(
			fc.record({
				symbol: fc.nat(1),
				last: fc.integer({ min: 1, max: 1000 }),
				wait: fc.integer({ min: 0, max: 7_200_000 }),
				isCut: fc.boolean()
			})
		);
		fc.assert(
			fc.property(quotes, (given) => {
				const whole = new BarRecorder(book);
				let cut = new BarRecorder(book);
				const rows: KeptBars[] = [];
				let at = sessionOpen;
				for (const { symbol, last, wait, isCut } of given) {
					at += wait;
					whole.take(symbol, last, at);
					cut.take(symbol, last, at);
					if (!isCut) continue;
					rows.push(...cut.unwritten());
					cut = new BarRecorder(book, structuredClone(cut.columns()));
				}
				const minutes = (all: readonly KeptBars[]) => all.filter(({ at: from }) => from >= at - 86_400_000);
				expect(minutes([...rows, ...cut.unwritten()])).toEqual(minutes(whole.unwritten()));
				expect(cut.inProgress()).toEqual(whole.inProgress());
			})
		);
	});
});
