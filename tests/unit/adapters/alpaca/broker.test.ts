import { describe, expect, it } from 'vitest';
import type { ClientOrderId } from '../../../../src/lib/domain/ids.ts';
import type { Mishap, Mishaps } from '../../../support/alpaca/inProcess.ts';
import { openBroker } from '../../../support/alpaca/openBroker.ts';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import { price, quantity } from '../../../support/deskBuilders.ts';

const typesOf = ({ reports }: { readonly reports: readonly { readonly type: string }[] }) =>
	reports.map(({ type }) => type);

/** Writes of a method go wrong in turn as listed, and then no more. */
function goesWrong(method: string, ...mishaps: readonly (Mishap | null)[]): Mishaps {
	let n = 0;
	return (request) => (request.method === method ? (mishaps[n++] ?? null) : null);
}

describe('an order at the broker', () => {
	it('is accepted with the id it has there, and every call is told without a key', async () => {
		const { ask, intent, standIn, clock } = openBroker();
		const answer = await ask.submit(intent('d.1'));
		const [order] = standIn.orders;
		expect(answer.reports).toMatchObject([{ type: 'OrderAccepted', orderId: 'd.1' }]);
		expect(answer).toMatchObject({ brokerId: order?.id, unknown: null });
		expect(order).toMatchObject({ client_order_id: 'bk7.d.1', symbol: 'AAPL', qty: '10', type: 'limit' });
		const [call] = answer.calls;
		expect(call).toMatchObject({ errand: 'submit', status: 200 });
		expect(call?.request).toBe(
			'POST /v2/orders {"symbol":"AAPL","qty":"10","side":"buy","type":"limit","time_in_force":"day",' +
				'"limit_price":"90","client_order_id":"bk7.d.1"}'
		);
		expect(call?.answer).toContain('"client_order_id":"bk7.d.1"');
		expect(JSON.stringify(answer)).not.toContain(testKeys.secret);
		expect(JSON.stringify(answer)).not.toContain(testKeys.keyId);
		expect(clock.waiting).toBe(0);
	});

	it('goes ahead of entries that wait for their calls where it closes, and the look-ups of a cancel with it', async () => {
		const { broker, clock, intent, made } = openBroker();
		for (let n = 0; n < 160; n++) void broker.submit(intent(`d.${String(n)}`));
		await clock.advance(1_000);
		const before = made.length;
		expect(before).toBeLessThan(160);
		const exit = {
			side: 'sell',
			type: 'stop',
			stopPrice: price('90'),
			limitPrice: null,
			purpose: 'exit'
		} as const;
		void broker.submit(intent('e.1', exit));
		void broker.cancel('d.1' as ClientOrderId);
		await clock.advance(1_000);
		expect(made.slice(before).map(({ call: { method, body } }) => [method, body])).toEqual([
			['POST', expect.objectContaining({ client_order_id: 'bk7.e.1' })],
			...['GET', 'DELETE'].map((method) => [method, undefined])
		]);
	});

	it('is canceled without a call when it was taken back before it left', async () => {
		const { ask, intent, book, made, standIn } = openBroker();
		book.takenBack.add('d.1' as ClientOrderId);
		expect(typesOf(await ask.submit(intent('d.1')))).toEqual(['OrderCanceled']);
		expect(await ask.cancel('d.1')).toMatchObject({ reports: [], unknown: null, calls: [] });
		expect([made, standIn.orders]).toEqual([[], []]);
	});

	it('that another desk may have sent is not taken for canceled because it did not leave again', async () => {
		const { ask, intent, book, soon, openAgain, standIn } = openBroker();
		await ask.submit(intent('d.1'));
		book.takenBack.add('d.1' as ClientOrderId);
		const again = openAgain();
		expect(await soon(again.submit(intent('d.1')))).toMatchObject({ reports: [], unknown: 'submit' });
		await soon(again.cancel('d.1' as ClientOrderId));
		expect(standIn.orders.map(({ status }) => status)).toEqual(['canceled']);
	});

	it('is there once when the first answer is lost, and each call of the way is told', async () => {
		const { ask, intent, standIn } = openBroker(goesWrong('POST', 'lost_answer'));
		const answer = await ask.submit(intent('d.1'));
		expect(typesOf(answer)).toEqual(['OrderAccepted']);
		expect(standIn.orders).toHaveLength(1);
		expect(answer.calls.map(({ request, status }) => [request.split(' {')[0], status])).toEqual([
			['POST /v2/orders', null],
			['GET /v2/orders:by_client_order_id?client_order_id=bk7.d.1', 200]
		]);
		expect(answer.calls[0]?.answer).toBe('no answer: network');
	});

	it('is unknown when nobody says in time whether it is there', async () => {
		const { ask, intent } = openBroker(({ method }) => (method === 'POST' ? 'lost_answer' : 'lost_request'));
		const answer = await ask.submit(intent('d.1'));
		expect(answer).toMatchObject({ reports: [], brokerId: null, unknown: 'submit' });
	});

	it('is rejected before anything is sent where Alpaca has no word for it', async () => {
		const { ask, intent, standIn } = openBroker();
		const answer = await ask.submit(intent('d.1', { symbol: 'BTC/USD', timeInForce: 'fok' }));
		expect(answer.reports).toMatchObject([{ type: 'OrderRejected', reason: 'not_accepted' }]);
		expect([answer.calls, standIn.orders]).toEqual([[], []]);
	});

	it.each([
		['an id that another order has', { quantity: quantity('11') }, 'id_collision'],
		['too little buying power', { id: 'd.2', quantity: quantity('5000') }, 'insufficient_buying_power'],
		['a symbol that is not traded', { id: 'd.2', symbol: 'NONE' }, 'not_tradable'],
		[
			'a stop beyond the market',
			{ id: 'd.2', side: 'sell', type: 'stop', stopPrice: price('101'), limitPrice: null },
			'stop_beyond_market'
		]
	] as const)('is rejected by name for %s, with the words in the call', async (_, more, reason) => {
		const { ask, intent } = openBroker();
		await ask.submit(intent('d.1'));
		const answer = await ask.submit(intent('d.1', more));
		expect(answer.reports).toMatchObject([{ type: 'OrderRejected', reason }]);
		expect(answer.calls.length).toBeGreaterThan(0);
	});

	it.each([
		['quantity_held', { side: 'sell', quantity: quantity('8') }],
		['wash_trade', { side: 'buy', type: 'market', limitPrice: null }],
		['not_fractionable', { symbol: 'KO', quantity: quantity('0.5'), limitPrice: price('50') }]
	] as const)('is rejected as %s', async (reason, more) => {
		const { ask, intent, standIn } = openBroker();
		standIn.list({ symbol: 'KO', isFractionable: false });
		standIn.quote('KO', '59.98', '60');
		await ask.submit(intent('d.1', { type: 'market', limitPrice: null }));
		await ask.read();
		const stop = { side: 'sell', type: 'stop', stopPrice: price('80'), limitPrice: null } as const;
		await ask.submit(intent('d.2', { ...stop, quantity: quantity('5') }));
		await ask.read();
		const answer = await ask.submit(intent('d.3', more));
		expect(answer.reports).toMatchObject([{ type: 'OrderRejected', reason }]);
	});

	it('is rejected where nothing may be sold short', async () => {
		const { ask, intent } = openBroker(() => null, { canShort: false });
		const answer = await ask.submit(intent('d.1', { side: 'sell', limitPrice: price('120') }));
		expect(answer.reports).toMatchObject([{ type: 'OrderRejected', reason: 'short_not_allowed' }]);
	});

	it('says of one that was refused after it was taken that it was rejected', async () => {
		const { ask, intent, standIn } = openBroker();
		const first = await ask.submit(intent('d.1'));
		standIn.reject(first.brokerId ?? '');
		expect((await ask.submit(intent('d.1'))).reports).toMatchObject([
			{ type: 'OrderRejected', reason: 'ended_at_broker' }
		]);
	});
});

