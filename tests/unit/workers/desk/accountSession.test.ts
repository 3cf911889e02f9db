import { afterEach, describe, expect, it, vi } from 'vitest';
import { letEcho } from '../../../support/alpaca/echo.ts';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import { placeElsewhere } from '../../../support/alpaca/placeElsewhere.ts';
import { findTraces } from '../../../support/keyTraces.ts';
import {
	armAccount,
	eventsOf,
	openAccount,
	openAccountWorld,
	openedAccount,
	startAccountSession,
	type AccountSession
} from '../../../support/accountSession.ts';
import { closeSessions } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

const view = (desk: { readonly shown: { readonly view: { readonly brokerAccount: unknown } | null } }) =>
	desk.shown.view?.brokerAccount;

describe('the book of a paper account', () => {
	it('is opened once for each account, with what the account has, and is equal to it', async () => {
		const world = openAccountWorld();
		world.standIn.quote('AAPL', '200', '200');
		const desk = await startAccountSession(world);
		expect(await desk.refused('openAccountBook', { request: 'r' })).toMatch(/^Connect to Alpaca first/);
		await openAccount(desk);
		expect(view(desk)).toMatchObject({
			...{ id: '11111111-2222-4333-8444-555555555555', routing: 'dry_run', standing: 'equal' },
			...{ hasKeys: true, problem: null, differences: [], unguarded: 0 }
		});
		const { book, account } = desk.shown.view ?? {};
		expect([book?.name, account?.cash]).toEqual(['Paper PA0000000001', '100000']);
		const again = await desk.ask('openAccountBook', { request: 'again' });
		expect(again.id).toBe(book?.id);
	});

	it('sends nothing in dry run', async () => {
		const { world, desk } = await openedAccount();
		await desk.buy('10', 'dry');
		await desk.pass(3_000);
		expect(world.standIn.orders).toEqual([]);
	});

	it('is armed by the word alone, and only behind a gate that is ready', async () => {
		const { desk } = await openedAccount();
		const arm = { request: 'arm', routing: 'paper', typed: 'paper' } as const;
		expect(await desk.refused('setRouting', { ...arm, typed: 'yes' })).toMatch(/the word paper/);
		await desk.ask('halt', { level: 'pause', by: 'switch', reason: '' });
		expect(await desk.refused('setRouting', arm)).toMatch(/kill switch/i);
		await desk.ask('resume', { word: 'resume', by: 'switch', reason: '' });
		expect(await desk.ask('setRouting', arm)).toMatchObject({ routing: 'paper' });
	});

	it('finds a fill by polling alone within 2 s, and goes flat when its stop fires', async () => {
		const { world, desk } = await openedAccount();
		await armAccount(desk);
		world.standIn.isMarketOpen = false;
		await desk.buy('10', 'b1');
		await desk.pass(5_000);
		expect(world.standIn.orders.map(({ status }) => status)).toEqual(['accepted']);
		expect(isHeld(desk)).toBe(false);
		world.standIn.isMarketOpen = true;
		world.standIn.quote('AAPL', '200', '200');
		const since = world.clock.now();
		while (!isHeld(desk)) await desk.pass(100);
		expect(world.clock.now() - since).toBeLessThanOrEqual(2_100);
		await desk.ask('protect', { symbol: 'AAPL', stopLoss: '190', request: 'p' });
		await desk.quote('AAPL', '189');
		await desk.pass(4_000);
		expect([isHeld(desk), world.standIn.book.positions.size]).toEqual([false, 0]);
		expect(world.standIn.orders.map(({ side, status }) => [side, status])).toEqual([
			['buy', 'filled'],
			['sell', 'filled']
		]);
		expect(view(desk)).toMatchObject({ standing: 'equal', unknownOrders: [] });
	});

	it('comes back with exits alone after a reload, equal to its account, and sends no entries before they are armed anew', async () => {
		const { world, desk } = await openedAccount();
		await armAccount(desk);
		await desk.buy('10', 'b1');
		await desk.pass(3_000);
		await closeSessions();
		const after = await startAccountSession(world);
		await after.pass(200);
		expect(view(after)).toMatchObject({
			...{ routing: 'exits_only', standing: 'unread', hasKeys: false }
		});
		await after.ask('connectAlpaca', testKeys);
		await after.pass(3_000);
		expect(view(after)).toMatchObject({ routing: 'exits_only', standing: 'equal', hasKeys: true });
		await after.quote('AAPL', '200');
		await after.buy('5', 'b2', { symbol: 'MSFT' });
		await after.pass(3_000);
		expect(world.standIn.orders).toHaveLength(1);
		await after.ask('close', { symbol: 'AAPL', request: 'close' });
		await after.pass(4_000);
		expect([isHeld(after), world.standIn.book.positions.size]).toEqual([false, 0]);
	});

	it('keeps an exit that was decided while the keys were locked, and sends it once they are there', async () => {
		const { world, desk } = await openedAccount();
		await armAccount(desk);
		await desk.buy('10', 'b1');
		await desk.pass(3_000);
		await desk.ask('protect', { symbol: 'AAPL', stopLoss: '190', request: 'p' });
		await closeSessions();
		const after = await startAccountSession(world);
		await after.pass(200);
		expect(view(after)).toMatchObject({ hasKeys: false, unguarded: 1 });
		await after.quote('AAPL', '189');
		await after.pass(3_000);
		expect(world.standIn.orders).toHaveLength(1);
		await after.ask('connectAlpaca', testKeys);
		await after.pass(5_000);
		expect(world.standIn.orders).toHaveLength(2);
		expect(world.standIn.book.positions.size).toBe(0);
		expect(view(after)).toMatchObject({ standing: 'equal' });
	});

	it('takes parts of a share for the day alone, and says so before anything is sent', async () => {
		const { world, desk } = await openedAccount();
		await armAccount(desk);
		const given = { symbol: 'AAPL', side: 'buy', quantity: '0.5' } as const;
		const refusedOf = (order: object, request: string) =>
			desk.refused('submitOrder', { order: { ...given, ...order }, request });
		expect(await refusedOf({ type: 'market', timeInForce: 'gtc' }, 'a')).toContain(
			'for the day alone: choose day'
		);
		expect(await refusedOf({ type: 'trailing_stop', trailPct: '0.1' }, 'b')).toContain('whole shares alone');
		const worth = { symbol: 'AAPL', side: 'buy', notional: '50', type: 'market' } as const;
		const refusal = await desk.refused('submitOrder', {
			order: { ...worth, timeInForce: 'gtc' },
			request: 'c'
		});
		expect(refusal).toContain('for the day alone');
		await desk.buy('0.5', 'd');
		await desk.pass(3_000);
		await desk.ask('close', { symbol: 'AAPL', request: 'e' });
		await desk.pass(3_000);
		expect(world.standIn.orders.map((one) => [one.side, one.time_in_force, one.status])).toEqual([
			['buy', 'day', 'filled'],
			['sell', 'day', 'filled']
		]);
		const closed = (await eventsOf(desk, world.profile)).find(
			(event) => event.type === 'OrderInitialized' && event.intent.id === 'r.e'
		);
		expect(closed).toMatchObject({ intent: { timeInForce: 'day', ends: { reason: 'session_close' } } });
	});

	it('takes over what was ordered elsewhere', async () => {
		const { world, desk } = await openedAccount();
		const elsewhere = { symbol: 'AAPL', qty: '3', side: 'buy', type: 'limit', limit_price: '150' };
		placeElsewhere(world.standIn, { ...elsewhere, time_in_force: 'gtc', client_order_id: 'elsewhere' });
		await desk.pass(31_000);
		expect(desk.shown.view?.orders).toMatchObject([{ symbol: 'AAPL', side: 'buy', quantity: '3' }]);
		expect(view(desk)).toMatchObject({ standing: 'equal' });
		const rows = await desk.ask('reconciliations', {});
		expect(rows[0]?.differences).toMatchObject([{ about: 'order', did: 'adopted' }]);
	});

	it('marks what was opened elsewhere, and not what it opened itself', async () => {
		const { world, desk } = await openedAccount();
		await armAccount(desk);
		await desk.quote('MSFT', '200');
		await desk.buy('1', 'own', { symbol: 'MSFT' });
		const elsewhere = { symbol: 'AAPL', qty: '3', side: 'buy', type: 'market', time_in_force: 'day' };
		placeElsewhere(world.standIn, { ...elsewhere, client_order_id: 'elsewhere' });
		await desk.pass(31_000);
		const held = new Map(desk.shown.view?.positions.map((row) => [row.symbol, row.isExternal]));
		expect([held.get('AAPL'), held.get('MSFT')]).toEqual([true, false]);
		expect(desk.shown.view?.positions.map(({ isSimulated }) => isSimulated)).toEqual([false, false]);
	});

	it('says why its account cannot be read, and holds what it has', async () => {
		const { world, desk } = await openedAccount();
		await armAccount(desk);
		await desk.buy('10', 'b1');
		await desk.pass(3_000);
		world.mishaps = ({ path }) => (path === '/v2/positions' ? 'gateway' : null);
		await desk.pass(40_000);
		expect(view(desk)).toMatchObject({ problem: expect.stringContaining('positions') as string });
		expect(desk.shown.view?.positions).toMatchObject([{ symbol: 'AAPL', quantity: '10' }]);
		world.mishaps = () => null;
		expect(await desk.ask('reconcile', {})).toMatchObject({ problem: null, standing: 'equal' });
	});

	it('is another one with the key of another account', async () => {
		const { world, desk } = await openedAccount();
		const first = desk.shown.view?.book.id;
		Object.assign(world.standIn.setup, { accountId: '22222222-2222-4333-8444-555555555555' });
		await desk.ask('connectAlpaca', testKeys);
		await desk.pass(500);
		expect(view(desk)).toMatchObject({ hasKeys: false });
		const { id } = await desk.ask('openAccountBook', { request: 'other' });
		expect(id).not.toBe(first);
		await desk.pass(1_000);
		expect(view(desk)).toMatchObject({ id: '22222222-2222-4333-8444-555555555555', standing: 'equal' });
	});

	it('does not leave for dry run while something is open, and sends no more entries once another book is shown', async () => {
		const { world, desk } = await openedAccount();
		const before = desk.shown.view?.books.find(({ isChosen }) => !isChosen)?.id ?? '';
		await armAccount(desk);
		await desk.buy('10', 'b1');
		await desk.pass(3_000);
		const dry = { request: 'dry', routing: 'dry_run' } as const;
		expect(await desk.refused('setRouting', dry)).toMatch(/nothing guards them/);
		const id = desk.shown.view?.book.id ?? '';
		await desk.ask('chooseBook', { id: before });
		const back = await desk.ask('chooseBook', { id });
		expect(back.id).toBe(id);
		await desk.pass(2_000);
		const events = await eventsOf(desk, world.profile);
		const routed = events.flatMap((event) => (event.type === 'RoutingChanged' ? [event.reason] : []));
		expect(routed).toEqual(['', 'another book is shown']);
	});

	it('finds that its streams work by those that it keeps open, and opens none of them a second time', async () => {
		const world = openAccountWorld();
		world.hasStreams = true;
		world.standIn.quote('AAPL', '200', '200');
		const desk = await startAccountSession(world);
		await openAccount(desk);
		await desk.pass(5_000);
		const { probes } = await desk.ask('examineAlpaca', {});
		expect(probes.slice(5)).toMatchObject([
			{
				name: 'orderStream',
				result: 'works',
				says: expect.stringMatching(/^In use by this desk, works/) as string
			},
			{
				name: 'priceStream',
				result: 'works',
				says: expect.stringMatching(/^In use by this desk, works/) as string
			},
			{ name: 'coinStream', result: 'works' },
			{ name: 'newsStream', result: 'works', says: expect.stringMatching(/closed again\.$/) as string }
		]);
		expect(view(desk)).toMatchObject({ hasKeys: true });
	});

	it('tells nobody its secret, though it is thrown and sent back: not in a row, an export, a log or an answer', async () => {
		const written: unknown[] = [];
		const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
			vi.spyOn(console, name).mockImplementation((...said: unknown[]) => void written.push(said))
		);
		const { world, desk } = await openedAccount();
		await armAccount(desk);
		const alpaca = letEcho(world.standIn);
		world.mishaps = ({ method }) => (method === 'POST' ? 'lost_answer' : null);
		await desk.buy('10', 'b1');
		await desk.pass(2_000);
		world.mishaps = () => null;
		await desk.pass(35_000);
		alpaca.refusesOrders = true;
		await desk.quote('MSFT', '200');
		written.push(await desk.buy('1', 'b2', { symbol: 'MSFT' }));
		await desk.pass(2_000);
		world.throws = ({ headers }) => new TypeError(`${JSON.stringify(headers)} is an invalid header value`);
		written.push(
			await desk.buy('1', 'b3', { symbol: 'MSFT' }),
			await desk.ask('reconcile', {}).catch(String)
		);
		await desk.pass(40_000);
		written.push(await desk.ask('examineAlpaca', {}), desk.shown);
		world.throws = () => null;
		await desk.pass(40_000);
		written.push(await desk.ask('accountFacts', {}), desk.shown, await desk.ask('connection', {}));
		const { content } = await desk.ask('exportFile', { what: 'journal' });
		written.push(await content.text());
		for (const table of world.profile.db.tables) written.push(await table.toArray());
		for (const spy of spies) spy.mockRestore();
		const all = JSON.stringify(written, (_, value: unknown) =>
			typeof value === 'bigint' ? String(value) : value instanceof Error ? (value.stack ?? '') : value
		);
		expect(all).toContain('BrokerCalled');
		expect(all).toContain('forbidden for key … with …');
		expect(findTraces(new Map([['what was written', [all]]]), [testKeys])).toEqual([]);
	});
});

const isHeld = ({ session }: AccountSession): boolean =>
	session.running().runner.live().state.book.positionBySymbol.size > 0;
