import { describe, expect, it } from 'vitest';
import { createGeneratedMarket } from '../../../../src/lib/adapters/simulator/generatedMarket.ts';
import { sessionAt, sessionOn } from '../../../../src/lib/domain/marketCalendar.ts';
import { formatInstant, newYorkDay, type Instant } from '../../../../src/lib/domain/time.ts';

const minute = 60_000;
const day = 86_400_000;
/** The open of Monday, 25 November 2024: a week with a holiday on Thursday and a half day on Friday. */
const open = Date.UTC(2024, 10, 25, 14, 30);
const week = createGeneratedMarket({ seed: 11, startsAt: open, symbols: 12 });

interface Told {
	readonly index: number;
	readonly at: Instant;
	readonly bid: number;
	readonly ask: number;
	readonly last: number;
}

/** Plays the week; `see` hears each quote with the one before of its symbol. Returns instants that gave none or went back. */
function playWeek(see: (now: Told, before: Told | undefined) => void): readonly Instant[] {
	const before = new Map<number, Told>();
	const wrong: Instant[] = [];
	let quotes = 0;
	const quote = (index: number, given: Omit<Told, 'index'>) => {
		const now = { index, ...given };
		see(now, before.get(index));
		before.set(index, now);
		quotes++;
	};
	while (week.nextAt() < open + 5 * day) {
		const [at, soFar] = [week.nextAt(), quotes];
		week.step({ quote, halt: () => undefined, bars: () => undefined });
		if (quotes === soFar || week.nextAt() <= at) wrong.push(at);
	}
	return wrong;
}

const isCrypto = (index: number) => week.instruments[index]?.instrument.assetClass === 'crypto';

/** The first thing that is wrong with a quote; written for millions of them. */
function faultOf({ index, at, bid, ask, last }: Told, before: Told | undefined): string | null {
	const tick = isCrypto(index) ? 10 : 10_000_000;
	if (!(Number.isSafeInteger(bid) && Number.isSafeInteger(ask) && Number.isSafeInteger(last)))
		return 'is no whole number';
	if (at % 100 !== 0) return 'is off the grid';
	if (before !== undefined && at <= before.at) return 'is no later than the one before';
	if (bid < 4.9e9 || ask > 801e9) return 'is out of range';
	if (bid % tick !== 0 || ask % tick !== 0 || last % tick !== 0) return 'is off the tick';
	if (ask - bid < tick) return 'has no spread';
	if (last < bid || last > ask) return 'has its last trade outside';
	return !isCrypto(index) && sessionAt(at) === undefined ? 'is outside its session' : null;
}

/** The week once, for every statement about it. */
const seen = (() => {
	const faults: string[] = [];
	let quotes = 0;
	let nightly = 0;
	const byHalfHour = new Map<number, number>();
	const lastByDay = new Map<number, number>();
	const gaps: number[] = [];
	const moves: number[] = [];
	const closes = week.instruments.map(() => new Map<number, number>());
	const openingSpread = { sum: 0, count: 0 };
	const noonSpread = { sum: 0, count: 0 };
	const wrongSteps = playWeek((now, before) => {
		quotes++;
		const fault = faultOf(now, before);
		if (fault !== null && faults.length < 10) faults.push(`${formatInstant(now.at)} ${fault}`);
		if (isCrypto(now.index)) {
			if (sessionAt(now.at) === undefined) nightly++;
			return;
		}
		const date = newYorkDay(now.at);
		const halfHour = Math.floor((now.at - (sessionOn(date)?.open ?? NaN)) / (30 * minute));
		lastByDay.set(date, now.at);
		if (date < newYorkDay(open) + 3) byHalfHour.set(halfHour, (byHalfHour.get(halfHour) ?? 0) + 1);
		const spread = halfHour === 0 ? openingSpread : halfHour === 6 ? noonSpread : undefined;
		if (spread !== undefined) {
			spread.sum += (now.ask - now.bid) / now.bid;
			spread.count++;
		}
		closes[now.index]?.set(Math.floor(now.at / minute), (now.bid + now.ask) / 2);
		if (before === undefined) return;
		(newYorkDay(before.at) === date ? moves : gaps).push(Math.abs(now.bid / before.bid - 1));
	});
	return {
		wrongSteps,
		faults,
		quotes,
		nightly,
		byHalfHour,
		lastByDay,
		gaps,
		moves,
		closes,
		openingSpread,
		noonSpread
	};
})();

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function correlation(a: readonly number[], b: readonly number[]): number {
	const [meanA, meanB] = [mean(a), mean(b)];
	const product = (x: readonly number[], of: number, y: readonly number[], other: number) =>
		mean(x.map((value, index) => (value - of) * ((y[index] ?? NaN) - other)));
	return product(a, meanA, b, meanB) / Math.sqrt(product(a, meanA, a, meanA) * product(b, meanB, b, meanB));
}

