import { describe, expect, it } from 'vitest';
import { alpacaBases, streamUrl, type StreamName } from '../../../../src/lib/adapters/alpaca/transport.ts';
import {
	wireDataFrame,
	wireTradeUpdate,
	wireTradingControl
} from '../../../../src/lib/adapters/alpaca/wire/streams.ts';
import { z } from '../../../../src/lib/schema/zod.ts';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import { auth, openTalks } from '../../../support/alpaca/openTalks.ts';

const urlOf = (name: StreamName) => streamUrl(alpacaBases, name);
const error = (code: number) => [{ T: 'error', code, msg: expect.any(String) as string }];
const listen = { action: 'listen', data: { streams: ['trade_updates', 'nothing'] } };
const eventsOf = (heard: readonly unknown[]) =>
	heard.flatMap((frame) => {
		const { stream, data } = frame as { stream: string; data: { event: string } };
		return stream === 'trade_updates' ? [data.event] : [];
	});

describe('the trading stream of the stand-in', () => {
	it('takes keys in the new form and the old one, in frames of bytes', async () => {
		const { talk } = openTalks();
		const { heard, kinds } = await talk(urlOf('orders'), auth);
		expect(heard).toEqual([
			{ stream: 'authorization', data: { action: 'authenticate', status: 'authorized' } }
		]);
		expect([...kinds]).toEqual(['bytes']);
		const data = { key_id: testKeys.keyId, secret_key: testKeys.secret };
		const old = await talk(urlOf('orders'), { action: 'authenticate', data });
		expect(old.heard).toMatchObject([
			{ data: { status: 'authorized', message: expect.stringContaining('deprecated') as string } }
		]);
	});

	it('refuses other keys, and listens to nothing without any', async () => {
		const { talk } = openTalks();
		const wrong = await talk(urlOf('orders'), { ...auth, secret: 'x' }, listen);
		expect(wrong.heard).toEqual([
			{ stream: 'authorization', data: { action: 'authenticate', status: 'unauthorized' } },
			{ stream: 'authorization', data: { action: 'listen', status: 'unauthorized' } }
		]);
	});

	it('listens to the last list alone', async () => {
		const { talk, order } = openTalks();
		const { heard, say } = await talk(urlOf('orders'), auth, listen);
		expect(heard.at(-1)).toEqual({ stream: 'listening', data: { streams: ['trade_updates'] } });
		expect(await say({ action: 'listen', data: { streams: [] } })).toMatchObject({ data: { streams: [] } });
		await order('d.1');
		expect(eventsOf(heard)).toEqual([]);
	});

	it('tells of all that happens to an order, in frames that the desk reads', async () => {
		const { talk, order, api, standIn, clock } = openTalks(() => null, { fillsInParts: true });
		const { heard } = await talk(urlOf('orders'), auth, listen);
		await order('d.1');
		standIn.step();
		const resting = { type: 'limit', limit_price: '90' };
		await api.replace(await order('d.2', resting), { limit_price: '91' });
		await api.cancel(standIn.orders.at(-1)?.id ?? '');
		await clock.advance(10);
		await order('d.3', resting);
		standIn.endDay();
		standIn.reject(await order('d.4', resting));
		await clock.advance(0);
		expect(eventsOf(heard)).toEqual([
			...['pending_new', 'new', 'partial_fill', 'fill'],
			...['pending_new', 'new', 'pending_replace', 'replaced', 'new', 'pending_cancel', 'canceled'],
			...['pending_new', 'new', 'expired', 'pending_new', 'new', 'rejected']
		]);
		for (const frame of heard.slice(2)) expect(z.safeParse(wireTradeUpdate, frame).success).toBe(true);
		for (const frame of heard.slice(0, 2)) expect(z.safeParse(wireTradingControl, frame).success).toBe(true);
		const updates = heard.slice(2) as { data: Record<string, unknown> }[];
		const ids = updates.map(({ data }) => String(data['event_id']));
		expect(ids.every((id) => /^01[0-9A-Z]{24}$/.test(id))).toBe(true);
		expect([...ids].sort()).toEqual(ids);
		expect(updates[2]?.data).toMatchObject({ qty: '5', price: '100.02', position_qty: '5' });
		expect(updates[3]?.data).toMatchObject({ qty: '5', position_qty: '10', order: { filled_qty: '10' } });
		expect(updates[0]?.data).not.toHaveProperty('execution_id');
	});

	it('says nothing of the leg whose sibling has filled', async () => {
		const { talk, order, standIn, clock } = openTalks();
		const { heard } = await talk(urlOf('orders'), auth, listen);
		await order('d.1', {
			...{ order_class: 'bracket', take_profit: { limit_price: '120' }, stop_loss: { stop_price: '80' } }
		});
		standIn.quote('AAPL', '121', '121.02');
		await clock.advance(0);
		expect(standIn.all().map(({ status }) => status)).toEqual(['filled', 'filled', 'canceled']);
		expect(eventsOf(heard)).toEqual(['pending_new', 'new', 'fill', 'new', 'new', 'fill']);
	});

	it('says what it does not understand, and hangs up', async () => {
		const { talk } = openTalks();
		const { heard, say, isClosed } = await talk(urlOf('orders'), auth);
		await say({ action: 'dance' });
		expect(heard.at(-1)).toEqual({ action: 'error', data: { error_message: 'unknown action' } });
		expect(isClosed()).toBe(true);
	});
});

