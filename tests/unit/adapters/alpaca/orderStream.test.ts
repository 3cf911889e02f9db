import { describe, expect, it } from 'vitest';
import { createOrderStream } from '../../../../src/lib/adapters/alpaca/orderStream.ts';
import { openFakeSockets } from '../../../support/alpaca/fakeSocket.ts';
import { testKeys } from '../../../support/alpaca/fixtures.ts';

const authorized = { stream: 'authorization', data: { status: 'authorized', action: 'authenticate' } };
const listening = { stream: 'listening', data: { streams: ['trade_updates'] } };
const filled = (event: string) => ({
	...{ stream: 'trade_updates', data: { event, order: { id: 'o-1', status: 'filled' } } }
});

function openOrders() {
	const desk = openFakeSockets();
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

	it('says that its keys are refused, and tries them again much later', async () => {
		const { clock, sockets, last, states } = openOrders();
		last().onopen?.();
		last().tell({ stream: 'authorization', data: { status: 'unauthorized' } });
		expect(states.at(-1)).toBe('refused');
		await clock.advance(299_999);
		expect(sockets).toHaveLength(1);
		await clock.advance(1);
		expect(sockets).toHaveLength(2);
	});

	it('tries an address that does not open again', async () => {
		const { clock, sockets } = openOrders();
		await clock.advance(10_000 + 1_000);
		expect(sockets).toHaveLength(2);
		await clock.advance(10_000 + 2_000);
		expect(sockets).toHaveLength(3);
	});

	it.each([
		['connection limit exceeded', 'limited'],
		['internal error', 'waiting']
	])('tells what an error is about: %s', (message, state) => {
		const { last, states } = openOrders();
		last().onopen?.();
		last().tell({ action: 'error', data: { error_message: message } });
		expect(states.at(-1)).toBe(state);
	});

	it('tells an event once, however often it comes', () => {
		const { last, news, agree } = openOrders();
		agree();
		const event = (id: string) => ({
			...{ stream: 'trade_updates', data: { ...filled('fill').data, event_id: id } }
		});
		for (const id of ['a', 'b', 'a', 'b', 'c']) last().tell(event(id));
		expect(news).toHaveLength(3);
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
