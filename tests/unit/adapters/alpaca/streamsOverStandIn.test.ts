import { describe, expect, it } from 'vitest';
import type { StreamState } from '../../../../src/lib/adapters/alpaca/keptSocket.ts';
import { createNewsStream } from '../../../../src/lib/adapters/alpaca/newsStream.ts';
import { createOrderStream } from '../../../../src/lib/adapters/alpaca/orderStream.ts';
import { createPriceStream, type StreamPrice } from '../../../../src/lib/adapters/alpaca/priceStream.ts';
import { alpacaBases, streamUrl, type StreamName } from '../../../../src/lib/adapters/alpaca/transport.ts';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import { openStandIn } from '../../../support/alpaca/openStandIn.ts';
import type { StreamMishaps, StreamMoment } from '../../../support/alpaca/standInLine.ts';
import { standInSocket } from '../../../support/alpaca/standInSocket.ts';

function opened(mishaps: StreamMishaps = () => null, symbolLimit = 30) {
	const { clock, standIn, api } = openStandIn();
	standIn.quote('AAPL', '99.98', '100.02');
	const openSocket = standInSocket(standIn, { clock, mishaps, symbolLimit });
	const states: StreamState[] = [];
	let lives = 0;
	const setupOf = (name: StreamName, keys = testKeys) => ({
		...{ clock, keys, chance: () => 0, open: () => openSocket(streamUrl(alpacaBases, name)) },
		onLive: () => void lives++,
		onState: (state: StreamState) => void states.push(state)
	});
	return { clock, standIn, api, setupOf, states, lives: () => lives };
}

/** The mishap at the first message that this is true of. */
function once(mishap: ReturnType<StreamMishaps>, isIt: (moment: StreamMoment) => boolean): StreamMishaps {
	let isDone = false;
	return (moment) => {
		if (isDone || !isIt(moment)) return null;
		isDone = true;
		return mishap;
	};
}

const eventOf = ({ message }: StreamMoment) =>
	(message as { data?: { event?: string } } | null)?.data?.event ?? '';
const kindOf = ({ message }: StreamMoment) =>
	Array.isArray(message) ? String((message[0] as { T?: string; msg?: string }).msg) : '';

async function orders(mishaps: StreamMishaps = () => null) {
	const desk = opened(mishaps);
	const news: string[] = [];
	const stream = createOrderStream(desk.setupOf('orders'), ({ event, order }) =>
		news.push(`${event} ${order.status}`)
	);
	stream.start();
	await desk.clock.advance(0);
	const buy = async (id: string): Promise<void> => {
		const order = { symbol: 'AAPL', qty: '1', side: 'buy', type: 'market', time_in_force: 'day' } as const;
		await desk.api.submit({ ...order, client_order_id: id });
		await desk.clock.advance(10);
	};
	return { ...desk, news, stream, buy };
}

const bought = ['pending_new pending_new', 'new new', 'fill filled'];

