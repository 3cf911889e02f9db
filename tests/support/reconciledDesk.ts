import type { AccountReading } from '../../src/lib/domain/accountReading.ts';
import { formatDecimal, formatMoney, roundMoney } from '../../src/lib/domain/decimal.ts';
import { differenceText } from '../../src/lib/contract/accountTexts.ts';
import { reconcileAccount } from '../../src/lib/engine/reconcile.ts';
import type { BrokerState } from '../../src/lib/engine/brokerState.ts';
import { createAccountDesk, type AccountDesk } from './accountDesk.ts';
import { ModelAccount } from './modelAccount.ts';
import type { PlainSettings } from './deskBuilders.ts';

/** A desk and the account that it stands for, which is read when the test says so. */
export interface ReconciledDesk {
	readonly desk: AccountDesk;
	readonly model: ModelAccount;
	readonly broker: BrokerState;
	/** Lets time go by, in milliseconds. */
	wait(milliseconds?: number): void;
	/** Reads the account and compares; gives how many events that made. */
	read(given?: { readonly reading?: AccountReading; readonly accepts?: boolean }): number;
	/** The last differences in words. */
	told(): readonly string[];
	/** What the book and the account hold, each in a line. */
	both(): readonly [string, string];
}

/** A desk of an account of 10,000 that has just been opened; nothing was compared yet. */
export function createReconciledDesk(settings: PlainSettings = {}): ReconciledDesk {
	const desk = createAccountDesk(settings);
	desk.mark('100');
	desk.hold();
	const model = new ModelAccount('10000', desk.now());
	const { broker, account } = desk.state.book;
	if (broker === null || account.cash === 0n) throw new Error('a book of an account');
	let at = desk.now();
	return {
		...{ desk, model, broker },
		wait(milliseconds = 1000) {
			at = Math.max(at, desk.now()) + milliseconds;
			model.at = at;
		},
		read({ reading = model.read(), accepts = false } = {}) {
			const before = desk.events.length;
			at = Math.max(at, desk.now(), reading.at);
			reconcileAccount(desk.desk, reading, { at, beginInput: () => undefined, accepts });
			return desk.events.length - before;
		},
		told: () => broker.differences.map(differenceText),
		both() {
			const { book } = desk.state;
			const ours = [...book.positionBySymbol.values()].map(
				({ symbol, quantity }) => `${symbol} ${formatDecimal(quantity)}`
			);
			const theirs = model
				.read()
				.positions.map(({ symbol, quantity }) => `${symbol} ${formatDecimal(quantity)}`);
			const cash = formatMoney(roundMoney(model.cash, 2));
			return [
				[...ours.sort(), formatMoney(book.account.cash)].join(', '),
				[...theirs.sort(), cash].join(', ')
			];
		}
	};
}
