import { afterEach, expect, it } from 'vitest';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import {
	armAccount,
	openAccount,
	openAccountWorld,
	openedAccount,
	startAccountSession,
	type AccountSession,
	type AccountWorld
} from '../../../support/accountSession.ts';
import { closeSessions } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

/** What of each position is guarded, and how many are shown as unguarded. */
function guards({ session, shown }: AccountSession) {
	session.show();
	return [shown.view?.positions.map(({ guarded }) => guarded), shown.view?.brokerAccount?.unguarded];
}

it('a position of an account is guarded by what can act: a trigger with the keys there, or an order that rests', async () => {
	const { world, desk } = await openedAccount();
	await armAccount(desk);
	await desk.buy('10', 'b1');
	await desk.pass(3_000);
	await desk.ask('protect', { symbol: 'AAPL', stopLoss: '190', request: 'p' });
	await desk.pass(200);
	expect(guards(desk)).toEqual([['10'], 0]);
	await closeSessions();
	const locked = await startAccountSession(world);
	await locked.pass(200);
	expect(guards(locked)).toEqual([['0'], 1]);
	await locked.ask('connectAlpaca', testKeys);
	await locked.pass(3_000);
	expect(guards(locked)).toEqual([['10'], 0]);
	await locked.ask('restProtection', { request: 'rest' });
	await locked.pass(3_000);
	await closeSessions();
	const resting = await startAccountSession(world);
	await resting.pass(200);
	expect(guards(resting)).toEqual([['10'], 0]);
});

it('an archived book of an account guards nothing, and no keys would change that', async () => {
	const { desk } = await openedAccount();
	await armAccount(desk);
	await desk.buy('10', 'b1');
	await desk.pass(3_000);
	await desk.ask('protect', { symbol: 'AAPL', stopLoss: '190', request: 'p' });
	await desk.ask('archiveBook', { id: desk.session.running().record.id });
	await desk.pass(200);
	expect(guards(desk)).toEqual([['0'], 0]);
});

it.each([
	['an hour ahead, where every price comes too old', 3_600_000, ['0'], 1],
	['an hour behind', -3_600_000, ['10'], 0]
])('by a clock that is %s, triggers guard as far as they can fire', async (_, ahead, guarded, unguarded) => {
	const world: AccountWorld = openAccountWorld({ clock: { now: () => world.clock.now() - ahead } });
	world.standIn.quote('AAPL', '200', '200');
	world.standIn.handle({
		...{ method: 'POST', path: '/v2/orders', query: new URLSearchParams() },
		headers: { 'apca-api-key-id': testKeys.keyId, 'apca-api-secret-key': testKeys.secret },
		body: JSON.stringify({ symbol: 'AAPL', qty: '10', side: 'buy', type: 'market', time_in_force: 'day' })
	});
	world.standIn.step();
	const desk = await startAccountSession(world);
	await openAccount(desk);
	await desk.ask('setRouting', { routing: 'exits_only', request: 'exits' });
	await desk.quote('AAPL', '200');
	await desk.ask('protect', { symbol: 'AAPL', stopLoss: '190', request: 'p' });
	await desk.pass(200);
	expect(guards(desk)).toEqual([guarded, unguarded]);
});
