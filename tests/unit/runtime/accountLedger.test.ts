import { expect, it } from 'vitest';
import { adjustmentKinds } from '../../../src/lib/domain/brokerEvents.ts';
import {
	add,
	formatMoney,
	negate,
	subtract,
	zeroMoney,
	type Money
} from '../../../src/lib/domain/decimal.ts';
import type { AdjustmentRow, StoreChange } from '../../../src/lib/domain/deskRows.ts';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import {
	adjustmentToMove,
	fillToMove,
	postMove,
	type LedgerAccount,
	type Posting
} from '../../../src/lib/domain/ledger.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import { createState } from '../../../src/lib/engine/state.ts';
import { createOpenRows } from '../../../src/lib/runtime/openRows.ts';
import { projectEvent } from '../../../src/lib/runtime/projection.ts';
import { createAdjustedAccount } from '../../support/adjustedAccount.ts';
import { createConfig, instruments, money, sessionOpen } from '../../support/deskBuilders.ts';

/** Folds the events of a book of an account anew, and gives the book and its rows after each of them. */
function* foldAnew(events: readonly BookEvent[]) {
	const priced = instruments.map((instrument) => ({ instrument, interval: '1m' }) as const);
	const config = createConfig();
	const state = createState(config, priced);
	const open = createOpenRows();
	const source = { type: 'alpaca', startsAt: sessionOpen, account: 'account-1' } as const;
	const first = {
		type: 'BookOpened',
		at: sessionOpen,
		config,
		source,
		instruments: priced,
		day: null
	} as const;
	let seq = 0;
	for (const event of [first, ...events]) {
		evolve(state, event);
		yield { book: state.book, rows: projectEvent(open, event, ++seq, state.book) };
	}
}

function postingsOf(change: StoreChange): readonly Posting[] {
	if (!('row' in change)) return [];
	if (change.store === 'fills') return postMove(fillToMove(change.row));
	return change.store === 'adjustments' ? postMove(adjustmentToMove(change.row)) : [];
}

it('the account is the sum of its ledger after each fill and each adjustment of cash, of every kind', () => {
	const { events, state } = createAdjustedAccount();
	expect(state.book.broker?.standing).toBe('equal');
	const sums = new Map<LedgerAccount, Money>();
	const sumOf = (account: LedgerAccount) => sums.get(account) ?? zeroMoney;
	const take = (postings: readonly Posting[]) => {
		const net = postings.map(({ debit, credit }) => subtract(debit, credit));
		expect(net.reduce(add, zeroMoney)).toBe(zeroMoney);
		for (const { account, debit, credit } of postings)
			sums.set(account, add(sumOf(account), subtract(debit, credit)));
	};
	take(postMove({ type: 'opening', at: 0, cash: money('10000') }));
	const told: AdjustmentRow[] = [];
	for (const { book, rows } of foldAnew(events)) {
		for (const change of rows) {
			take(postingsOf(change));
			if (!('row' in change) || change.store !== 'adjustments') continue;
			told.push(change.row);
			expect(change.row.cashAfter).toBe(formatMoney(book.account.cash));
		}
		const bases = [...book.positionBySymbol.values()].map(({ basis }) => basis);
		expect(sumOf('cash')).toBe(book.account.cash);
		expect(sumOf('positions')).toBe(bases.reduce(add, zeroMoney));
		expect(sumOf('fees')).toBe(book.account.fees);
		expect(sumOf('realised')).toBe(negate(book.account.realisedGross));
		expect(sumOf('adjustments')).toBe(negate(book.account.adjusted));
	}
	expect(sumOf('cash')).toBe(state.book.account.cash);
	expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(adjustmentKinds));
	expect(told.find(({ kind }) => kind === 'dividend')).toMatchObject({
		...{ activityId: 'cash dividend', amount: '12.5', symbol: 'XYZ', words: 'cash dividend' }
	});
});
