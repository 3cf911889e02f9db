import { describe, expect, it } from 'vitest';
import type { Socket, StreamState } from '../../../../src/lib/adapters/alpaca/keptSocket.ts';
import {
	createOrderStream,
	createPriceStream,
	mostFollowed,
	type StreamPrice
} from '../../../../src/lib/adapters/alpaca/streams.ts';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import { VirtualClock } from '../../../support/alpaca/virtualClock.ts';

/** One end of a socket, as a test plays it. */
class FakeSocket implements Socket {
	binaryType = '';
	onopen: (() => void) | null = null;
	onmessage: ((event: { readonly data: unknown }) => void) | null = null;
	onclose: (() => void) | null = null;
	readonly said: unknown[] = [];
	isClosed = false;

	send(text: string): void {
		this.said.push(JSON.parse(text));
	}
	close(): void {
		this.isClosed = true;
	}
	/** Alpaca says something, as text or in a binary frame. */
	tell(message: unknown, isBinary = false): void {
		const text = JSON.stringify(message);
		this.onmessage?.({ data: isBinary ? new TextEncoder().encode(text).buffer : text });
	}
}

function opened() {
	const clock = new VirtualClock();
	const sockets: FakeSocket[] = [];
	const states: StreamState[] = [];
	let lives = 0;
	const setup = {
		...{ clock, keys: testKeys, chance: () => 0 },
		open: () => {
			const socket = new FakeSocket();
			sockets.push(socket);
			return socket;
		},
		onLive: () => void lives++,
		onState: (state: StreamState) => void states.push(state)
	};
	const last = (): FakeSocket => {
		const socket = sockets.at(-1);
		if (socket === undefined) throw new Error('no socket was opened');
		return socket;
	};
	return { clock, sockets, states, setup, last, lives: () => lives };
}

const authorized = { stream: 'authorization', data: { status: 'authorized', action: 'authenticate' } };
const listening = { stream: 'listening', data: { streams: ['trade_updates'] } };
const filled = (event: string) => ({
	...{ stream: 'trade_updates', data: { event, order: { id: 'o-1', status: 'filled' } } }
});

function openOrders() {
	const desk = opened();
	const news: string[] = [];
	const stream = createOrderStream(desk.setup, ({ event, order }) => void news.push(`${event} ${order.id}`));
	stream.start();
	const agree = (): void => {
		desk.last().onopen?.();
		desk.last().tell(authorized, true);
		desk.last().tell(listening, true);
	};
	return { ...desk, stream, news, agree };
}

describe('the stream of orders', () => {
	it('gives its keys, listens, and hears binary frames, those of names that are not known too', () => {
		const { last, news, agree, lives } = openOrders();
		agree();
		expect(last().binaryType).toBe('arraybuffer');
		expect(last().said).toEqual([
			{ action: 'auth', key: testKeys.keyId, secret: testKeys.secret },
			{ action: 'listen', data: { streams: ['trade_updates'] } }
		]);
		expect(lives()).toBe(1);
		last().tell(filled('fill'), true);
		last().tell(filled('some_future_event'), true);
		last().tell({ stream: 'something else' });
		last().onmessage?.({ data: 'no JSON' });
		expect(news).toEqual(['fill o-1', 'some_future_event o-1']);
	});

	it('asks when all is silent, and takes silence after that for its end', async () => {
		const { clock, sockets, last, agree, states, lives } = openOrders();
		agree();
		await clock.advance(20_000);
		expect(last().said).toHaveLength(3);
		last().tell(listening);
		expect(lives()).toBe(1);
		await clock.advance(20_000);
		expect(sockets).toHaveLength(1);
		await clock.advance(10_000);
		expect(last().isClosed).toBe(true);
		expect(states.at(-1)).toBe('waiting');
		await clock.advance(1_000);
		expect(sockets).toHaveLength(2);
		agree();
		expect(lives()).toBe(2);
	});

	it('comes back after a close, later each time, and at once again after it was heard', async () => {
		const { clock, sockets, last, agree } = openOrders();
		for (const wait of [1_000, 2_000, 4_000]) {
			const before = sockets.length;
			last().onclose?.();
			await clock.advance(wait - 1);
			expect(sockets).toHaveLength(before);
			await clock.advance(1);
			expect(sockets).toHaveLength(before + 1);
		}
		agree();
		last().onclose?.();
		await clock.advance(1_000);
		expect(sockets).toHaveLength(5);
	});

	it('waits longer when its keys are refused, and tries an address that does not open again', async () => {
		const { clock, sockets, last } = openOrders();
		last().onopen?.();
		last().tell({ stream: 'authorization', data: { status: 'unauthorized' } });
		await clock.advance(14_999);
		expect(sockets).toHaveLength(1);
		await clock.advance(1);
		expect(sockets).toHaveLength(2);
		await clock.advance(10_000 + 2_000);
		expect(sockets).toHaveLength(3);
	});

	it('says nothing more once it is closed', async () => {
		const { clock, sockets, stream, agree, states } = openOrders();
		agree();
		stream.close();
		await clock.advance(300_000);
		expect(sockets).toHaveLength(1);
		expect(states.at(-1)).toBe('closed');
		expect(clock.waiting).toBe(0);
	});
});

