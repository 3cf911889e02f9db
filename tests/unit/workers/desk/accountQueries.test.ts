import { afterEach, describe, expect, it } from 'vitest';
import { add } from '../../../../src/lib/domain/decimal.ts';
import {
	armAccount,
	eventsOf,
	openAccountWorld,
	openedAccount,
	startAccountSession,
	type AccountSession,
	type AccountWorld
} from '../../../support/accountSession.ts';
import { money } from '../../../support/deskBuilders.ts';
import { closeSessions } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

describe('what the account says of itself', () => {
	it('is its configuration, its calendar where that is another one, its equity and its averages beside ours', async () => {
		const { world, desk } = await openedAccount();
		await armAccount(desk);
		await desk.buy('10', 'buy');
		await desk.pass(3_000);
		world.standIn.book.position('AAPL').basis = money('1990');
		expect(await desk.ask('accountFacts', {})).toEqual({
			configurations: {
				...{ no_shorting: 'false', suspend_trade: 'false', fractional_trading: 'true' },
				max_margin_multiplier: '4'
			},
			// The stand-in knows no holidays: it trades on Thanksgiving, and all day on the days before the holidays.
			calendar: [
				'2026-11-26: 09:30 to 16:00 at Alpaca, no session here.',
				'2026-11-27: 09:30 to 16:00 at Alpaca, other hours here.',
				'2026-12-24: 09:30 to 16:00 at Alpaca, other hours here.'
			],
			equity: [
				{ at: Math.floor(world.clock.now() / 1000) * 1000 - 86_400_000, equity: 100_000 },
				{ at: Math.floor(world.clock.now() / 1000) * 1000, equity: 100_000 }
			],
			averages: [{ symbol: 'AAPL', ours: '200', theirs: '199' }]
		});
	});

	it.each([
		['configurations', '/v2/account/configurations'],
		['calendar', '/v2/calendar'],
		['equity', '/v2/account/portfolio/history'],
		['averages', '/v2/positions']
	])('leaves out %s when that cannot be read, and no more', async (name, path) => {
		const { world, desk } = await openedAccount();
		world.mishaps = (request) => (request.path === path ? 'forbidden' : null);
		const facts = await desk.ask('accountFacts', {});
		expect(Object.entries(facts).flatMap(([key, value]) => (value === null ? [key] : []))).toEqual([name]);
	});

	it('is asked of nobody without keys', async () => {
		const { desk } = await openedAccount();
		await desk.ask('forgetAlpaca', {});
		expect(await desk.refused('accountFacts', {})).toMatch(/^Connect to Alpaca first/);
	});
});

/** The account has more money than anything tells, and more again at each turn. */
async function differing(world: AccountWorld, desk: AccountSession, times: number): Promise<void> {
	for (let time = 0; time < times; time++) {
		world.standIn.book.cash = add(world.standIn.book.cash, money('5'));
		await desk.ask('reconcile', {});
		await desk.pass(1_000);
	}
}

it('comparisons that said something new are listed, the newest first and page by page', async () => {
	const { world, desk } = await openedAccount();
	await differing(world, desk, 3);
	const all = await desk.ask('reconciliations', {});
	const recorded = (await eventsOf(desk, world.profile)).filter(({ type }) => type === 'Reconciled');
	expect(all).toHaveLength(recorded.length);
	expect(all.length).toBeGreaterThanOrEqual(4);
	expect(all.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq).sort((a, b) => b - a));
	expect(all[0]).toMatchObject({
		differences: [{ about: 'cash', ours: '100000', theirs: '100015' }]
	});
	const first = await desk.ask('reconciliations', { limit: 2 });
	expect(first).toEqual(all.slice(0, 2));
	const next = await desk.ask('reconciliations', { limit: 2, before: first[1]?.seq ?? 0 });
	expect(next).toEqual(all.slice(2, 4));
});

describe('the account’s word', () => {
	it('is taken once the word is given with a reason, and books what is left under it', async () => {
		const { world, desk } = await openedAccount();
		await differing(world, desk, 1);
		await desk.ask('reconcile', {});
		const standing = () => desk.shown.view?.brokerAccount?.standing;
		await desk.pass(1_000);
		expect(standing()).toBe('different');
		const refused = (typed: string, reason: string) =>
			desk.refused('acceptAccount', { request: 'no', typed, reason });
		expect(await refused('yes', 'a gift')).toMatch(/once the word accept is given/);
		expect(await refused('accept', '  ')).toMatch(/^Say why/);
		expect(standing()).toBe('different');
		const taken = await desk.ask('acceptAccount', { request: 'yes', typed: ' Accept ', reason: ' a gift ' });
		expect(taken).toMatchObject({ standing: 'equal', differences: [{ did: 'adjusted' }] });
		const booked = (await eventsOf(desk, world.profile)).findLast(({ type }) => type === 'CashAdjusted');
		expect(booked).toMatchObject({ kind: 'other', amount: money('5'), words: 'a gift' });
		expect(desk.shown.view?.account.cash).toBe('100005');
	});

	it('is for the comparison that it was given for: what differs later is left again', async () => {
		const { world, desk } = await openedAccount();
		await differing(world, desk, 1);
		await desk.ask('acceptAccount', { request: 'yes', typed: 'accept', reason: 'a gift' });
		await differing(world, desk, 1);
		await desk.ask('reconcile', {});
		expect(desk.shown.view?.account.cash).toBe('100005');
		await desk.pass(1_000);
		expect(desk.shown.view?.brokerAccount?.standing).toBe('different');
	});

	it('is taken of no account by a book that stands for none', async () => {
		const desk = await startAccountSession(openAccountWorld());
		for (const ask of [
			() => desk.refused('acceptAccount', { request: 'r', typed: 'accept', reason: 'x' }),
			() => desk.refused('reconcile', {})
		]) {
			expect(await ask()).toMatch(/stands for no paper account/);
		}
	});
});
