import { afterEach, describe, expect, it } from 'vitest';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import {
	armAccount,
	openedAccount,
	type AccountSession,
	type AccountWorld
} from '../../../support/accountSession.ts';
import { closeSessions } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

/** 10 AAPL held at the account, whose market then takes orders and fills none. */
async function held(): Promise<{ readonly world: AccountWorld; readonly desk: AccountSession }> {
	const { world, desk } = await openedAccount();
	await armAccount(desk);
	await desk.buy('10', 'buy');
	await desk.pass(3_000);
	world.standIn.isMarketOpen = false;
	return { world, desk };
}

const ordersThere = ({ standIn }: AccountWorld) =>
	standIn.orders.map(({ side, type, qty, status }) => `${side} ${qty ?? ''} ${type} ${status}`);
const alarms = ({ shown }: AccountSession) =>
	(shown.view?.feed ?? []).filter(({ tone }) => tone === 'alarm').map(({ text }) => text);
/** Lets time pass, and the clock of the book with it. */
async function passBoth(
	{ world, desk }: Awaited<ReturnType<typeof held>>,
	milliseconds: number
): Promise<void> {
	await desk.pass(milliseconds);
	desk.session.running().runner.runTo(world.clock.now());
	await desk.pass(500);
}
const newest = ({ standIn }: AccountWorld) => standIn.orders.at(-1)?.id ?? '';

/** Another program takes an order back. */
function cancelElsewhere({ standIn }: AccountWorld, id: string): void {
	standIn.handle({
		...{ method: 'DELETE', path: `/v2/orders/${id}`, query: new URLSearchParams(), body: '' },
		headers: { 'apca-api-key-id': testKeys.keyId, 'apca-api-secret-key': testKeys.secret }
	});
}

it('a stop that made way for a close rests at the account again when the close is rejected there', async () => {
	const { world, desk } = await held();
	const stop = { symbol: 'AAPL', side: 'sell', type: 'stop', quantity: '10', stopPrice: '190' } as const;
	await desk.ask('submitOrder', { order: { ...stop, timeInForce: 'gtc' }, request: 'stop' });
	await desk.pass(3_000);
	expect(ordersThere(world).slice(1)).toEqual(['sell 10 stop accepted']);
	await desk.ask('close', { symbol: 'AAPL', request: 'close' });
	await desk.pass(6_000);
	expect(ordersThere(world).slice(1)).toEqual(['sell 10 stop canceled', 'sell 10 market accepted']);
	world.standIn.reject(newest(world));
	await desk.pass(6_000);
	expect(ordersThere(world).slice(2)).toEqual(['sell 10 market rejected', 'sell 10 stop accepted']);
	expect(world.standIn.orders.at(-1)).toMatchObject({ stop_price: '190', time_in_force: 'gtc' });
	expect(desk.shown.view?.orders).toMatchObject([{ type: 'stop', quantity: '10', stopPrice: '190' }]);
});

describe('the exit of a trigger that ends at the account without closing', () => {
	it.each([
		['rejected', (world: AccountWorld) => world.standIn.reject(newest(world)), 'Rejected by Alpaca'],
		[
			'canceled by another program',
			(world: AccountWorld) => cancelElsewhere(world, newest(world)),
			'Canceled'
		]
	])(
		'%s is told as an alarm, and its trigger guards again and acts once its pause is over',
		async (_, end, told) => {
			const opened = await held();
			const { world, desk } = opened;
			await desk.ask('protect', { symbol: 'AAPL', stopLoss: '190', request: 'p' });
			await desk.quote('AAPL', '189');
			await passBoth(opened, 3_000);
			expect(ordersThere(world).slice(1)).toEqual(['sell 10 market accepted']);
			end(world);
			await passBoth(opened, 4_000);
			expect(alarms(desk)[0]).toMatch(
				new RegExp(`^${told}.*What it has not closed is still held: its trigger guards again`)
			);
			expect(desk.shown.view?.triggers).toMatchObject([
				{ kind: 'stop_loss', couldNotAct: expect.any(String) as string }
			]);
			expect(ordersThere(world)).toHaveLength(2);
			await passBoth(opened, 10_000);
			await desk.pass(1_000);
			expect(ordersThere(world).slice(2)).toEqual(['sell 10 market accepted']);
		}
	);
});

it('a stop at the account that another program takes back is told as an alarm that it guards nothing', async () => {
	const { world, desk } = await held();
	const stop = { symbol: 'AAPL', side: 'sell', type: 'stop', quantity: '10', stopPrice: '190' } as const;
	await desk.ask('submitOrder', { order: { ...stop, timeInForce: 'gtc' }, request: 'stop' });
	await desk.pass(3_000);
	cancelElsewhere(world, newest(world));
	await desk.pass(5_000);
	expect(alarms(desk)[0]).toMatch(/^Canceled: .*It guards nothing: what it has not closed is still held/);
});
