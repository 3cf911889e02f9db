import fc from 'fast-check';
import { expect, it } from 'vitest';
import { add, negate, subtract, zeroMoney, type Money } from '../../../src/lib/domain/decimal.ts';
import { fillToMove, postMove, type LedgerAccount, type Posting } from '../../../src/lib/domain/ledger.ts';
import type { Desk } from '../../../src/lib/engine/turn.ts';
import { createReplay } from '../../../src/lib/replay/replay.ts';
import { createOpenRows } from '../../../src/lib/runtime/openRows.ts';
import { projectEvent } from '../../../src/lib/runtime/projection.ts';
import { holds } from '../../support/propertyCheck.ts';
import { makeRandomRun, toBookConfig } from '../../support/randomRun.ts';

it('every move of money balances, and the account is the sum of the ledger after each of them', () => {
	let moves = 0;
	holds(
		fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
			const { series, decisions, config: plain } = makeRandomRun(seed);
			const config = toBookConfig(plain);
			const sums = new Map<LedgerAccount, Money>();
			const take = (postings: readonly Posting[]) => {
				const net = postings.map(({ debit, credit }) => subtract(debit, credit));
				expect(net.reduce(add, zeroMoney)).toBe(zeroMoney);
				for (const { account, debit, credit } of postings) {
					expect([debit >= 0n, credit >= 0n, (debit === 0n) !== (credit === 0n)]).toEqual([true, true, true]);
					sums.set(account, add(sums.get(account) ?? zeroMoney, subtract(debit, credit)));
				}
				moves++;
			};
			take(postMove({ type: 'opening', at: 0, cash: config.startingCash }));
			const open = createOpenRows();
			let seq = 0;
			const onEvent: Desk['record'] = (event, { book }) => {
				const rows = projectEvent(open, event, ++seq, book);
				for (const change of rows) {
					if (change.store !== 'fills') continue;
					take(postMove(fillToMove(change.row)));
					const sumOf = (account: LedgerAccount) => sums.get(account) ?? zeroMoney;
					const bases = [...book.positionBySymbol.values()].map(({ basis }) => basis);
					expect(sumOf('cash')).toBe(book.account.cash);
					expect(sumOf('positions')).toBe(bases.reduce(add, zeroMoney));
					expect(sumOf('fees')).toBe(book.account.fees);
					expect(sumOf('realised')).toBe(negate(book.account.realisedGross));
					expect(sumOf('opening_equity')).toBe(negate(config.startingCash));
				}
			};
			const replay = createReplay({ config, series, decisions, strategies: [], onEvent });
			while (replay.advance(10_000));
		}),
		30
	);
	expect(moves).toBeGreaterThan(500);
});
