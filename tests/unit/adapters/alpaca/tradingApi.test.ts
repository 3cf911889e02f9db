import { describe, expect, it } from 'vitest';
import type { OrderBody } from '../../../../src/lib/adapters/alpaca/tradingApi.ts';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import { openStandIn } from '../../../support/alpaca/openStandIn.ts';

const buy = (id: string, more: Partial<OrderBody> = {}): OrderBody => ({
	...{ symbol: 'AAPL', qty: '10', side: 'buy', type: 'market', time_in_force: 'day', client_order_id: id },
	...more
});

describe('calls of the trading host', () => {
	it('read the account, the clock, assets and positions', async () => {
		const { api, standIn } = openStandIn();
		standIn.quote('AAPL', '99.98', '100.02');
		await api.submit(buy('d.1'));
		expect(await api.account()).toMatchObject({ ok: true, value: { status: 'ACTIVE', currency: 'USD' } });
		expect(await api.clock()).toMatchObject({ ok: true, value: { is_open: true } });
		expect(await api.asset('BTC/USD')).toMatchObject({ ok: true, value: { class: 'crypto' } });
		const positions = await api.positions();
		expect(positions.ok && positions.value.map(({ symbol, qty }) => [symbol, qty])).toEqual([['AAPL', '10']]);
		expect(await api.account()).toMatchObject({ ok: true, value: { cash: '98999.8' } });
	});

	it('read the calendar, what the account is configured to, how its equity went, and assets of a class', async () => {
		const { api } = openStandIn();
		const days = await api.calendar('2026-11-26', '2026-11-30');
		expect(days.ok && days.value.map(({ date, open, close }) => [date, open, close])).toEqual([
			...['2026-11-26', '2026-11-27', '2026-11-30'].map((date) => [date, '09:30', '16:00'])
		]);
		expect(await api.configurations()).toMatchObject({ ok: true, value: { max_margin_multiplier: '4' } });
		expect(await api.portfolioHistory({ period: '1M', timeframe: '1D' })).toMatchObject({
			...{ ok: true, value: { equity: [100_000, 100_000], timeframe: '1D' } }
		});
		const coins = await api.assets('crypto');
		expect(coins.ok && coins.value.map(({ symbol }) => symbol)).toEqual(['BTC/USD']);
	});

	it('submit, find by the id of the client, replace and cancel', async () => {
		const { api, standIn } = openStandIn();
		standIn.quote('AAPL', '99.98', '100.02');
		const made = await api.submit(buy('d.1', { type: 'limit', limit_price: '90' }));
		expect(made).toMatchObject({ ok: true, value: { status: 'pending_new', client_order_id: 'd.1' } });
		const found = await api.orderByClientId('d.1');
		if (!found.ok) throw new Error('not found');
		expect(found.value.status).toBe('new');
		const next = await api.replace(found.value.id, { limit_price: '91' });
		if (!next.ok) throw new Error('not replaced');
		expect(next.value).toMatchObject({ replaces: found.value.id, limit_price: '91' });
		expect(await api.order(found.value.id)).toMatchObject({
			value: { status: 'replaced', replaced_by: next.value.id }
		});
		expect(await api.cancel(next.value.id)).toEqual({ ok: true, value: null });
		expect(await api.order(next.value.id)).toMatchObject({ value: { status: 'canceled' } });
	});

	it.each([
		['an id that is taken', buy('d.1'), 422, 40010001, 'client_order_id must be unique'],
		[
			'a price between cents',
			buy('d.2', { type: 'limit', limit_price: '90.123' }),
			422,
			42210000,
			'sub-penny'
		],
		['more than there is money for', buy('d.2', { qty: '5000' }), 403, 40310000, 'insufficient buying power'],
		['no such symbol', buy('d.2', { symbol: 'NONE' }), 422, 42210000, 'not found']
	])('give the words of a refusal: %s', async (_, body, status, code, words) => {
		const { api, standIn } = openStandIn();
		standIn.quote('AAPL', '99.98', '100.02');
		await api.submit(buy('d.1'));
		const answer = await api.submit(body);
		expect(answer).toMatchObject({ ok: false, error: { type: 'refused', status, code } });
		expect(answer.ok ? '' : answer.error.type === 'refused' && answer.error.message).toContain(words);
	});

	it('say that a key is refused when a page comes instead of JSON', async () => {
		const { api } = openStandIn({}, () => null);
		const { api: stranger } = openStandIn({ callsPerMinute: 0 });
		expect(await stranger.account()).toMatchObject({ ok: false, error: { status: 429, code: null } });
		expect(await api.order('no such order')).toMatchObject({
			ok: false,
			error: { status: 404, code: 40410000 }
		});
	});

	it('say that nothing came, and whether anything was sent', async () => {
		const { api } = openStandIn({}, ({ method }) => (method === 'POST' ? 'lost_answer' : null));
		expect(await api.submit(buy('d.1'))).toEqual({
			...{ ok: false, error: { type: 'silent', because: 'network', isSent: true } }
		});
	});

	it('refuse an answer that is not what it should be, with the field', async () => {
		const { api } = openStandIn({}, ({ path }) => (path === '/v2/clock' ? null : 'gateway'));
		expect(await api.account()).toMatchObject({
			ok: false,
			error: { type: 'refused', status: 504, message: '' }
		});
	});

	it('list all orders of more than one page, each once', async () => {
		const { api, standIn } = openStandIn({ cash: '100000000', callsPerMinute: 100_000 });
		standIn.quote('AAPL', '99.98', '100.02');
		for (let n = 0; n < 1_203; n++) {
			standIn.handle({
				...{ method: 'POST', path: '/v2/orders', query: new URLSearchParams() },
				headers: { 'apca-api-key-id': testKeys.keyId, 'apca-api-secret-key': testKeys.secret },
				body: JSON.stringify(buy(`d.${String(n)}`, { type: 'limit', limit_price: '90', qty: '1' }))
			});
		}
		const listed = await api.orders({ status: 'all' });
		if (!listed.ok) throw new Error('not listed');
		const ids = listed.value.map(({ client_order_id: id }) => id);
		expect(ids).toHaveLength(1_203);
		expect(new Set(ids).size).toBe(1_203);
	});

	it('read all activities of more than one page, of every kind, oldest first', async () => {
		const { api, standIn } = openStandIn({ cash: '100000000' });
		for (let n = 0; n < 250; n++) standIn.adjust(n % 2 === 0 ? 'DIV' : 'FEE', '1');
		const read = await api.activities(null);
		if (!read.ok) throw new Error('not read');
		expect(read.value).toHaveLength(250);
		expect(read.value.map(({ id }) => id)).toEqual(standIn.book.activities.map(({ id }) => id));
		expect(new Set(read.value.map(({ activity_type: type }) => type))).toEqual(new Set(['DIV', 'FEE']));
	});
});
