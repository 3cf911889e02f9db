import { describe, expect, it } from 'vitest';
import { followedOf, openFeed } from '../../../support/alpaca/openFeed.ts';

const units = (price: number) => Math.round(price * 1e9);
const start = Date.parse('2026-11-24T15:00:00Z');

/** A feed that follows its symbols on streams that are heard. */
async function live(symbols: readonly string[] = ['AAPL', 'KO', 'BTC/USD'], symbolLimit = 30) {
	const desk = openFeed(symbols, symbolLimit);
	desk.feed.follow(followedOf(...symbols));
	desk.feed.start();
	await desk.clock.advance(1_000);
	return desk;
}

describe('a feed of prices', () => {
	it('reads each symbol whole before its stream says anything, and gives it once', async () => {
		const { feed, prices, asked } = await live();
		expect(prices.map(({ symbol, bid, ask, last }) => [symbol, bid, ask, last]).sort()).toEqual(
			['AAPL', 'BTC/USD', 'KO'].map((symbol) => [symbol, units(99.98), units(100.02), units(99.98)])
		);
		expect(prices[0]).toMatchObject({ origin: 'quotes', madeAt: start, bidSize: 100, askSize: 100 });
		expect(asked.slice(0, 2).map(({ path }) => path)).toEqual([
			...['/v2/stocks/snapshots', '/v1beta3/crypto/us/snapshots']
		]);
		expect(feed.view()).toEqual({
			...{ streamed: ['AAPL', 'KO', 'BTC/USD'], polled: [], unknown: [] },
			...{ stockStream: 'live', coinStream: 'live', problem: null, pollEvery: 2_000 }
		});
	});

	it('tells what each was worth at last before the day of now, where Alpaca knows', async () => {
		const desk = openFeed(['AAPL', 'KO', 'MSFT', 'BTC/USD']);
		const day = (t: string, c: number) => ({ t: `2026-11-${t}T05:00:00Z`, o: 1, h: 999, l: 1, c, v: 1 });
		desk.standIn.past.give('AAPL', '1Day', [day('20', 90), day('23', 95), day('24', 99)]);
		desk.standIn.past.give('KO', '1Day', [day('20', 60), day('23', 61.5)]);
		desk.standIn.past.give('MSFT', '1Day', [day('24', 400)]);
		desk.feed.follow(followedOf('AAPL', 'KO', 'MSFT', 'BTC/USD'));
		desk.feed.start();
		await desk.clock.advance(1_000);
		expect([...desk.closes]).toEqual([
			['AAPL', units(95)],
			['KO', units(61.5)]
		]);
	});

	it('gives what the streams say, with the time of the exchange, and asks for nothing meanwhile', async () => {
		const { clock, standIn, feed, last, asked } = await live();
		const before = asked.length;
		for (let second = 0; second < 30; second++) {
			for (const symbol of ['AAPL', 'KO', 'BTC/USD']) standIn.quote(symbol, '100.02', '100.05');
			await clock.advance(1_000);
		}
		standIn.tape.trade('AAPL', 100.03);
		await clock.advance(500);
		expect(last('AAPL')).toEqual({
			...{ symbol: 'AAPL', bid: 100_020_000_000, ask: 100_050_000_000, last: units(100.03) },
			...{ bidSize: 100, askSize: 100, origin: 'stream' },
			...{ madeAt: start + 31_000, takenAt: start + 31_000 }
		});
		expect(feed.originOf('BTC/USD')).toBe('stream');
		expect(asked).toHaveLength(before);
	});

	it('asks for a symbol of which the stream says nothing for 15 seconds, and not again at once when nothing is new', async () => {
		const { clock, standIn, asked, of } = await live();
		const given = of('KO').length;
		const began = asked.length;
		for (let second = 0; second < 40; second++) {
			for (const symbol of ['AAPL', 'BTC/USD']) standIn.quote(symbol, '100', '100.04');
			await clock.advance(1_000);
		}
		const since = asked.slice(began);
		expect(new Set(since.flatMap(({ symbols }) => symbols))).toEqual(new Set(['KO']));
		expect(since.map(({ path }) => path)).toEqual([
			...['/v2/stocks/quotes/latest', '/v2/stocks/trades/latest'],
			...['/v2/stocks/quotes/latest', '/v2/stocks/trades/latest']
		]);
		expect(of('KO')).toHaveLength(given);
	});

	it('streams the 30 most important of each market, and polls the rest in one call of a kind', async () => {
		const symbols = Array.from(
			{ length: 45 },
			(_, n) => `S${String.fromCharCode(65 + (n % 26))}${n < 26 ? 'A' : 'B'}`
		);
		const { clock, standIn, feed, asked, last } = await live(symbols);
		expect(feed.view()).toMatchObject({ streamed: symbols.slice(0, 30), polled: symbols.slice(30) });
		const began = asked.length;
		for (let second = 0; second < 20; second++) {
			for (const symbol of symbols) standIn.quote(symbol, '101', `101.${String(10 + second)}`);
			await clock.advance(1_000);
		}
		const since = asked.slice(began);
		for (const { symbols: of } of since) expect(of).toEqual(symbols.slice(30));
		expect(since).toHaveLength(20);
		expect(last(symbols[0] ?? '')).toMatchObject({ origin: 'stream', ask: units(101.29) });
		expect(last(symbols[44] ?? '')).toMatchObject({ origin: 'quotes' });
		// What becomes important takes the place of another one.
		feed.follow(followedOf(symbols[44] ?? '', ...symbols.slice(0, 44)));
		await clock.advance(1_000);
		standIn.quote(symbols[44] ?? '', '102', '102.02');
		await clock.advance(0);
		expect(last(symbols[44] ?? '')).toMatchObject({ origin: 'stream', bid: units(102) });
		expect(feed.view().polled).toEqual(symbols.slice(29, 44));
	});

	it('counts a symbol as streamed while its stream has not answered yet', async () => {
		const { clock, feed } = await live(['AAPL', 'KO', 'MSFT']);
		feed.follow(followedOf('AAPL'));
		await clock.advance(1_000);
		feed.follow(followedOf('AAPL', 'MSFT'));
		expect(feed.view()).toMatchObject({ stockStream: 'live', streamed: ['AAPL', 'MSFT'], polled: [] });
		await clock.advance(1_000);
		expect(feed.view()).toMatchObject({ streamed: ['AAPL', 'MSFT'], polled: [] });
	});

	it('polls what a stream has less room for than it should, and trades where it leaves those out', async () => {
		const symbols = Array.from({ length: 12 }, (_, n) => `S${String.fromCharCode(65 + n)}`);
		const { clock, standIn, feed, asked, last } = await live(symbols, 8);
		const { streamed, polled } = feed.view();
		expect(streamed).toEqual(symbols.slice(0, streamed.length));
		expect(streamed.length).toBeGreaterThan(0);
		expect(polled).toEqual(symbols.slice(streamed.length));
		for (const symbol of symbols) standIn.quote(symbol, '101', '101.02');
		await clock.advance(0);
		expect(last('SA')).toMatchObject({ origin: 'stream', bid: units(101), last: units(99.98) });
		await clock.advance(2_000);
		expect(asked.at(-1)?.symbols).toEqual(symbols);
		expect(last('SA')).toMatchObject({ last: units(101) });
		expect(last('SL')).toMatchObject({ origin: 'quotes', bid: units(101) });
	});

	it('never gives a price twice, nor an older one after a newer one, whatever the streams do', async () => {
		const { clock, standIn, trouble, prices } = await live();
		let n = 0;
		const course = ['duplicate', null, 'late', null, 'drop', null, null] as const;
		trouble.ofStreams = ({ message }) => (message === null ? null : (course[n++ % course.length] ?? null));
		for (let second = 0; second < 120; second++) {
			standIn.quote('AAPL', `${String(100 + second)}.01`, `${String(100 + second)}.03`);
			await clock.advance(1_000);
		}
		const times = prices.filter(({ symbol }) => symbol === 'AAPL').map(({ madeAt }) => madeAt);
		expect(times).toEqual([...times].sort((a, b) => a - b));
		const texts = prices.map(({ takenAt: _, ...price }) => JSON.stringify({ ...price, origin: '' }));
		expect(new Set(texts).size).toBe(texts.length);
		expect(times.length).toBeGreaterThan(80);
	});

	it('says which symbols have no price, and gives it once there is one', async () => {
		const { clock, standIn, feed, last } = openFeed(['AAPL']);
		feed.follow(followedOf('AAPL', 'NONE'));
		feed.start();
		await clock.advance(1_000);
		expect(feed.view().unknown).toEqual(['NONE']);
		standIn.quote('NONE', '1', '1.01');
		await clock.advance(20_000);
		expect(feed.view().unknown).toEqual([]);
		expect(last('NONE')).toMatchObject({ bid: units(1) });
	});

	it('tells halts, and that trading goes on', async () => {
		const { clock, standIn, halts } = await live();
		standIn.tape.status('AAPL', true);
		await clock.advance(1_000);
		standIn.tape.status('AAPL', false);
		await clock.advance(1_000);
		expect(halts).toEqual(['AAPL halts', 'AAPL trades']);
	});

	it('opens no stream of a market in which nothing is followed, and closes it when nothing is any more', async () => {
		const { clock, feed } = openFeed(['AAPL', 'BTC/USD']);
		feed.follow(followedOf('AAPL'));
		feed.start();
		await clock.advance(1_000);
		expect(feed.view()).toMatchObject({ stockStream: 'live', coinStream: 'off' });
		feed.follow(followedOf('BTC/USD'));
		await clock.advance(1_000);
		expect(feed.view()).toMatchObject({ stockStream: 'off', coinStream: 'live' });
	});

	it.each([0, 300, 5_000, 40_000])('leaves nothing behind when it is closed after %s ms', async (after) => {
		const { clock, feed, trouble, standIn, prices } = openFeed();
		trouble.ofCalls = (path) => (path.includes('crypto') ? 'no_answer' : null);
		feed.follow(followedOf('AAPL', 'BTC/USD'));
		feed.start();
		await clock.advance(after);
		feed.close();
		await clock.advance(0);
		const given = prices.length;
		standIn.quote('AAPL', '1', '2');
		feed.takePositions([{ symbol: 'AAPL', price: units(3), at: clock.now() + 1 }]);
		feed.follow(followedOf('KO'));
		// The stand-in's own end of a connection waits for keys at most so long.
		await clock.advance(10_000);
		expect(clock.waiting).toBe(0);
		expect(prices).toHaveLength(given);
		expect(feed.view()).toMatchObject({ stockStream: 'closed', coinStream: 'closed' });
	});
});
