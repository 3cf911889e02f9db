import { afterEach, expect, it } from 'vitest';
import { add, formatMoney, parseMoney, subtract, zeroMoney } from '../../../../src/lib/domain/decimal.ts';
import {
	openAccount,
	openAccountWorld,
	startAccountSession,
	type AccountSession
} from '../../../support/accountSession.ts';
import { read } from '../../../support/randomRun.ts';
import { closeSessions } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

const cashOf = ({ session }: AccountSession): string =>
	formatMoney(session.running().runner.live().state.book.account.cash);

/** The cash that the ledger comes to. */
async function ledgerCash(desk: AccountSession): Promise<string> {
	const postings = (await desk.ask('ledger', { limit: 1000 })).flatMap((move) => move.postings);
	const cash = postings.filter(({ account }) => account === 'cash');
	const amounts = cash.map(({ debit, credit }) =>
		subtract(read(parseMoney(debit)), read(parseMoney(credit)))
	);
	return formatMoney(amounts.reduce(add, zeroMoney));
}

/** A desk whose account has bought 10 at 200, and booked a dividend and a fee. */
async function adjusted() {
	const world = openAccountWorld();
	for (const symbol of ['AAPL', 'MSFT']) world.standIn.quote(symbol, '200', '200');
	const desk = await startAccountSession(world);
	await openAccount(desk);
	await desk.quote('AAPL', '200');
	await desk.ask('setRouting', { request: 'arm', routing: 'paper', typed: 'paper' });
	world.standIn.adjust('FEE', '-0.35', { description: '=TAF fee' });
	await desk.ask('reconcile', {});
	await desk.buy('10', 'b1');
	await desk.pass(5_000);
	world.standIn.adjust('DIV', '12.5', { symbol: 'AAPL' });
	await desk.ask('reconcile', {});
	await desk.pass(1_000);
	return { world, desk };
}

it('the ledger of an account tells what was no fill with its words, and comes to the cash of the account', async () => {
	const { desk } = await adjusted();
	expect(cashOf(desk)).toBe('98012.15');
	const moves = await desk.ask('ledger', {});
	expect(moves.map(({ symbol, orderId, words }) => [symbol, orderId === null, words])).toEqual([
		['AAPL', true, 'Dividend (DIV)'],
		['AAPL', false, null],
		[null, true, 'Fee (FEE: =TAF fee)'],
		[null, true, null]
	]);
	expect(moves[0]?.postings).toEqual([
		{ account: 'cash', debit: '12.5', credit: '0' },
		{ account: 'adjustments', debit: '0', credit: '12.5' }
	]);
	expect(moves[2]?.postings).toEqual([
		{ account: 'cash', debit: '0', credit: '0.35' },
		{ account: 'fees', debit: '0.35', credit: '0' }
	]);
	expect(await ledgerCash(desk)).toBe(cashOf(desk));
	expect(await desk.ask('ledger', { limit: 2 })).toEqual(moves.slice(0, 2));
});

it('its CSV has them in their order, with their words', async () => {
	const { desk } = await adjusted();
	const moves = await desk.ask('ledger', {});
	const lines = (await (await desk.ask('exportFile', { what: 'ledger' })).content.text())
		.trimEnd()
		.split('\r\n');
	const expected = [...moves]
		.reverse()
		.flatMap(({ seq, postings, words }) =>
			postings.map(({ account, debit, credit }) => [String(seq), account, debit, credit, words ?? ''].join())
		);
	const told = lines.slice(1).map((line) => line.split(',').filter((_, place) => place === 0 || place > 3));
	expect(told.map((fields) => fields.join())).toEqual(expected);
});

it('they are made again for a book of a version that did not keep them', async () => {
	const { world, desk } = await adjusted();
	const before = await desk.ask('ledger', {});
	await closeSessions();
	await world.profile.db.table('adjustments').clear();
	await world.profile.db.checkpoints.toCollection().modify({ version: 25 });
	const next = await startAccountSession(world);
	expect(await next.ask('ledger', {})).toEqual(before);
	expect(await next.ask('rebuild', {})).toMatchObject({ differences: [], corrected: 0 });
	await world.profile.db.table('adjustments').clear();
	expect(await next.ask('rebuild', {})).toMatchObject({ corrected: 2 });
	expect(await next.ask('ledger', {})).toEqual(before);
});
