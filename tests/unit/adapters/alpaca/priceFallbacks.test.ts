import { describe, expect, it } from 'vitest';
import { followedOf, openFeed } from '../../../support/alpaca/openFeed.ts';

const units = (price: number) => Math.round(price * 1e9);

/** A feed of one stock that is heard on its stream. */
async function live() {
	const desk = openFeed(['AAPL', 'BTC/USD']);
	desk.feed.follow(followedOf('AAPL'));
	desk.feed.start();
	await desk.clock.advance(1_000);
	desk.standIn.quote('AAPL', '100', '100.02');
	await desk.clock.advance(1_000);
	return desk;
}

const noStream = ({ message }: { readonly message: unknown }) => (message === null ? 'unreachable' : 'drop');

describe('prices by the next best way', () => {
	it('come by calls while the stream is gone, out of positions while calls fail too, and back again', async () => {
		const { clock, standIn, feed, trouble, last, of } = await live();
		expect(feed.originOf('AAPL')).toBe('stream');

		trouble.ofStreams = noStream;
		standIn.quote('AAPL', '101', '101.02');
		await clock.advance(4_000);
		expect(last('AAPL')).toMatchObject({ origin: 'quotes', bid: units(101), last: units(101) });
		expect(feed.view().stockStream).not.toBe('live');
		feed.takePositions([{ symbol: 'AAPL', price: units(90), at: clock.now() }]);
		expect(feed.originOf('AAPL')).toBe('quotes');

		trouble.ofCalls = () => 'forbidden';
		standIn.quote('AAPL', '102', '102.02');
		await clock.advance(15_000);
		expect(feed.view().problem).toEqual({ type: 'refused', status: 403, message: 'forbidden.' });
		expect(last('AAPL')).toMatchObject({ origin: 'positions', bid: null, ask: null, last: units(90) });
		const answeredAt = clock.now();
		feed.takePositions([{ symbol: 'AAPL', price: units(102), at: answeredAt }]);
		expect(last('AAPL')).toMatchObject({ last: units(102), madeAt: answeredAt, origin: 'positions' });
		const given = of('AAPL').length;
		feed.takePositions([{ symbol: 'AAPL', price: units(102), at: answeredAt }]);
		await clock.advance(30_000);
		expect(of('AAPL')).toHaveLength(given);

		trouble.ofCalls = () => null;
		await clock.advance(15_000);
		expect(last('AAPL')).toMatchObject({ origin: 'quotes', bid: units(102), last: units(102) });
		expect(feed.view().problem).toBeNull();

		trouble.ofStreams = () => null;
		await clock.advance(90_000);
		standIn.quote('AAPL', '103', '103.02');
		await clock.advance(0);
		expect(last('AAPL')).toMatchObject({ origin: 'stream', bid: units(103), madeAt: clock.now() });
	});

	it('are polled every 2 seconds while a stream is away, and what it missed is read when it is back', async () => {
		const { clock, standIn, trouble, asked, last } = await live();
		let isAway = true;
		trouble.ofStreams = (moment) => (isAway ? noStream(moment) : null);
		standIn.quote('AAPL', '101', '101.02');
		await clock.advance(10_000);
		const began = asked.length;
		await clock.advance(10_000);
		expect(asked.slice(began).map(({ path }) => path.split('/').at(-2))).toEqual(
			Array.from({ length: 5 }, () => ['quotes', 'trades']).flat()
		);
		isAway = false;
		while (last('AAPL')?.bid !== units(105)) {
			if (clock.now() > Date.parse('2026-11-24T15:05:00Z')) throw new Error('the stream did not come back');
			standIn.quote('AAPL', '105', '105.02');
			await clock.advance(1_000);
		}
	});

	it('come by calls when the stream is open and says nothing', async () => {
		const { clock, standIn, trouble, last, of } = await live();
		trouble.ofStreams = () => 'silent';
		standIn.quote('AAPL', '101', '101.02');
		const given = of('AAPL').length;
		await clock.advance(13_000);
		expect(of('AAPL')).toHaveLength(given);
		await clock.advance(4_000);
		const price = last('AAPL');
		expect(price).toMatchObject({ origin: 'quotes', bid: units(101) });
		// Its age counts from when it was made, not from when it was read.
		expect((price?.takenAt ?? 0) - (price?.madeAt ?? 0)).toBeGreaterThanOrEqual(14_000);
	});

	it('come less often after too many calls, and at the old pace when calls are answered again', async () => {
		const { clock, trouble, feed, asked } = await live();
		trouble.ofStreams = noStream;
		trouble.ofCalls = () => 'too_many';
		await clock.advance(60_000);
		expect(feed.view()).toMatchObject({ problem: { type: 'too_many_calls' }, pollEvery: 15_000 });
		const began = asked.length;
		await clock.advance(60_000);
		expect(asked.length - began).toBeLessThanOrEqual(10);
		trouble.ofCalls = () => null;
		await clock.advance(120_000);
		expect(feed.view()).toMatchObject({ problem: null, pollEvery: 2_000 });
	});

	it('leave calls to orders and the account when those need them', async () => {
		const { clock, trouble, feed, api } = await live();
		trouble.ofStreams = noStream;
		const seen = new Set<number>();
		for (let second = 0; second < 60; second++) {
			void api.account();
			await clock.advance(1_000);
			seen.add(feed.view().pollEvery);
		}
		expect(seen.has(5_000) || seen.has(15_000)).toBe(true);
	});

	it.each(['forbidden', 'lost_answer', 'no_answer', 'gateway'] as const)(
		'come out of positions alone when market data never answers: %s',
		async (mishap) => {
			const { clock, feed, trouble, prices, standIn } = openFeed(['AAPL', 'BTC/USD']);
			trouble.ofStreams = noStream;
			trouble.ofCalls = () => mishap;
			feed.follow(followedOf('AAPL', 'BTC/USD'));
			feed.start();
			feed.takePositions([
				{ symbol: 'AAPL', price: units(99), at: clock.now() },
				{ symbol: 'BTCUSD', price: units(60_000), at: clock.now() },
				{ symbol: 'KO', price: units(5), at: clock.now() },
				{ symbol: 'AAPL', price: 0, at: clock.now() + 1 }
			]);
			expect(prices).toEqual([]);
			await clock.advance(12_000);
			expect(prices.map(({ symbol, last, origin }) => [symbol, last, origin]).sort()).toEqual([
				['AAPL', units(99), 'positions'],
				['BTC/USD', units(60_000), 'positions']
			]);
			standIn.quote('AAPL', '1', '2');
			await clock.advance(120_000);
			expect(prices).toHaveLength(2);
			expect(feed.view().problem).not.toBeNull();
			expect(feed.view().pollEvery).toBe(15_000);
		}
	);

	it('go on for the others when the name of one is refused', async () => {
		const { clock, feed, prices } = openFeed(['AAPL', 'KO']);
		const wrong = 'AB-CD';
		feed.follow(followedOf('AAPL', wrong, 'KO'));
		feed.start();
		await clock.advance(10_000);
		expect(new Set(prices.map(({ symbol }) => symbol))).toEqual(new Set(['AAPL', 'KO']));
		expect(feed.view()).toMatchObject({ unknown: [wrong], problem: null });
	});
});