describe('the stream of orders', () => {
	it('hears all that happens to an order', async () => {
		const { news, buy, states, lives } = await orders();
		expect([states, lives()]).toEqual([['connecting', 'live'], 1]);
		await buy('d.1');
		expect(news).toEqual(bought);
	});

	it('hears twice told events once, and those out of order as they come', async () => {
		const { news, buy } = await orders(once('duplicate', (moment) => eventOf(moment) === 'fill'));
		await buy('d.1');
		expect(news).toEqual(bought);
		const late = await orders(once('late', (moment) => eventOf(moment) === 'new'));
		await late.buy('d.1');
		expect(late.news).toEqual([bought[0], bought[2], bought[1]]);
	});

	it('passes on events whose names nobody knows', async () => {
		const { news, buy, standIn, clock } = await orders();
		await buy('d.1');
		const [order] = standIn.orders;
		if (order === undefined) throw new Error('no order');
		standIn.tell('order_teleported', order);
		await clock.advance(0);
		expect(news.at(-1)).toBe('order_teleported filled');
	});

	it.each(['drop', 'fault'] as const)(
		'comes back after a %s, and has the truth read again',
		async (mishap) => {
			const { news, buy, lives, states, clock } = await orders(
				once(mishap, (moment) => eventOf(moment) === 'new')
			);
			await buy('d.1');
			expect([news, states.at(-1)]).toEqual([[bought[0]], 'waiting']);
			await clock.advance(1_000);
			expect([lives(), states.at(-1)]).toEqual([2, 'live']);
			// What happened meanwhile is not told again.
			await buy('d.2');
			expect(news.slice(1)).toEqual(bought);
		}
	);

	it('notices that a connection only looks open, and opens another', async () => {
		const { news, buy, lives, states, clock } = await orders(
			once('silent', (moment) => eventOf(moment) === 'new')
		);
		await buy('d.1');
		await clock.advance(29_000);
		expect(states.at(-1)).toBe('live');
		await clock.advance(2_000);
		expect(lives()).toBe(2);
		await buy('d.2');
		expect(news.slice(1)).toEqual(bought);
	});

	it('lives on through a quiet day', async () => {
		const { states, lives, clock } = await orders();
		await clock.advance(3_600_000);
		expect([states, lives()]).toEqual([['connecting', 'live'], 1]);
	});

	it('is told that its keys are wrong, and that another connection is there', async () => {
		const wrong = opened();
		createOrderStream(wrong.setupOf('orders', { ...testKeys, secret: 'x' }), () => undefined).start();
		await wrong.clock.advance(0);
		expect(wrong.states).toEqual(['connecting', 'refused']);
		const limited = await orders(once('limit', ({ message }) => message === null));
		expect(limited.states).toEqual(['connecting', 'limited']);
		await limited.clock.advance(15_000);
		expect(limited.states.at(-1)).toBe('live');
	});
});

async function prices(symbols: readonly string[], mishaps: StreamMishaps = () => null, symbolLimit = 30) {
	const desk = opened(mishaps, symbolLimit);
	const heard: StreamPrice[] = [];
	const followed: (readonly string[])[] = [];
	const stream = createPriceStream(
		{ ...desk.setupOf('stocks'), halts: true, onFollowed: (now) => void followed.push(now) },
		(price) => void heard.push(price)
	);
	stream.follow(symbols);
	stream.start();
	await desk.clock.advance(0);
	const quote = async (symbol: string): Promise<void> => {
		desk.standIn.quote(symbol, '99', '101');
		await desk.clock.advance(0);
	};
	const symbolsHeard = () => heard.map(({ symbol }) => symbol);
	return { ...desk, heard, followed, stream, quote, symbolsHeard };
}

