import { afterEach, expect, it } from 'vitest';
import { openAccount, openAccountWorld, startAccountSession } from '../../../support/accountSession.ts';
import { closeSessions } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

async function holding(quantity: string) {
	const world = openAccountWorld();
	world.standIn.quote('AAPL', '200', '200');
	const desk = await startAccountSession(world);
	await openAccount(desk);
	await desk.quote('AAPL', '200');
	await desk.ask('setRouting', { request: 'arm', routing: 'paper', typed: 'paper' });
	await desk.buy(quantity, 'b1');
	await desk.pass(3_000);
	return { world, desk };
}

it('lets a stop rest at the account for what a stop guards, and sells no more than is held when both act', async () => {
	const { world, desk } = await holding('10');
	expect((await desk.ask('restPlan', {}))[0]?.text).toBe('No stop guards AAPL: nothing rests for it.');
	await desk.ask('protect', { symbol: 'AAPL', stopLoss: '190', takeProfit: '220', request: 'p' });
	const [line] = await desk.ask('restPlan', {});
	expect(line).toEqual({
		...{ symbol: 'AAPL', rests: true },
		text: 'A stop at 190.00 rests at Alpaca for 10 AAPL; targets do not.'
	});
	expect((await desk.ask('restProtection', { request: 'rest' })).text).toBe(
		'1 stop was sent to rest at Alpaca.'
	);
	await desk.pass(3_000);
	const resting = () => world.standIn.orders.filter(({ type }) => type === 'stop');
	expect(resting()).toMatchObject([{ side: 'sell', qty: '10', stop_price: '190', time_in_force: 'gtc' }]);
	expect((await desk.ask('restPlan', {}))[0]?.text).toBe('An order of AAPL rests there already.');
	await desk.quote('AAPL', '221');
	await desk.pass(8_000);
	expect([world.standIn.book.positions.size, resting()[0]?.status]).toEqual([0, 'canceled']);
	expect(desk.shown.view?.positions).toEqual([]);
});

it('sends nothing in dry run', async () => {
	const { desk } = await holding('10');
	await desk.ask('close', { symbol: 'AAPL', request: 'c' });
	await desk.pass(3_000);
	await desk.ask('setRouting', { request: 'dry', routing: 'dry_run' });
	expect(await desk.refused('restProtection', { request: 'rest' })).toMatch(/^In dry run nothing is sent/);
});