describe('a cancel at the broker', () => {
	it('is asked, and the end is told where it is there already', async () => {
		const { ask, intent, standIn } = openBroker();
		await ask.submit(intent('d.1'));
		const answer = await ask.cancel('d.1');
		expect(answer.reports).toMatchObject([{ type: 'OrderCanceled', orderId: 'd.1', reason: 'by_hand' }]);
		expect(answer).toMatchObject({ brokerId: standIn.orders[0]?.id, unknown: null });
		expect(answer.calls.some(({ request }) => request.startsWith('DELETE /v2/orders/'))).toBe(true);
	});

	it.each([
		['has filled', 'RequestRefused', 'order_ended'],
		['has expired', 'OrderExpired', 'session_close'],
		['was rejected', 'OrderRejected', 'ended_at_broker']
	] as const)('tells of an order that %s', async (how, type, reason) => {
		const { ask, intent, standIn } = openBroker();
		const { brokerId } = await ask.submit(intent('d.1'));
		if (how === 'has filled') standIn.quote('AAPL', '89', '89.5');
		else if (how === 'has expired') standIn.endDay();
		else standIn.reject(brokerId ?? '');
		expect((await ask.cancel('d.1')).reports).toMatchObject([{ type, reason }]);
	});

	it('says that there is no such order, and that nobody answers', async () => {
		const { ask } = openBroker();
		expect((await ask.cancel('d.1')).reports).toMatchObject([
			{ type: 'RequestRefused', reason: 'unknown_order' }
		]);
		const silent = openBroker(() => 'lost_request');
		expect(await silent.ask.cancel('d.1')).toMatchObject({ reports: [], unknown: 'cancel' });
	});

	it('takes back an order that another program placed, by its id there', async () => {
		const { api, ask, book, clock, standIn } = openBroker();
		const placed = await api.submit({
			...{ symbol: 'AAPL', qty: '3', side: 'buy', type: 'limit', limit_price: '80' },
			...{ time_in_force: 'gtc', client_order_id: 'of somebody else' }
		});
		if (!placed.ok) throw new Error('not placed');
		await clock.advance(10);
		book.byBrokerId.set(placed.value.id, 'x.1' as ClientOrderId);
		expect((await ask.cancel('x.1')).reports).toMatchObject([{ type: 'OrderCanceled', orderId: 'x.1' }]);
		expect(standIn.orders[0]?.status).toBe('canceled');
	});
});

