import { afterEach, expect, it } from 'vitest';
import type { OrderFields } from '../../../../src/lib/contract/askFields.ts';
import type { DeskContext } from '../../../../src/workers/desk/deskContext.ts';
import { shortRefusal } from '../../../../src/workers/desk/accountShorts.ts';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import {
	armAccount,
	eventsOf,
	startAccountSession,
	type AccountSession
} from '../../../support/accountSession.ts';
import { createDesk, createOrder } from '../../../support/deskBuilders.ts';
import { keepList, openListedAccount } from '../../../support/listedWorld.ts';
import { closeSessions } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

/** The armed book of an account that may sell short and follows a share that is lent and one that is not. */
async function openShorting() {
	const opened = await openListedAccount();
	const { desk } = opened;
	await desk.ask('followSymbols', { symbols: ['NFLX', 'BRK.A'], request: 'follow' });
	await desk.ask('changeSettings', { request: 'allow', changes: { allowShort: 'true' } });
	await armAccount(desk);
	for (const symbol of ['NFLX', 'BRK.A']) await desk.quote(symbol, '100');
	return opened;
}

const sale = (symbol: string): OrderFields => ({ symbol, side: 'sell', type: 'market', quantity: '2' });
const looks = (desk: AccountSession, symbol: string) => desk.ask('previewOrder', { order: sale(symbol) });
const refusal = /^BRK\.A cannot be sold short: Alpaca’s list/;

it('a short of what Alpaca does not lend is refused in the look at it and when it is given, and nothing is sent', async () => {
	const { world, desk } = await openShorting();
	await desk.ask('findAssets', { text: 'brk' });
	const ticket = { action: 'SELL', symbol: 'BRK.A', quantity: '2' } as const;
	for (const look of [await looks(desk, 'BRK.A'), await desk.ask('preview', { ticket })]) {
		expect(look).toMatchObject({ route: 'refuse', approved: false });
		expect(look.summary).toMatch(/^Refused: BRK\.A cannot be sold short/);
	}
	expect(await desk.refused('submitOrder', { order: sale('BRK.A'), request: 's' })).toMatch(refusal);
	expect(await desk.refused('decide', { ticket, request: 'd' })).toMatch(refusal);
	expect(world.standIn.orders).toEqual([]);
	expect((await eventsOf(desk, world.profile)).map(({ type }) => type)).not.toContain('OrderInitialized');
});

it('what is lent is sold short, and what is not lent is bought and sold as far as it is held', async () => {
	const { world, desk } = await openShorting();
	await desk.ask('findAssets', { text: 'brk' });
	expect(await looks(desk, 'NFLX')).toMatchObject({ route: 'enter', approved: true });
	await desk.ask('submitOrder', { order: sale('NFLX'), request: 's' });
	await desk.buy('2', 'b', { symbol: 'BRK.A' });
	await desk.pass(3_000);
	await desk.ask('submitOrder', { order: sale('BRK.A'), request: 'c' });
	await desk.pass(3_000);
	expect(world.standIn.orders.map(({ symbol, side, status }) => [symbol, side, status])).toEqual([
		['NFLX', 'sell', 'filled'],
		['BRK.A', 'buy', 'filled'],
		['BRK.A', 'sell', 'filled']
	]);
});

it.each([
	['of the last day, read before a reload', 0.5, { route: 'refuse', approved: false }],
	['that is older, which refuses nothing: Alpaca says so itself', 2, { route: 'enter', approved: true }]
])('the look at a short goes by a list %s', async (_, days, seen) => {
	const { world, reads } = await openShorting();
	await closeSessions();
	await keepList(world, days, { symbol: 'BRK.A', isShortable: false });
	const desk = await startAccountSession(world);
	await desk.ask('connectAlpaca', testKeys);
	await desk.pass(1_000);
	await desk.ask('setRouting', { request: 'again', routing: 'paper', typed: 'paper' });
	await desk.quote('BRK.A', '100');
	expect(await looks(desk, 'BRK.A')).toMatchObject(seen);
	expect(reads.count).toBe(0);
});

it('a short of what no list was ever read for is left to Alpaca', async () => {
	const { desk } = await openShorting();
	expect(await looks(desk, 'BRK.A')).toMatchObject({ route: 'enter', approved: true });
});

it('a short is of whole shares alone, though parts of the share are bought', async () => {
	const { world, desk } = await openShorting();
	const part = { ...sale('NFLX'), quantity: '2.5' };
	expect(await desk.ask('previewOrder', { order: part })).toMatchObject({
		...{ route: 'refuse', approved: false },
		summary: 'Refused: Alpaca lends whole shares alone: a short has no part of one.'
	});
	expect(await desk.refused('submitOrder', { order: part, request: 'part' })).toContain('whole shares alone');
	// 5,000 and 250 dollars at 99 are no whole numbers of shares.
	await desk.quote('NFLX', '99');
	await desk.ask('decide', { ticket: { action: 'SELL', symbol: 'NFLX', sizePct: '0.05' }, request: 'd' });
	const worth = { ...sale('NFLX'), quantity: '', notional: '250' };
	const { order } = await desk.ask('submitOrder', { order: worth, request: 'n' });
	expect(order?.quantity).toBe('2');
	await desk.pass(3_000);
	expect(world.standIn.orders).toMatchObject([{ side: 'sell', qty: '50', status: 'filled' }]);
	await desk.quote('NFLX', '99');
	await desk.buy('0.5', 'cover', { symbol: 'NFLX' });
	await desk.pass(3_000);
	expect(world.standIn.orders.at(-1)).toMatchObject({ side: 'buy', qty: '0.5', status: 'filled' });
});

it('a short of the simulated venue is refused by no list of Alpaca', async () => {
	const runner = { live: () => ({ state: createDesk().state }) };
	const assets = { isShortable: () => Promise.resolve(false) };
	const context = { running: () => ({ runner }), assets } as unknown as DeskContext;
	const intent = createOrder({ purpose: 'entry', side: 'sell' });
	expect(await shortRefusal(context, { intent, sizing: null, stop: null })).toBeNull();
});
