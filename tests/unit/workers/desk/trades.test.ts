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
import { closeSessions, priced, startSession, type TestSession } from '../../../support/sessionHarness.ts';

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