describe('a data stream of the stand-in', () => {
	it('says hello, takes the keys, and answers with all that is followed', async () => {
		const { talk } = openTalks();
		const { heard, kinds, say } = await talk(urlOf('stocks'), auth);
		expect(heard).toEqual([[{ T: 'success', msg: 'connected' }], [{ T: 'success', msg: 'authenticated' }]]);
		expect([...kinds]).toEqual(['text']);
		await say({ action: 'subscribe', quotes: ['AAPL'], trades: ['AAPL'] });
		expect(await say({ action: 'subscribe', quotes: ['KO'], statuses: ['KO'] })).toMatchObject([
			{ T: 'subscription', quotes: ['AAPL', 'KO'], trades: ['AAPL'], statuses: ['KO'], bars: [] }
		]);
		expect(await say({ action: 'unsubscribe', quotes: ['AAPL'] })).toMatchObject([
			{ quotes: ['KO'], trades: ['AAPL'] }
		]);
	});

	it('says what the market says of what is followed, and nothing else', async () => {
		const { talk, standIn, clock } = openTalks();
		const { heard } = await talk(urlOf('stocks'), auth, {
			...{ action: 'subscribe', quotes: ['AAPL'], trades: ['AAPL'], bars: ['AAPL'], statuses: ['AAPL'] }
		});
		const before = heard.length;
		standIn.quote('AAPL', '100', '100.04');
		standIn.quote('KO', '60', '60.02');
		standIn.quote('BTC/USD', '90000', '90001');
		standIn.tape.trade('AAPL', 100.03, 5);
		standIn.tape.bar('AAPL', { open: 1, high: 2, low: 1, close: 2, volume: 9 });
		standIn.tape.status('AAPL', true);
		await clock.advance(0);
		const said = heard.slice(before);
		expect(said).toMatchObject([
			[{ T: 'q', S: 'AAPL', bp: 100, ap: 100.04 }],
			[{ T: 't', S: 'AAPL', p: 100.03, s: 5 }],
			[{ T: 'b', S: 'AAPL', c: 2 }],
			[{ T: 's', S: 'AAPL', sc: 'H' }]
		]);
		for (const frame of heard) expect(z.safeParse(wireDataFrame, frame).success).toBe(true);
	});

	it('has coins and news on streams of their own', async () => {
		const { talk, standIn, clock } = openTalks();
		const ofCoins = await talk(urlOf('coins'), auth, { action: 'subscribe', quotes: ['BTC/USD'] });
		const ofNews = await talk(urlOf('news'), auth, { action: 'subscribe', news: ['*'] });
		standIn.quote('BTC/USD', '90000', '90001');
		standIn.tape.article({ id: 7, headline: 'Apple grows', symbols: ['AAPL', 'MSFT'] });
		await clock.advance(0);
		expect(ofCoins.heard.at(-1)).toMatchObject([{ T: 'q', S: 'BTC/USD', bp: 90_000 }]);
		expect(ofNews.heard.at(-1)).toMatchObject([{ T: 'n', id: 7, symbols: ['AAPL', 'MSFT'] }]);
		expect(await ofNews.say({ action: 'subscribe', trades: ['AAPL'] })).toEqual(error(410));
		expect(await ofCoins.say({ action: 'subscribe', statuses: ['BTC/USD'] })).toEqual(error(410));
		expect(await ofCoins.say({ action: 'subscribe', quotes: ['AAPL'] })).toEqual(error(400));
	});

	it('leaves what is followed as it was when it is too much', async () => {
		const { talk, standIn, clock } = openTalks();
		const symbols = Array.from({ length: 31 }, (_, n) => `S${String(n)}`);
		const { heard, say } = await talk(urlOf('stocks'), auth, {
			action: 'subscribe',
			quotes: symbols.slice(0, 30)
		});
		expect(await say({ action: 'subscribe', trades: ['S30'] })).toEqual(error(405));
		standIn.tape.trade('S30', 1);
		standIn.tape.quote('S29', { bid: 1n, ask: 2n } as never);
		await clock.advance(0);
		expect(heard.at(-1)).toMatchObject([{ T: 'q', S: 'S29' }]);
		expect(await say({ action: 'unsubscribe', quotes: ['S0'] })).toMatchObject([{ T: 'subscription' }]);
		expect(await say({ action: 'subscribe', trades: ['S30'] })).toMatchObject([{ trades: ['S30'] }]);
	});

	it.each([
		['what is no JSON', 'dance', 400],
		['a word that it does not know', { action: 'dance' }, 400],
		['symbols that are none', { action: 'subscribe', quotes: [7] }, 400],
		['keys for the second time', auth, 403]
	])('refuses %s, and stays', async (_, message, code) => {
		const { talk } = openTalks();
		const { say, isClosed } = await talk(urlOf('stocks'), auth);
		expect(await say(message)).toEqual(error(code));
		expect(isClosed()).toBe(false);
	});

	it('wants keys first, the right ones, and within ten seconds', async () => {
		const { talk, clock } = openTalks();
		const none = await talk(urlOf('stocks'), { action: 'subscribe', quotes: ['AAPL'] });
		expect(none.heard.at(-1)).toEqual(error(401));
		await clock.advance(9_999);
		expect(none.isClosed()).toBe(false);
		await clock.advance(1);
		expect([none.heard.at(-1), none.isClosed()]).toEqual([error(404), true]);
		const wrong = await talk(urlOf('stocks'), { ...auth, secret: 'x' });
		expect([wrong.heard.at(-1), wrong.isClosed()]).toEqual([error(402), true]);
		const sip = await talk('wss://stream.data.alpaca.markets/v2/sip', auth);
		expect(sip.heard.at(-1)).toEqual(error(409));
		expect((await talk('wss://stream.data.alpaca.markets/v3/nothing')).isClosed()).toBe(true);
	});

	it('has room for one connection on each endpoint', async () => {
		const { talk } = openTalks();
		const first = await talk(urlOf('stocks'), auth);
		const second = await talk(urlOf('stocks'), auth);
		expect([second.heard.at(-1), second.isClosed()]).toEqual([error(406), true]);
		expect((await talk(urlOf('coins'), auth)).isClosed()).toBe(false);
		await first.close();
		expect((await talk(urlOf('stocks'), auth)).heard.at(-1)).toMatchObject([{ msg: 'authenticated' }]);
	});
});