function openPrices(halts = false) {
	const desk = opened();
	const prices: StreamPrice[] = [];
	const stream = createPriceStream({ ...desk.setup, halts }, (price) => void prices.push(price));
	const agree = (): void => {
		desk.last().onopen?.();
		desk.last().tell([{ T: 'success', msg: 'authenticated' }]);
		desk.last().tell([{ T: 'subscription' }]);
	};
	return { ...desk, prices, stream, agree };
}

describe('a stream of prices', () => {
	it('follows the symbols that it is told, also those that change while it is heard', () => {
		const { stream, last } = openPrices();
		stream.follow(['AAPL', 'KO']);
		stream.start();
		last().onopen?.();
		last().tell([{ T: 'success', msg: 'connected' }]);
		last().tell([{ T: 'success', msg: 'authenticated' }]);
		last().tell([{ T: 'subscription', quotes: ['AAPL', 'KO'], trades: ['AAPL', 'KO'] }]);
		stream.follow(['KO', 'MSFT']);
		stream.follow(['KO', 'MSFT']);
		expect(last().said.slice(1)).toEqual([
			{ action: 'subscribe', quotes: ['AAPL', 'KO'], trades: ['AAPL', 'KO'] },
			{ action: 'unsubscribe', quotes: ['AAPL'], trades: ['AAPL'] },
			{ action: 'subscribe', quotes: ['MSFT'], trades: ['MSFT'] }
		]);
	});

	it('follows all of them again after it came back', async () => {
		const { clock, stream, last, lives } = openPrices();
		stream.follow(['AAPL']);
		stream.start();
		last().onclose?.();
		await clock.advance(1_000);
		last().onopen?.();
		last().tell([{ T: 'success', msg: 'authenticated' }, { T: 'subscription' }]);
		last().tell([{ T: 'subscription' }]);
		expect(last().said.at(-1)).toEqual({ action: 'subscribe', quotes: ['AAPL'], trades: ['AAPL'] });
		expect(lives()).toBe(1);
	});

	it('follows no more than the plan allows', () => {
		const { stream, last, agree } = openPrices();
		stream.start();
		agree();
		stream.follow(Array.from({ length: 40 }, (_, n) => `S${String(n)}`));
		const { quotes } = last().said.at(-1) as { quotes: string[] };
		expect(quotes).toHaveLength(mostFollowed);
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

	it('asks for nothing before it was let in, and then for all that is followed by then', () => {
		const { stream, last } = openPrices();
		stream.follow(['AAPL']);
		stream.start();
		stream.follow(['KO']);
		last().onopen?.();
		stream.follow(['KO', 'MSFT']);
		expect(last().said).toEqual([{ action: 'auth', key: testKeys.keyId, secret: testKeys.secret }]);
		last().tell([{ T: 'success', msg: 'authenticated' }]);
		expect(last().said.at(-1)).toEqual({
			action: 'subscribe',
			quotes: ['KO', 'MSFT'],
			trades: ['KO', 'MSFT']
		});
	});

	it('asks for halts apart, and goes on when they are refused', () => {
		const { stream, last, agree, states } = openPrices(true);
		stream.follow(['AAPL']);
		stream.start();
		agree();
		expect(last().said.at(-1)).toEqual({ action: 'subscribe', statuses: ['AAPL'] });
		stream.follow(['KO']);
		expect(last().said.slice(-4)).toEqual([
			{ action: 'unsubscribe', quotes: ['AAPL'], trades: ['AAPL'] },
			{ action: 'unsubscribe', statuses: ['AAPL'] },
			{ action: 'subscribe', quotes: ['KO'], trades: ['KO'] },
			{ action: 'subscribe', statuses: ['KO'] }
		]);
		last().tell([{ T: 'error', code: 409, msg: 'insufficient subscription' }]);
		expect(states.at(-1)).toBe('live');
	});

	it('keeps away for a while when another connection of the account is there', async () => {
		const { clock, stream, last, sockets, states } = openPrices();
		stream.start();
		last().onopen?.();
		last().tell([{ T: 'error', code: 406, msg: 'connection limit exceeded' }]);
		expect(states.at(-1)).toBe('waiting');
		await clock.advance(14_999);
		expect(sockets).toHaveLength(1);
		await clock.advance(1);
		expect(sockets).toHaveLength(2);
	});
});