describe('a replace at the broker', () => {
	it('gives the order other terms under a name that leads back to it, and asks only for what differs', async () => {
		const { ask, intent, standIn } = openBroker();
		await ask.submit(intent('d.1'));
		const answer = await ask.replace(intent('d.1', { limitPrice: price('91') }));
		const [old, next] = standIn.orders;
		expect(answer.reports).toMatchObject([
			{ type: 'OrderReplaced', orderId: 'd.1', terms: { limitPrice: price('91'), quantity: quantity('10') } }
		]);
		expect(answer.brokerId).toBe(next?.id);
		expect(next).toMatchObject({ limit_price: '91', qty: '10', replaces: old?.id });
		expect(answer.calls.find(({ request }) => request.startsWith('PATCH'))?.request).toBe(
			`PATCH /v2/orders/${old?.id ?? ''} {"limit_price":"91","client_order_id":"bk7.d.1_r${old?.id.slice(-12) ?? ''}"}`
		);
		const { orders } = await ask.read();
		expect(orders.map(({ ourId, status }) => [ourId, status])).toEqual([
			['d.1', 'replaced'],
			['d.1', 'open']
		]);
	});

	it.each([false, true])(
		'asks for the quantity in all after a part has filled, whether or not the next order starts from zero: %s',
		async (restartsReplaced) => {
			const { ask, intent, standIn } = openBroker(() => null, { fillsInParts: true, restartsReplaced });
			await ask.submit(intent('d.1', { quantity: quantity('100'), limitPrice: price('100.05') }));
			const { brokerId } = await ask.submit(intent('d.1', { quantity: quantity('100') }));
			standIn.quote('AAPL', '110', '110.05');
			const order = standIn.orders.find(({ id }) => id === brokerId);
			expect(order).toMatchObject({ status: 'partially_filled', filled_qty: '50' });
			await ask.replace(intent('d.1', { quantity: quantity('100'), limitPrice: price('91') }));
			const answer = await ask.replace(intent('d.1', { quantity: quantity('80'), limitPrice: price('92') }));
			expect(answer.reports).toMatchObject([{ type: 'OrderReplaced' }]);
			standIn.quote('AAPL', '91', '91.05');
			standIn.step();
			expect(standIn.book.held('AAPL')).toBe(quantity('80'));
		}
	);

	it('is refused where this browser may not change orders, and no call is made', async () => {
		const { ask, intent } = openBroker(() => null, {}, { canReplace: () => false });
		await ask.submit(intent('d.1'));
		const answer = await ask.replace(intent('d.1', { limitPrice: price('91') }));
		expect(answer.reports).toMatchObject([{ type: 'RequestRefused' }]);
		expect(answer.calls).toEqual([]);
	});

	it('tells how the order ended meanwhile', async () => {
		const { ask, intent, standIn } = openBroker();
		await ask.submit(intent('d.1'));
		standIn.quote('AAPL', '89', '89.5');
		const answer = await ask.replace(intent('d.1', { limitPrice: price('91') }));
		expect(answer.reports).toMatchObject([{ type: 'RequestRefused', reason: 'order_ended' }]);
	});

	it('is done once when its answer is lost', async () => {
		const { ask, intent, standIn } = openBroker(goesWrong('PATCH', 'lost_answer', 'gateway'));
		await ask.submit(intent('d.1'));
		const answer = await ask.replace(intent('d.1', { limitPrice: price('91') }));
		expect(typesOf(answer)).toEqual(['OrderReplaced']);
		expect(standIn.orders.map(({ status }) => status)).toEqual(['replaced', 'new']);
	});
});
