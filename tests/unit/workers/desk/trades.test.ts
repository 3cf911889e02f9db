import { afterEach, describe, expect, it } from 'vitest';
import { resumeState } from '../../../../src/lib/engine/recovery.ts';
import { openBook } from '../../../../src/lib/runtime/bookState.ts';
import { BarRecorder } from '../../../../src/lib/runtime/barRecorder.ts';
import { catchUp } from '../../../../src/workers/desk/catchUp.ts';
import { minuteAt } from '../../../support/deskBuilders.ts';
import { openProfile, startBook } from '../../../support/deskHarness.ts';
import {
	createQuotedBook,
	createSmallBook,
	createStorage,
	createTicking
} from '../../../support/mortalDesk.ts';
import { read } from '../../../support/randomRun.ts';
import {
	buy,
	closeSessions,
	priced,
	startSession,
	type TestSession
} from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

/** Buys and closes 7 of a symbol for a strategy, and gives the trade. */
async function trade(desk: TestSession) {
	const { symbols } = await desk.until(priced);
	const symbol = symbols[1] ?? '';
	const ticket = { symbol, action: 'BUY', quantity: '7', strategy: 'momentum' } as const;
	await desk.get('decide', { ticket, request: 'r1' });
	await desk.until(({ positions }) => positions.length === 1);
	await desk.get('close', { symbol, request: 'c1' });
	await desk.until(({ positions }) => positions.length === 0);
	return desk.get('trades', { limit: 5 });
}

describe('the trades of a book', () => {
	it('are told from entry to flat, with the strategy that opened them', async () => {
		const desk = await startSession(openProfile());
		const [row, ...others] = await trade(desk);
		expect(others).toEqual([]);
		const fills = await desk.get('fills', {});
		expect(row).toMatchObject({
			...{ side: 'long', quantity: '7', strategy: 'momentum', cause: 'closed_by_hand' },
			...{ seq: fills[0]?.seq, openedSeq: fills[1]?.seq },
			...{ averageEntry: fills[1]?.price, averageExit: fills[0]?.price },
			...{ gross: fills[0]?.realised, openedAt: fills[1]?.at, closedAt: fills[0]?.at }
		});
		const [worst, gross, best] = [row?.worst, row?.gross, row?.best].map(Number);
		expect(worst).toBeLessThanOrEqual(Math.min(0, gross ?? NaN));
		expect(best).toBeGreaterThanOrEqual(Math.max(0, gross ?? NaN));
	});

	it('are made again for a book of a version that did not keep them', async () => {
		const profile = openProfile();
		const first = await startSession(profile);
		const before = await trade(first);
		await first.session.close();
		await profile.db.table('trades').clear();
		await profile.db.checkpoints.toCollection().modify({ version: 4 });
		const next = await startSession(profile);
		await next.until(priced);
		expect(await next.get('trades', {})).toEqual(before);
	});
});

describe('the ledger of a book', () => {
	it('is told from the newest move back to the opening, and written as CSV from the opening on', async () => {
		const desk = await startSession(openProfile());
		const { symbols, account } = await desk.until(priced);
		await buy(desk, symbols[1] ?? '', 'r1');
		const [bought, opening, ...others] = await desk.get('ledger', {});
		expect(others).toEqual([]);
		expect(opening).toMatchObject({
			...{ seq: 1, symbol: null, orderId: null },
			postings: [
				{ account: 'cash', debit: account.cash, credit: '0' },
				{ account: 'opening_equity', debit: '0', credit: account.cash }
			]
		});
		const [fill] = await desk.get('fills', {});
		expect(bought).toMatchObject({ seq: fill?.seq, symbol: symbols[1], orderId: fill?.orderId });
		expect(bought?.postings.map(({ account: name }) => name).slice(0, 2)).toEqual(['positions', 'cash']);
		expect(await desk.get('ledger', { limit: 1 })).toEqual([bought]);
		const text = await (await desk.get('exportFile', { what: 'ledger' })).content.text();
		const [header, first] = text.split('\r\n');
		expect(header).toBe('seq,at,symbol,orderId,account,debit,credit,words');
		expect(first).toMatch(/^1,\d{4}-.*Z,,,cash,\d+,0,$/);
		const count = (bought?.postings.length ?? 0) + 2;
		expect(text.trimEnd().split('\r\n')).toHaveLength(1 + count);
	});
});

describe('the strategies of a book', () => {
	it('are told apart where several hold one position, and what a close takes is the oldest of it', async () => {
		const desk = await startSession(openProfile());
		const { symbols } = await desk.until(priced);
		const symbol = symbols[1] ?? '';
		const changes = { allowAdding: 'true', 'risk.maxTradesPerSymbol': 'off', 'risk.maxPositionRisk': 'off' };
		await desk.get('changeSettings', { changes, request: 's' });
		for (const [index, strategy] of ['momentum', 'value', ''].entries()) {
			const ticket = { symbol, action: 'BUY', quantity: '4', strategy } as const;
			await desk.get('decide', { ticket, request: `r${String(index)}` });
			await desk.until(({ positions }) => positions[0]?.quantity === String(4 * (index + 1)));
		}
		const { positions } = await desk.until(({ positions: [held] }) => held?.heldBy.length === 3);
		const told = positions[0]?.heldBy.map(({ strategy, quantity }) => `${strategy} ${quantity}`);
		expect(told).toEqual(['momentum 4', 'value 4', ' 4']);
		await desk.get('close', { symbol, quantity: '6', request: 'c1' });
		await desk.until(({ positions: [held] }) => held?.heldBy.length === 2);
		const views = await desk.get('strategies', {});
		expect(views.map(({ strategy, quantity }) => `${strategy} ${quantity}`)).toEqual([
			...[' 4', 'momentum 0', 'value 2']
		]);
		expect(views[1]).toMatchObject({ symbol, averageEntry: null, unrealised: '0' });
		const fills = await desk.get('fills', {});
		expect(views.map(({ averageEntry }) => averageEntry)).toEqual([fills[1]?.price, null, fills[2]?.price]);
	});
});

describe('a market that is replayed for an imported journal', () => {
	it.each([createSmallBook(6), createQuotedBook(6)])(
		'has seen the same prices while something was held',
		async (given) => {
			const { book, decisions } = given;
			const journal = await createStorage(given);
			const { runner, runUntil } = await startBook({ journal }, book, { wall: createTicking() });
			await runner.command((at) => decisions.map((decision) => ({ type: 'TakeDecision', at, decision })));
			let held = 0;
			for (let minute = 1; minute < 30; minute++) {
				await runUntil(minuteAt(minute));
				const { state, clockAt } = runner.live();
				const opened = read(await openBook(journal, { id: book.id, origin: book.id }));
				const again = resumeState(opened.state.book, {});
				const bars = new BarRecorder(again.book);
				const until = clockAt;
				expect(
					await catchUp(book.openSource(null), until, { market: again.market, bars }, () =>
						Promise.resolve(false)
					)
				).toBe(true);
				for (const column of ['heldFrom', 'heldLow', 'heldHigh'] as const)
					expect(again.market[column]).toEqual(state.market[column]);
				held += again.market.heldLow.filter((low) => !Number.isNaN(low)).length;
			}
			await runner.close();
			expect(held).toBeGreaterThan(5);
		}
	);
});
