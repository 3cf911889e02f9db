import type { AdjustmentKind } from './brokerEvents.ts';
import {
	add,
	isNegative,
	isZero,
	multiply,
	negate,
	readMoney,
	readPrice,
	readQuantity,
	subtract,
	zeroMoney,
	zeroPrice,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from './decimal.ts';
import type { AdjustmentRow, FillRow } from './deskRows.ts';
import type { Instant } from './time.ts';

/** Where money stands: what is owned (cash, positions at cost, fees spent), and where it came from. */
export type LedgerAccount = 'cash' | 'positions' | 'fees' | 'realised' | 'adjustments' | 'opening_equity';

/** What moves money: the opening of a book, each of its fills, and what an account books besides. Quantities are signed, positive for a buy. */
export type MoneyMove =
	| { readonly type: 'opening'; readonly at: Instant; readonly cash: Money }
	| {
			readonly type: 'fill';
			readonly at: Instant;
			readonly quantity: Quantity;
			readonly price: Price;
			readonly fee: Money;
			/** The gross profit that it realised. */
			readonly realised: Money;
	  }
	| {
			readonly type: 'adjustment';
			readonly at: Instant;
			readonly kind: AdjustmentKind;
			/** Above zero when cash comes in. */
			readonly amount: Money;
	  };

/** One line of a transaction: an amount above zero on one side of an account. */
export interface Posting {
	readonly account: LedgerAccount;
	readonly debit: Money;
	readonly credit: Money;
}

/**
 * The postings of a move, which balance exactly. A fill moves positions by what it costs, and by what is released of their
 * cost when it sells: its proceeds less what it realised. A fee is an expense of its own, whether a fill or the account
 * charges it; every other adjustment of cash comes from the adjustments. Nothing is posted for zero.
 */
export function postMove(move: MoneyMove): readonly Posting[] {
	if (move.type === 'opening')
		return [...post('cash', move.cash), ...post('opening_equity', negate(move.cash))];
	if (move.type === 'adjustment') {
		const from = move.kind === 'fee' ? 'fees' : 'adjustments';
		return [...post('cash', move.amount), ...post(from, negate(move.amount))];
	}
	const worth = multiply(move.quantity, move.price);
	return [
		...post('positions', add(worth, move.realised)),
		...post('cash', negate(worth)),
		...post('realised', negate(move.realised)),
		...post('fees', move.fee),
		...post('cash', negate(move.fee))
	];
}

/** A posting of a signed amount: a debit above zero, a credit below. */
function post(account: LedgerAccount, amount: Money): readonly Posting[] {
	if (isZero(amount)) return [];
	return isNegative(amount)
		? [{ account, debit: zeroMoney, credit: negate(amount) }]
		: [{ account, debit: amount, credit: zeroMoney }];
}

/** The move of a fill as it stands in its row: what a fee took of the quantity was never held. */
export function fillToMove(row: FillRow): MoneyMove {
	const { at, side } = row;
	const taken = readQuantity(row.feeQuantity ?? '0') ?? zeroQuantity;
	const settled = subtract(readQuantity(row.quantity) ?? zeroQuantity, taken);
	return {
		...{ type: 'fill', at, quantity: side === 'buy' ? settled : negate(settled) },
		price: readPrice(row.price) ?? zeroPrice,
		fee: readMoney(row.fee) ?? zeroMoney,
		realised: readMoney(row.realised) ?? zeroMoney
	};
}

/** The move of an adjustment of cash as it stands in its row. */
export function adjustmentToMove({ at, kind, amount }: AdjustmentRow): MoneyMove {
	return { type: 'adjustment', at, kind, amount: readMoney(amount) ?? zeroMoney };
}
