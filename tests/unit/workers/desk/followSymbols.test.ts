import { afterEach, describe, expect, it } from 'vitest';
import { formatDecimal, type Quantity } from '../../../../src/lib/domain/decimal.ts';
import {
	eventsOf,
	openAccountWorld,
	startAccountSession,
	type AccountSession
} from '../../../support/accountSession.ts';
import {
	followWithoutKeys,
	keepList,
	openListedAccount,
	openListedWorld
} from '../../../support/listedWorld.ts';
import { closeSessions } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

const noLot = 0n as Quantity;
const follow = (desk: AccountSession, ...symbols: readonly string[]) =>
	desk.ask('followSymbols', {
		symbols,
		request: `follow-${String(symbols.length)}-${(symbols[0] ?? '').replace('/', '')}`
	});
const refusal = (desk: AccountSession, ...symbols: readonly string[]) =>
	desk.refused('followSymbols', { symbols, request: 'refused' });
const watched = ({ session }: AccountSession) => session.listed();

describe('symbols that are followed', () => {
	it('are added to the book and its watchlist, stock and coin, with their own steps, and priced', async () => {
		const { world, desk } = await openListedAccount();
		const before = watched(desk);
		expect(await follow(desk, 'brk.a', 'SOL/USD')).toEqual({
			...{ symbols: ['BRK.A', 'SOL/USD'], text: 'BRK.A, SOL/USD are followed.' }
		});
		expect(watched(desk)).toEqual([...before, 'BRK.A', 'SOL/USD']);
		const { instruments } = desk.session.running().runner.live().state.book;
		const lots = new Map(instruments.map(({ instrument }) => [instrument.symbol, instrument.lot]));
		expect(['BRK.A', 'SOL/USD'].map((symbol) => formatDecimal(lots.get(symbol) ?? noLot))).toEqual([
			...['1', '0.000000001']
		]);
		await desk.until(({ watch }) => watch.at(-1)?.ask === '100.02');
		world.standIn.quote('SOL/USD', '99.99', '100.03');
		const view = await desk.until(({ watch }) => watch.at(-1)?.ask === '100.03');
		expect(view.watch.at(-1)).toMatchObject({ symbol: 'SOL/USD', bid: '99.99', isListed: true });
		expect(view.priceFeed?.origins).toMatchObject({ 'BRK.A': 'quotes', 'SOL/USD': 'quotes' });
		const added = (await eventsOf(desk, world.profile)).filter(({ type }) => type === 'InstrumentsAdded');
		expect(added).toHaveLength(1);
	});

	it.each([
		['unknown', ['NOSUCH'], 'Alpaca lists nothing called NOSUCH.'],
		['not tradable', ['HELD'], 'HELD does not trade at Alpaca now.'],
		['inactive', ['GONE'], 'GONE is not active at Alpaca any more.'],
		['nothing', [' '], 'Give a symbol.'],
		[
			'several of them',
			['NFLX', 'HELD', 'GONE'],
			'Nothing new is followed. HELD does not trade at Alpaca now. GONE is not active at Alpaca any more.'
		],
		['one among others', ['NFLX', 'NOSUCH'], 'Alpaca lists nothing called NOSUCH.']
	])('change nothing when they are %s', async (_, symbols, text) => {
		const { desk } = await openListedAccount();
		const before = watched(desk);
		const { seq } = desk.session.running().runner.live();
		expect(await refusal(desk, ...symbols)).toBe(text);
		expect(watched(desk)).toEqual(before);
		expect(desk.session.running().runner.live().seq).toBe(seq);
	});

	it('are not added twice, and are watched again when they were taken off', async () => {
		const { world, desk } = await openListedAccount();
		await follow(desk, 'NFLX');
		const before = watched(desk);
		await follow(desk, 'NFLX');
		expect(watched(desk)).toEqual(before);
		await desk.ask('setWatchlist', { symbols: before.filter((symbol) => symbol !== 'NFLX') });
		expect(watched(desk)).not.toContain('NFLX');
		await follow(desk, 'nflx');
		expect(watched(desk)).toEqual(before);
		expect(
			(await eventsOf(desk, world.profile)).filter(({ type }) => type === 'InstrumentsAdded')
		).toHaveLength(1);
		expect((await eventsOf(desk, world.profile)).map(({ type }) => type)).not.toContain('CommandRefused');
	});

	it('are there after a reload', async () => {
		const { world, desk } = await openListedAccount();
		await follow(desk, 'NFLX');
		const before = watched(desk);
		await closeSessions();
		const after = await startAccountSession(world);
		expect(watched(after)).toEqual(before);
		await after.until(({ symbols }) => symbols.includes('NFLX'));
	});

	it('are polled beyond the thirty that the stream has room for, and it is said', async () => {
		const { world, desk } = await openListedAccount();
		const many = Array.from({ length: 33 }, (_, n) => `S${String(n)}`);
		for (const symbol of many) world.standIn.list({ symbol });
		const stocks = watched(desk).filter((symbol) => !symbol.includes('/')).length;
		const first = many.slice(0, 30 - stocks);
		expect((await follow(desk, ...first)).text).toMatch(/ are followed\.$/);
		const { text } = await follow(desk, ...many.slice(first.length, first.length + 2));
		const [one = '', other = ''] = many.slice(first.length);
		expect(text).toBe(
			`${one}, ${other} are followed. The streams have no more room: ${one}, ${other} are asked for every few seconds instead.`
		);
		await desk.until(({ priceFeed }) => priceFeed?.polled === 2);
	});

	it('come from the list that is kept where there are no keys, and without one not at all', async () => {
		const { world } = openListedWorld();
		const desk = await followWithoutKeys(world);
		expect(await refusal(desk, 'NFLX')).toMatch(/^Alpaca’s list is not on this device yet/);
		await closeSessions();
		await keepList(world, 3);
		const after = await followWithoutKeys(world);
		expect(await refusal(after, 'SOL/USD')).toBe('Alpaca lists nothing called SOL/USD.');
		expect((await follow(after, 'NFLX')).text).toBe(
			'NFLX is followed. Prices come once keys are given or unlocked.'
		);
		expect(watched(after).at(-1)).toBe('NFLX');
	});

	it('are called what Alpaca says or the kept list has, without a call for it', async () => {
		const { world, reads, desk } = await openListedAccount();
		await follow(desk, 'NFLX');
		await desk.until(({ watch }) => watch.at(-1)?.name === 'Netflix, Inc. Common Stock');
		await closeSessions();
		await keepList(world, 3);
		const after = await startAccountSession(world);
		const { watch } = await after.until((view) => view.watch.at(-1)?.name === 'Netflix as kept');
		expect(watch[0]).toMatchObject({ symbol: 'AAPL', name: '' });
		expect(reads.count).toBe(0);
	});

	it('are refused with Alpaca’s reason when it does not say what they are', async () => {
		const { world, desk } = await openListedAccount();
		world.mishaps = ({ path }) => (path.startsWith('/v2/assets') ? 'gateway' : null);
		expect(await refusal(desk, 'NFLX')).toBe('Alpaca refused (status 504).');
	});

	it('stay when their book is reset', async () => {
		const { world } = openListedWorld();
		await keepList(world, 0);
		const desk = await followWithoutKeys(world);
		await follow(desk, 'NFLX');
		await desk.ask('resetBook', {});
		await desk.until(({ symbols }) => symbols.includes('NFLX'));
	});

	it('are none of a book with a market of its own', async () => {
		const desk = await startAccountSession(openAccountWorld());
		expect(await refusal(desk, 'NFLX')).toContain('a market of its own');
	});

	it('are none of a book that is archived', async () => {
		const { desk } = await openListedAccount();
		await desk.ask('archiveBook', { id: desk.shown.view?.book.id ?? '' });
		expect(await refusal(desk, 'NFLX')).toContain('archived');
	});
});
