import { describe, expect, it } from 'vitest';
import { createMarketApi } from '../../../../src/lib/adapters/alpaca/marketApi.ts';
import type { Call, CallAnswer } from '../../../../src/lib/adapters/alpaca/transport.ts';

const now = Date.parse('2026-11-24T15:00:00Z');
const bar = { t: '2026-11-24T14:00:00Z', o: 1, h: 2, l: 0.5, c: 1.5, v: 100 };
const quote = { t: '2026-11-24T14:59:59.123456789Z', bp: 99.98, ap: 100.02, bs: 200, as: 100 };

function opened(...bodies: readonly unknown[]) {
	const calls: Call[] = [];
	const send = (call: Call): Promise<CallAnswer> => {
		const json = bodies[calls.length];
		calls.push(call);
		return Promise.resolve({ type: 'answered', status: 200, text: '', json });
	};
	return { calls, api: createMarketApi({ send }, () => now) };
}

describe('calls of the market data host', () => {
	it('ask for live prices of stocks by the feed that every account has, and of coins without one', async () => {
		const { calls, api } = opened({ quotes: { AAPL: quote } }, { trades: null });
		expect(await api.quotes('stocks', ['AAPL', 'NONE'])).toMatchObject({ value: { AAPL: { bp: 99.98 } } });
		expect(await api.trades('crypto', ['BTC/USD'])).toEqual({ ok: true, value: {} });
		expect(calls.map(({ path, query }) => [path, query])).toEqual([
			['/v2/stocks/quotes/latest', { symbols: 'AAPL,NONE', feed: 'iex' }],
			['/v1beta3/crypto/us/latest/trades', { symbols: 'BTC/USD' }]
		]);
	});

	it('find snapshots where each market has them, and leave out what is null', async () => {
		const snapshot = { latestTrade: null, latestQuote: quote };
		const { api } = opened({ AAPL: snapshot, NONE: null }, { snapshots: { 'BTC/USD': snapshot } });
		const stocks = await api.snapshots('stocks', ['AAPL', 'NONE']);
		expect(stocks.ok && Object.keys(stocks.value)).toEqual(['AAPL']);
		const coins = await api.snapshots('crypto', ['BTC/USD']);
		expect(coins.ok && coins.value['BTC/USD']?.latestQuote?.bp).toBe(99.98);
	});

	it('read bars of all pages, and of stocks none that the free plan keeps back', async () => {
		const { calls, api } = opened(
			{ bars: { AAPL: [bar] }, next_page_token: 'more' },
			{ bars: { AAPL: [bar], MSFT: [bar] }, next_page_token: 'last' },
			{ bars: null, next_page_token: null }
		);
		const asked = { symbols: ['AAPL', 'MSFT'], timeframe: '1Min', start: now - 86_400_000, end: now };
		const read = await api.bars('stocks', asked);
		expect(read.ok && Object.entries(read.value).map(([symbol, bars]) => [symbol, bars.length])).toEqual([
			['AAPL', 2],
			['MSFT', 1]
		]);
		expect(calls.map(({ query }) => query?.['page_token'])).toEqual([undefined, 'more', 'last']);
		expect(calls[0]?.query).toMatchObject({ feed: 'sip', end: '2026-11-24T14:44:00Z' });
		const coins = opened({ bars: {}, next_page_token: null });
		await coins.api.bars('crypto', asked);
		expect(coins.calls[0]?.query).toMatchObject({ end: '2026-11-24T15:00:00Z' });
	});

	it('say what is wrong with a page, and give nothing of those before', async () => {
		const { api } = opened({ bars: { AAPL: [bar] }, next_page_token: 'more' }, { bars: { AAPL: 'none' } });
		const read = await api.bars('stocks', { symbols: ['AAPL'], timeframe: '1Day', start: 0, end: now });
		expect(read).toMatchObject({ ok: false, error: { type: 'unreadable', status: 200 } });
		expect(!read.ok && read.error.type === 'unreadable' && read.error.problem).toContain('bars.AAPL');
	});

	it('read news of all pages', async () => {
		const article = {
			id: 1,
			headline: 'One',
			created_at: '2026-11-24T14:00:00Z',
			updated_at: '2026-11-24T14:00:00Z'
		};
		const { calls, api } = opened(
			{ news: [article], next_page_token: 'more' },
			{ news: [{ ...article, id: 2 }], next_page_token: null }
		);
		const news = await api.news([], now - 3_600_000, 50);
		expect(news.ok && news.value.map(({ id }) => id)).toEqual([1, 2]);
		expect(calls[0]?.query).not.toHaveProperty('symbols');
	});
});
