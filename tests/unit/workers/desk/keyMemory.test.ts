import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { KeyMemory } from '../../../../src/workers/desk/keyMemory.ts';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import { openConnection, relay } from '../../../support/alpaca/openConnection.ts';
import {
	armAccount,
	openAccount,
	openAccountWorld,
	startAccountSession,
	type AccountWorld
} from '../../../support/accountSession.ts';
import { closeSessions } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

const stateOf = async (desk: Awaited<ReturnType<typeof startAccountSession>>) =>
	(await desk.ask('connection', {})).state;

/** 10 AAPL held and guarded by a desk that goes to sleep, and the memory of its worker. */
async function asleep() {
	const world = openAccountWorld();
	world.hasStreams = true;
	const memory = new KeyMemory();
	world.standIn.quote('AAPL', '200', '200');
	const desk = await startAccountSession(world, memory);
	await openAccount(desk);
	await desk.quote('AAPL', '200');
	await armAccount(desk);
	await desk.buy('10', 'buy');
	await desk.pass(3_000);
	await desk.ask('protect', { symbol: 'AAPL', stopLoss: '190', request: 'stop' });
	desk.session.standDown();
	await world.clock.advance(600_000);
	return { world, memory };
}

const sides = ({ standIn }: AccountWorld) => standIn.orders.map(({ side, status }) => `${side} ${status}`);

it('a sleep locks no keys: the guards go on by themselves, and entries have to be armed anew', async () => {
	const { world, memory } = await asleep();
	const desk = await startAccountSession(world, memory);
	await desk.pass(5_000);
	expect(await stateOf(desk)).toBe('connected');
	expect(desk.session.running().runner.live().state.book.broker?.routing).toBe('exits_only');
	await desk.quote('AAPL', '189');
	await desk.pass(5_000);
	expect(sides(world)).toEqual(['buy filled', 'sell filled']);
});

it('a network that comes back late after a sleep is waited for', async () => {
	const { world, memory } = await asleep();
	world.mishaps = () => 'lost_request';
	const desk = await startAccountSession(world, memory);
	await desk.pass(60_000);
	expect(await stateOf(desk)).toBe('failed');
	world.mishaps = () => null;
	await desk.pass(60_000);
	expect(await stateOf(desk)).toBe('connected');
});

it('another tab that led meanwhile may have forgotten the keys: they are not taken up', async () => {
	const { world, memory } = await asleep();
	const other = await startAccountSession(world);
	expect(await stateOf(other)).toBe('none');
	other.session.standDown();
	const desk = await startAccountSession(world, memory);
	await desk.pass(5_000);
	expect(await stateOf(desk)).toBe('none');
});

it('keys that are forgotten while they are tried again are not taken up either', async () => {
	const { world, memory } = await asleep();
	world.mishaps = () => 'lost_request';
	const desk = await startAccountSession(world, memory);
	await desk.pass(20_000);
	await desk.ask('forgetAlpaca', {});
	world.mishaps = () => null;
	await desk.pass(120_000);
	expect(await stateOf(desk)).toBe('none');
	desk.session.standDown();
	const again = await startAccountSession(world, memory);
	await again.pass(5_000);
	expect(await stateOf(again)).toBe('none');
	expect(memory.takeUp(99)).toBeNull();
	expect(JSON.stringify(memory)).not.toContain(testKeys.secret);
});

it('a session that stood down tries no keys any more', async () => {
	const { world, memory } = await asleep();
	world.mishaps = () => 'lost_request';
	const desk = await startAccountSession(world, memory);
	await desk.pass(20_000);
	desk.session.standDown();
	let calls = 0;
	world.mishaps = () => {
		calls++;
		return null;
	};
	await desk.pass(180_000);
	expect(calls).toBe(0);
});

it('keys that are revoked during a sleep are said to be refused, and tried once', async () => {
	const { world, memory } = await asleep();
	let calls = 0;
	world.mishaps = () => {
		calls++;
		return 'revoked';
	};
	const desk = await startAccountSession(world, memory);
	await desk.pass(20_000);
	expect(await desk.ask('connection', {})).toMatchObject({
		state: 'failed',
		problem: 'Alpaca refuses the key.'
	});
	const before = calls;
	await desk.pass(180_000);
	expect(calls).toBe(before);
});

it('keys are taken up once a session, and no other tries are made beside those of the first', () => {
	const memory = new KeyMemory();
	const working = { keys: testKeys, relay: null };
	memory.hold(working, 1);
	expect(memory.takeUp(1)).toBeNull();
	expect(memory.takeUp(2)).toBe(working);
	expect(memory.takeUp(2)).toBeNull();
	expect(memory.holds(working, 2)).toBe(true);
	expect(memory.holds(working, 1)).toBe(false);
	memory.forget();
	expect(memory.holds(working, 2)).toBe(false);
});

it('keys go on by the relay that they worked by last, which is waited for too', async () => {
	const memory = new KeyMemory();
	const { start, clock, site } = await openConnection();
	const first = await start(memory);
	await first.connect(testKeys, '');
	await first.examineAgain(relay);
	first.close();
	site.hasRelay = false;
	const second = await start(memory, 1);
	await vi.waitFor(() => expect(second.view().state).toBe('failed'));
	expect(second.view().problem).toContain('no relay');
	expect(second.view().keyHint).not.toBeNull();
	site.hasRelay = true;
	await clock.advance(2_000);
	await vi.waitFor(() => expect(second.view()).toMatchObject({ state: 'connected', way: 'relay' }));
});

it('keys that worked only by another way than the first are held too', async () => {
	const memory = new KeyMemory();
	const { start } = await openConnection(() => 'lost_request');
	const first = await start(memory);
	await first.connect(testKeys, '');
	await first.examineAgain(relay);
	first.close();
	const second = await start(memory, 1);
	await vi.waitFor(() => expect(second.view()).toMatchObject({ state: 'connected', way: 'relay' }));
});
