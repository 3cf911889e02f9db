import { afterEach, expect, it } from 'vitest';
import {
	armAccount,
	eventsOf,
	openAccountWorld,
	openedAccount,
	startAccountSession,
	type AccountSession,
	type AccountWorld
} from '../../../support/accountSession.ts';
import { closeSessions } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

const minute = 60_000;

const gapsOf = async (desk: AccountSession, { profile }: AccountWorld) =>
	(await eventsOf(desk, profile)).flatMap((event) => (event.type === 'MarketUnwatched' ? [event] : []));

/** 10 AAPL held and guarded at the account. */
async function guarded() {
	const { world, desk } = await openedAccount();
	await armAccount(desk);
	await desk.buy('10', 'buy');
	await desk.pass(3_000);
	await desk.ask('protect', { symbol: 'AAPL', stopLoss: '190', request: 'stop' });
	return { world, desk };
}

it('a time for which the desk was closed stands in the journal once, with what could not act, as the page says it', async () => {
	const { world } = await guarded();
	const closedAt = world.clock.now();
	await closeSessions();
	await world.clock.advance(10 * minute);
	const after = await startAccountSession(world);
	await after.pass(3_000);
	const gaps = await gapsOf(after, world);
	expect(gaps).toMatchObject([{ guarded: ['AAPL'] }]);
	const [{ from, at } = { from: 0, at: 0 }] = gaps;
	expect(Math.abs(from - closedAt)).toBeLessThan(1_000);
	expect(Math.abs(at - closedAt - 10 * minute)).toBeLessThan(1_000);
	const { missed, feed } = after.shown.view ?? {};
	expect(missed).toMatch(
		/^The market was not watched from .* New York \(10 minutes\).*What guards AAPL did not act/
	);
	expect(feed?.find(({ type }) => type === 'MarketUnwatched')).toMatchObject({ text: missed, tone: 'alarm' });
});

it('a sleep of the device stands in the journal once', async () => {
	const { world, desk } = await guarded();
	// Nothing ticks while it sleeps; then it is not known at first whether another tab leads.
	await world.clock.advance(90 * minute);
	world.mayAct = false;
	await desk.pass(5_000);
	expect(await gapsOf(desk, world)).toEqual([]);
	world.mayAct = true;
	await desk.pass(5_000);
	expect(await gapsOf(desk, world)).toMatchObject([{ guarded: ['AAPL'] }]);
});

it('minutes without a price on an open desk are none of it, though it is killed', async () => {
	const world = openAccountWorld();
	const desk = await startAccountSession(world);
	await desk.ask('createBook', { name: 'Market', market: 'alpaca' });
	await desk.pass(5 * minute);
	desk.session.standDown();
	await world.clock.advance(20_000);
	const again = await startAccountSession(world);
	await again.pass(5_000);
	expect(again.shown.view).toMatchObject({ book: { source: 'alpaca' }, missed: null });
	expect(await gapsOf(again, world)).toEqual([]);
	const killedAt = world.clock.now();
	again.session.standDown();
	await world.clock.advance(10 * minute);
	const later = await startAccountSession(world);
	await later.pass(5_000);
	const [gap, ...others] = await gapsOf(later, world);
	expect([others, gap?.guarded]).toEqual([[], []]);
	expect(killedAt - (gap?.from ?? 0)).toBeLessThan(5_000);
});
