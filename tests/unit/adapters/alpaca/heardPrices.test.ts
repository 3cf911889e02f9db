import { describe, expect, it } from 'vitest';
import { HeardPrices } from '../../../../src/lib/adapters/alpaca/heardPrices.ts';

const noon = Date.parse('2026-11-24T17:00:00Z');
const at = (second: number) => new Date(noon + second * 1_000).toISOString();
const quote = (second: number, bp = 99.98, ap = 100.02) => ({ t: at(second), bp, ap, bs: 200, as: 300 });
const trade = (second: number, p = 100) => ({ t: at(second), p });
const units = (price: number) => Math.round(price * 1e9);

describe('prices that were heard', () => {
	it('join the quote and the last trade of a symbol, and are as old as the newer of them', () => {
		const prices = new HeardPrices();
		const given = prices.take('AAPL', { quote: quote(-5), trade: trade(-9) }, 'quotes', noon);
		expect(given).toEqual({
			...{ symbol: 'AAPL', bid: units(99.98), ask: units(100.02), last: units(100) },
			...{ bidSize: 200, askSize: 300, madeAt: noon - 5_000, takenAt: noon, origin: 'quotes' }
		});
		expect(prices.take('AAPL', { trade: trade(-1, 101) }, 'stream', noon)).toMatchObject({
			...{ bid: units(99.98), ask: units(100.02), last: units(101), madeAt: noon - 1_000, origin: 'stream' }
		});
	});

	it('are without a last price until there is a trade', () => {
		const prices = new HeardPrices();
		expect(prices.take('KO', { quote: quote(0) }, 'stream', noon)).toMatchObject({ last: null });
		// Made before the quote, and yet the last one.
		expect(prices.take('KO', { trade: trade(-60) }, 'quotes', noon)).toMatchObject({
			...{ last: units(100), bid: units(99.98), madeAt: noon }
		});
	});

	it('are not given again, nor when they are older, whichever way they come', () => {
		const prices = new HeardPrices();
		prices.take('AAPL', { quote: quote(0), trade: trade(0) }, 'stream', noon);
		expect(prices.take('AAPL', { quote: quote(0), trade: trade(0) }, 'quotes', noon)).toBeNull();
		expect(prices.take('AAPL', { quote: quote(0), trade: trade(0) }, 'stream', noon)).toBeNull();
		expect(
			prices.take('AAPL', { quote: quote(-1, 90, 91), trade: trade(-1, 90) }, 'quotes', noon)
		).toBeNull();
		expect(prices.originOf('AAPL')).toBe('stream');
	});

	it('of one moment follow each other on the stream, and a call does not overrule them', () => {
		const prices = new HeardPrices();
		prices.take('AAPL', { trade: trade(0, 100) }, 'stream', noon);
		expect(prices.take('AAPL', { trade: trade(0, 101) }, 'quotes', noon)).toBeNull();
		expect(prices.take('AAPL', { trade: trade(0, 102) }, 'stream', noon)).toMatchObject({ last: units(102) });
	});

	it.each([
		['no bid', quote(0, 0, 100.02), { ask: units(100.02), askSize: 300, bid: null }],
		['no ask', quote(0, 99.98, 0), { bid: units(99.98), bidSize: 200, ask: null }],
		['a bid above the ask', quote(0, 100.03, 100.02), { bid: null, ask: null }],
		['a locked market', quote(0, 100, 100), { bid: units(100), ask: units(100), bidSize: 200, askSize: 300 }]
	])('have no side where there is none: %s', (_, sides, expected) => {
		const given = new HeardPrices().take('AAPL', { quote: sides, trade: trade(0) }, 'stream', noon);
		const rest = { symbol: 'AAPL', last: units(100), madeAt: noon, takenAt: noon, origin: 'stream' };
		expect(given).toEqual({ ...rest, ...expected });
	});

	it('are none where nothing can be read', () => {
		const prices = new HeardPrices();
		for (const p of [0, -1, NaN, 1e12]) {
			expect(prices.take('AAPL', { trade: trade(0, p) }, 'stream', noon)).toBeNull();
		}
		expect(prices.take('AAPL', { trade: { t: 'noon', p: 100 } }, 'stream', noon)).toBeNull();
		expect(prices.take('AAPL', { quote: quote(0, 0, 0) }, 'stream', noon)).toBeNull();
		expect(prices.originOf('AAPL')).toBeNull();
	});

	it('of a position stand in for others without sides, and go when any other comes, even an older one', () => {
		const prices = new HeardPrices();
		prices.take('AAPL', { quote: quote(0), trade: trade(0) }, 'stream', noon);
		const inPosition = { symbol: 'AAPL', price: units(101), at: noon + 60_000 };
		expect(prices.takePosition({ ...inPosition, at: noon })).toBeNull();
		expect(prices.takePosition(inPosition)).toEqual({
			...{ symbol: 'AAPL', bid: null, ask: null, last: units(101) },
			...{ madeAt: noon + 60_000, takenAt: noon + 60_000, origin: 'positions' }
		});
		expect(prices.takePosition(inPosition)).toBeNull();
		const back = prices.take('AAPL', { quote: quote(50, 100, 100.1) }, 'quotes', noon + 61_000);
		expect(back).toMatchObject({ bid: units(100), last: null, madeAt: noon + 50_000, origin: 'quotes' });
	});

	it('are forgotten with their symbols', () => {
		const prices = new HeardPrices();
		prices.take('AAPL', { trade: trade(0) }, 'stream', noon);
		prices.keep(new Set());
		expect(prices.take('AAPL', { trade: trade(0) }, 'stream', noon)).not.toBeNull();
	});
});
