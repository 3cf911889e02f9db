import { describe, expect, it } from 'vitest';
import {
	createPriceStream,
	mostFollowed,
	type StreamPrice
} from '../../../../src/lib/adapters/alpaca/priceStream.ts';
import { openFakeSockets } from '../../../support/alpaca/fakeSocket.ts';
import { testKeys } from '../../../support/alpaca/fixtures.ts';

function openPrices(halts = false) {
	const desk = openFakeSockets();
	const prices: StreamPrice[] = [];
	const followed: (readonly string[])[] = [];
	const stream = createPriceStream(
		{ ...desk.setup, halts, onFollowed: (symbols) => void followed.push(symbols) },
		(price) => void prices.push(price)
	);
	const { last } = desk;
	const greet = (): void => {
		last().onopen?.();
		last().tell([{ T: 'success', msg: 'connected' }]);
		last().tell([{ T: 'success', msg: 'authenticated' }]);
	};
	const accept = (...quotes: string[]): void => last().tell([{ T: 'subscription', quotes, trades: [] }]);
	const refuse = (code: number): void => last().tell([{ T: 'error', code, msg: 'no' }]);
	const said = (): unknown[] => last().said.slice(1);
	return { ...desk, prices, followed, stream, greet, accept, refuse, said };
}

const ask = (quotes: readonly string[]) => ({ action: 'subscribe', quotes, trades: quotes });

describe('a stream of prices', () => {
	it('follows the symbols that it is told, also those that change while it is heard', () => {
		const { stream, greet, accept, said } = openPrices();
		stream.follow(['AAPL', 'KO']);
		stream.start();
		greet();
		accept('AAPL', 'KO');
		stream.follow(['KO', 'MSFT']);
		stream.follow(['KO', 'MSFT']);
		accept('KO');
		accept('KO', 'MSFT');
		expect(said()).toEqual([
			ask(['AAPL', 'KO']),
			{ action: 'unsubscribe', quotes: ['AAPL'], trades: ['AAPL'] },
			ask(['MSFT'])
		]);
	});

	it('asks for nothing before it was let in, and then for all that is followed by then', () => {
		const { stream, last, said } = openPrices();
		stream.follow(['AAPL']);
		stream.start();
		stream.follow(['KO']);
		expect(last().said).toEqual([]);
		last().onopen?.();
		stream.follow(['KO', 'MSFT']);
		expect(last().said).toEqual([{ action: 'auth', key: testKeys.keyId, secret: testKeys.secret }]);
		last().tell([{ T: 'success', msg: 'authenticated' }]);
		expect(said()).toEqual([ask(['KO', 'MSFT'])]);
	});

	it('follows all of them again after it came back', async () => {
		const { clock, stream, last, lives, greet, accept, said, followed } = openPrices();
		stream.follow(['AAPL']);
		stream.start();
		greet();
		accept('AAPL');
		last().onclose?.();
		await clock.advance(1_000);
		greet();
		accept('AAPL');
		accept('AAPL');
		expect(said()).toEqual([ask(['AAPL'])]);
		expect(lives()).toBe(2);
		expect(followed).toEqual([['AAPL'], [], ['AAPL'], ['AAPL']]);
	});

	it('is live with nothing to follow, and asks nothing', () => {
		const { stream, lives, greet, said } = openPrices();
		stream.start();
		greet();
		expect([lives(), said()]).toEqual([1, []]);
	});

	it('follows no more than the plan allows', () => {
		const { stream, greet, last } = openPrices();
		stream.follow(Array.from({ length: 40 }, (_, n) => `S${String(n)}`));
		stream.start();
		greet();
		const { quotes } = last().said.at(-1) as { quotes: string[] };
		expect(quotes).toHaveLength(mostFollowed);
	});

	it('asks for halts by themselves, and goes on without where they are refused', () => {
		const { stream, greet, accept, refuse, said, states } = openPrices(true);
		stream.follow(['AAPL']);
		stream.start();
		greet();
		accept('AAPL');
		expect(said()).toEqual([ask(['AAPL']), { action: 'subscribe', statuses: ['AAPL'] }]);
		refuse(409);
		stream.follow(['AAPL', 'KO']);
		accept('AAPL', 'KO');
		expect(said().slice(2)).toEqual([ask(['KO'])]);
		expect(states.at(-1)).toBe('live');
	});

	it('asks for less where less is allowed: no trades, then half of the symbols', () => {
		const { stream, greet, accept, refuse, said, lives } = openPrices();
		stream.follow(['A', 'B', 'C', 'D']);
		stream.start();
		greet();
		refuse(405);
		refuse(405);
		expect(lives()).toBe(0);
		accept('A', 'B');
		expect(lives()).toBe(1);
		stream.follow(['C', 'A', 'B']);
		expect(said().slice(1)).toEqual([
			{ action: 'subscribe', quotes: ['A', 'B', 'C', 'D'] },
			{ action: 'subscribe', quotes: ['A', 'B'] },
			{ action: 'unsubscribe', quotes: ['B'] }
		]);
	});

	it('asks for each symbol by itself where one of them is none', () => {
		const { stream, greet, accept, refuse, said } = openPrices();
		stream.follow(['A', '?', 'C']);
		stream.start();
		greet();
		refuse(400);
		accept('A');
		refuse(400);
		accept('A', 'C');
		expect(said().slice(1)).toEqual([ask(['A']), ask(['?']), ask(['C'])]);
	});

	it.each([
		[402, 'refused', 300_000],
		[409, 'refused', 300_000],
		[406, 'limited', 15_000],
		[404, 'waiting', 1_000],
		[407, 'waiting', 1_000],
		[500, 'waiting', 1_000]
	])('keeps away for a while after error %d, and says why', async (code, state, wait) => {
		const { clock, stream, last, sockets, states, refuse } = openPrices();
		stream.start();
		last().onopen?.();
		refuse(code);
		expect(states.at(-1)).toBe(state);
		await clock.advance(wait - 1);
		expect(sockets).toHaveLength(1);
		await clock.advance(1);
		expect(sockets).toHaveLength(2);
	});

	it('reads quotes, trades and halts, and passes over what it does not know', () => {
		const { stream, last, prices } = openPrices();
		stream.start();
		last().tell([
			{ T: 'q', S: 'AAPL', bp: 99.98, ap: 100.02, bs: 1, as: 2, t: '2026-11-24T15:00:00.123456789Z' },
			{ T: 't', S: 'AAPL', p: 100, s: 5, t: '2026-11-24T15:00:00Z', i: 1 },
			{ T: 's', S: 'AAPL', sc: 'H', sm: 'Halt', t: '2026-11-24T15:00:00Z' },
			{ T: 's', S: 'AAPL', sc: 'T', sm: 'Trading', t: '2026-11-24T15:00:00Z' },
			{ T: 'b', S: 'AAPL', o: 1, h: 2, l: 1, c: 2, v: 3, t: '2026-11-24T15:00:00Z' },
			{ T: 'new', S: 'AAPL' }
		]);
		expect(prices).toEqual([
			{
				...{ type: 'quote', symbol: 'AAPL', at: '2026-11-24T15:00:00.123456789Z' },
				...{ bid: 99.98, ask: 100.02, bidSize: 1, askSize: 2 }
			},
			{ type: 'trade', symbol: 'AAPL', at: '2026-11-24T15:00:00Z', price: 100 },
			{ type: 'halt', symbol: 'AAPL', at: '2026-11-24T15:00:00Z', isHalted: true },
			{ type: 'halt', symbol: 'AAPL', at: '2026-11-24T15:00:00Z', isHalted: false }
		]);
	});
});