describe('a stream of prices', () => {
	it('hears quotes, trades and halts of what it follows', async () => {
		const { standIn, clock, heard, quote } = await prices(['AAPL']);
		await quote('AAPL');
		await quote('KO');
		standIn.tape.trade('AAPL', 100.5);
		standIn.tape.status('AAPL', true);
		standIn.tape.status('AAPL', false);
		await clock.advance(0);
		expect(heard).toMatchObject([
			{ type: 'quote', symbol: 'AAPL', bid: 99, ask: 101 },
			{ type: 'trade', symbol: 'AAPL', price: 100.5 },
			{ type: 'halt', symbol: 'AAPL', isHalted: true },
			{ type: 'halt', symbol: 'AAPL', isHalted: false }
		]);
	});

	it('changes what it follows while it is heard', async () => {
		const { stream, clock, quote, symbolsHeard, followed } = await prices(['AAPL', 'KO']);
		stream.follow(['KO', 'MSFT']);
		await clock.advance(0);
		for (const symbol of ['AAPL', 'KO', 'MSFT']) await quote(symbol);
		expect(symbolsHeard()).toEqual(['KO', 'MSFT']);
		expect(followed.at(-1)).toEqual(['KO', 'MSFT']);
	});

	it('leaves the 31st symbol out, and says which it follows', async () => {
		const named = Array.from({ length: 31 }, (_, n) => `S${String(n)}`);
		const { followed, quote, symbolsHeard, states } = await prices(named);
		expect(new Set(followed.at(-1))).toEqual(new Set(named.slice(0, 30)));
		for (const symbol of ['S29', 'S30']) await quote(symbol);
		expect([symbolsHeard(), states.at(-1)]).toEqual([['S29'], 'live']);
	});

	it('follows as many as it may where that is less than it thinks', async () => {
		const { followed, quote, symbolsHeard, states } = await prices(['A', 'B', 'C', 'D'], () => null, 3);
		expect(followed.at(-1)).toEqual(['A', 'B']);
		for (const symbol of ['A', 'D']) await quote(symbol);
		expect([symbolsHeard(), states.at(-1)]).toEqual([['A'], 'live']);
	});

	it('follows the others where one is no symbol of the stream', async () => {
		const { followed } = await prices(['AAPL', 'BTC/USD', 'KO']);
		expect(followed.at(-1)).toEqual(['AAPL', 'KO']);
	});

	it('waits while another connection is there, and takes the place when it is free', async () => {
		const { stream, setupOf, clock, states } = await prices(['AAPL']);
		const second = createPriceStream(setupOf('stocks'), () => undefined);
		second.start();
		await clock.advance(0);
		expect(states.slice(2)).toEqual(['connecting', 'limited']);
		await clock.advance(15_000);
		expect(states.slice(-2)).toEqual(['connecting', 'limited']);
		stream.close();
		await clock.advance(15_000);
		expect(states.at(-1)).toBe('live');
	});

	it('outlives its own silent connection, whose place is taken until Alpaca forgets it', async () => {
		const { clock, quote, states, heard } = await prices(
			['AAPL'],
			once('silent', ({ message }) => Array.isArray(message) && (message[0] as { T: string }).T === 'q')
		);
		await quote('AAPL');
		expect(heard).toEqual([]);
		await clock.advance(31_000);
		expect(states.at(-1)).toBe('limited');
		await clock.advance(30_000);
		expect(states.at(-1)).toBe('live');
		await quote('AAPL');
		expect(heard).toHaveLength(1);
	});

	it.each(['silent', 'drop', 'fault', 'late'] as const)(
		'tries again where the greeting goes wrong: %s',
		async (mishap) => {
			const { clock, states } = await prices(
				['AAPL'],
				once(mishap, (moment) => kindOf(moment) === 'authenticated')
			);
			await clock.advance(60_000);
			expect(states.at(-1)).toBe('live');
		}
	);

	it('stops where its keys are refused', async () => {
		const { setupOf, clock, states } = opened();
		createPriceStream(setupOf('stocks', { ...testKeys, secret: 'x' }), () => undefined).start();
		await clock.advance(0);
		expect(states).toEqual(['connecting', 'refused']);
		await clock.advance(60_000);
		expect(states).toHaveLength(2);
	});

	it('hears coins where there are no halts to hear', async () => {
		const { setupOf, clock, standIn, states } = opened();
		const heard: StreamPrice[] = [];
		const stream = createPriceStream(setupOf('coins'), (price) => void heard.push(price));
		stream.start();
		await clock.advance(0);
		stream.follow(['BTC/USD']);
		await clock.advance(0);
		standIn.quote('BTC/USD', '90000', '90001');
		await clock.advance(0);
		expect(heard).toMatchObject([{ symbol: 'BTC/USD', bid: 90_000 }]);
		expect(states).toEqual(['connecting', 'live']);
	});
});

describe('a stream of news', () => {
	it.each([
		['of all symbols', ['*'], [7, 8]],
		['of the symbols that it follows', ['KO'], [8]]
	])('hears articles %s', async (_, symbols, ids) => {
		const { setupOf, clock, standIn } = opened();
		const heard: number[] = [];
		const stream = createNewsStream(setupOf('news'), ({ id }) => void heard.push(id));
		stream.follow(symbols);
		stream.start();
		await clock.advance(0);
		standIn.tape.article({ id: 7, headline: 'Apple grows', symbols: ['AAPL'] });
		standIn.tape.article({ id: 8, headline: 'Sugar falls', symbols: ['KO', 'PEP'] });
		await clock.advance(0);
		expect(heard).toEqual(ids);
	});
});
