import { afterEach, expect, it } from 'vitest';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import {
	armAccount,
	openedAccount,
	startAccountSession,
	type AccountSession,
	type AccountWorld
} from '../../../support/accountSession.ts';
import { closeSessions } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

/** How often an order was sent, whatever became of it on the way. */
function countSubmits(world: AccountWorld): () => number {
	let sent = 0;
	const before = world.mishaps;
	world.mishaps = (request) => {
		// The doctor's trial is an order of nothing.
		if (request.method === 'POST' && request.path === '/v2/orders' && request.body !== '{}') sent++;
		return before(request);
	};
	return () => sent;
}

async function goDry(desk: AccountSession): Promise<void> {
	await desk.session
		.running()
		.runner.command((at) => [{ type: 'SetRouting', at, request: 'dry', routing: 'dry_run', reason: '' }]);
}

/** 10 AAPL held with a stop that rests there, and a close that waits for the cancel of the stop, which does not get there. */
async function closing() {
	const { world, desk } = await openedAccount();
	await armAccount(desk);
	await desk.buy('10', 'buy');
	await desk.pass(3_000);
	const stop = { symbol: 'AAPL', side: 'sell', type: 'stop', quantity: '10', stopPrice: '190' } as const;
	await desk.ask('submitOrder', { order: { ...stop, timeInForce: 'gtc' }, request: 'stop' });
	await desk.pass(1_000);
	world.mishaps = ({ method }) => (method === 'DELETE' ? 'unheard' : null);
	const submits = countSubmits(world);
	await desk.session
		.running()
		.runner.command((at) => [
			{ type: 'ClosePosition', at, request: 'close', symbol: 'AAPL', quantity: null }
		]);
	return { world, desk, submits };
}

const closeOf = ({ shown }: AccountSession) =>
	shown.view?.orders.find(({ id }) => id === 'r.close')?.status ?? 'over';

it('what waits to be sent when orders go nowhere any more is not sent, not over a reload either, and is told as what never came there', async () => {
	const { world, desk, submits } = await closing();
	expect(closeOf(desk)).toBe('submitted');
	await goDry(desk);
	await desk.pass(5_000);
	desk.session.running().runner.runTo(world.clock.now());
	await desk.pass(5_000);
	expect([submits(), closeOf(desk)]).toEqual([0, 'submitted']);
	await closeSessions();
	const after = await startAccountSession(world);
	await after.ask('connectAlpaca', testKeys);
	await after.pass(40_000);
	expect([submits(), closeOf(after)]).toEqual([0, 'submitted']);
	await after.pass(120_000);
	expect([submits(), closeOf(after)]).toEqual([0, 'over']);
	expect(after.shown.view?.brokerAccount).toMatchObject({ routing: 'dry_run', unknownOrders: [] });
	const told = after.shown.view?.feed.find(
		({ orderId, type }) => orderId === 'r.close' && type === 'OrderRejected'
	);
	expect(told?.text).toBe(
		'Not at Alpaca, sell 10 AAPL at the market: it was not sent, or was lost on its way; nothing of it trades.'
	);
	expect(world.standIn.book.positions.size).toBe(1);
});

it('an entry whose answer was lost is not sent again once orders go nowhere any more', async () => {
	const { world, desk } = await openedAccount();
	await armAccount(desk);
	world.mishaps = ({ method, body }) => (method === 'POST' && body !== '{}' ? 'lost_request' : null);
	const submits = countSubmits(world);
	const order = { symbol: 'AAPL', side: 'buy', type: 'market', quantity: '10' } as const;
	await desk.ask('submitOrder', { order, request: 'buy' });
	const tried = submits();
	expect(tried).toBeGreaterThan(0);
	await goDry(desk);
	world.mishaps = () => null;
	const later = countSubmits(world);
	await desk.pass(200_000);
	const { feed } = await desk.until(({ orders }) => orders.length === 0);
	expect([later(), world.standIn.orders]).toEqual([0, []]);
	const told = feed.find(({ type }) => type === 'OrderRejected');
	expect(told?.text).toMatch(/^Not at Alpaca, buy 10 AAPL/);
});

it('an entry that never arrived and is canceled ends as soon as it cannot come late any more', async () => {
	const { world, desk } = await openedAccount();
	await armAccount(desk);
	world.mishaps = ({ method, body }) => (method === 'POST' && body !== '{}' ? 'lost_request' : null);
	const order = { symbol: 'AAPL', side: 'buy', type: 'market', quantity: '10' } as const;
	await desk.ask('submitOrder', { order, request: 'buy' });
	await desk.ask('cancel', { orderId: 'r.buy', request: 'c' });
	await desk.pass(25_000);
	const { orders, feed, brokerAccount } = desk.shown.view ?? {};
	expect([orders, brokerAccount?.unknownOrders]).toEqual([[], []]);
	expect(feed?.find(({ type }) => type === 'OrderRejected')?.text).toMatch(/^Not at Alpaca, buy 10 AAPL/);
	expect(feed?.filter(({ type }) => type === 'RequestRefused')).toEqual([]);
});

it('orders that are over do not keep a desk from going back to a dry run', async () => {
	const { desk } = await openedAccount();
	await armAccount(desk);
	await desk.buy('10', 'buy', { type: 'limit', limitPrice: '150', timeInForce: 'gtc' });
	await desk.pass(3_000);
	expect(await desk.refused('setRouting', { request: 'd1', routing: 'dry_run' })).toMatch(
		/^Positions or orders are open/
	);
	await desk.ask('cancelOrders', { request: 'c', symbol: 'AAPL' });
	await desk.pass(5_000);
	expect(await desk.ask('setRouting', { request: 'd2', routing: 'dry_run' })).toMatchObject({
		routing: 'dry_run'
	});
});