/** Returns of a symbol over `length` minutes in the quiet middle of the first three days, apart from the night. */
function quietReturns(index: number, length: number): readonly number[] {
	const returns: number[] = [];
	for (let date = 0; date < 3; date++) {
		const start = (open + date * day) / minute + 90;
		const at = (offset: number) => seen.closes[index]?.get(start + offset) ?? NaN;
		for (let offset = length; offset <= 210; offset += length)
			returns.push(at(offset) / at(offset - length) - 1);
	}
	return returns.map((value) => (Number.isNaN(value) ? 0 : value));
}

const indexOf = (symbol: string) =>
	week.instruments.findIndex(({ instrument }) => instrument.symbol === symbol);

describe('a week of a generated market', () => {
	it('has whole quotes, in order, on the tick and in hours', () => {
		expect(seen.faults).toEqual([]);
		expect(seen.quotes).toBeGreaterThan(1_000_000);
		expect(seen.nightly).toBeGreaterThan(500_000);
	});

	it('quotes at each of its instants, each later than the one before', () => {
		expect(seen.wrongSteps).toEqual([]);
	});

	it('keeps holidays and half days', () => {
		const lasts = [...seen.lastByDay.values()].map((at) => formatInstant(at).slice(0, 16));
		const expected = ['25T20:59', '26T20:59', '27T20:59', '29T17:59'];
		expect(lasts).toEqual(expected.map((text) => `2024-11-${text}`));
	});

	it('quotes about once a second and symbol at noon, more than twice as often at open and close', () => {
		const rate = (halfHour: number) => (seen.byHalfHour.get(halfHour) ?? 0) / 3 / 1800 / 11;
		expect(rate(6)).toBeGreaterThan(0.8);
		expect(rate(6)).toBeLessThan(1.4);
		expect(rate(0)).toBeGreaterThan(2 * rate(6));
		expect(rate(12)).toBeGreaterThan(2 * rate(6));
	});

	it('has wider spreads after the open than at noon', () => {
		const { openingSpread: opening, noonSpread: noon } = seen;
		expect(opening.sum / opening.count).toBeGreaterThan((1.2 * noon.sum) / noon.count);
	});

	it('opens with gaps many times as wide as a move from quote to quote', () => {
		expect(seen.gaps).toHaveLength(3 * 11);
		expect(mean(seen.gaps)).toBeGreaterThan(0.006);
		expect(mean(seen.moves)).toBeLessThan(0.0003);
	});

	it('moves in clusters: a large move is followed by large ones', () => {
		const clustering = week.instruments.flatMap((_, index) => {
			const squares = quietReturns(index, 1).map((value) => value * value);
			return isCrypto(index) ? [] : [correlation(squares.slice(1), squares.slice(0, -1))];
		});
		expect(mean(clustering)).toBeGreaterThan(0.05);
	});

	it('moves in common, within a sector more than across', () => {
		const together = (one: string, other: string) =>
			correlation(quietReturns(indexOf(one), 5), quietReturns(indexOf(other), 5));
		const within = [together('ELVJK', 'VJLQ'), together('KZOJ', 'ABQZ'), together('GWQJ', 'MJZK')];
		const across = [together('ELVJK', 'GWQJ'), together('KZOJ', 'MJZK'), together('VJLQ', 'ABQZ')];
		expect(mean(across)).toBeGreaterThan(0.1);
		expect(mean(within)).toBeGreaterThan(mean(across));
	});
});
