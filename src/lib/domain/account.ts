import type { AdjustmentKind } from './brokerEvents.ts';
import { add, isNegative, multiply, subtract, zeroMoney, type Money } from './decimal.ts';
import type { Fill } from './fill.ts';
import { signedQuantity } from './position.ts';
import { millisecondsPerDay, newYorkDay, type Instant } from './time.ts';

/** The money of a book; realised is gross, fees are kept apart, the peak is as of the last snapshot. */
export interface Account {
	readonly startingCash: Money;
	readonly cash: Money;
	readonly realisedGross: Money;
	readonly fees: Money;
	/** Where the day began; `dayStartAt` tells that of an instant. */
	readonly dayStartEquity: Money;
	/** The end of the last day in a journal that does not say where days begin; null in every other. */
	readonly lastClose: { readonly equity: Money; readonly at: Instant } | null;
	readonly peakEquity: Money;
	/** What moved cash and was no fill: deposits, dividends, and what made the cash of an account of its own. */
	readonly adjusted: Money;
}

/** An account that holds nothing but its starting cash. */
export function createAccount(startingCash: Money): Account {
	return {
		startingCash,
		cash: startingCash,
		realisedGross: zeroMoney,
		fees: zeroMoney,
		dayStartEquity: startingCash,
		lastClose: null,
		peakEquity: startingCash,
		adjusted: zeroMoney
	};
}

/** Books a fill: cash moves by minus signed quantity × price minus the fee; the fee never enters a price. */
export function bookFill(account: Account, fill: Fill, realised: Money): Account {
	const moved = multiply(signedQuantity(fill), fill.price);
	return {
		...account,
		cash: subtract(subtract(account.cash, moved), fill.fee),
		realisedGross: add(account.realisedGross, realised),
		fees: add(account.fees, fill.fee)
	};
}

const capital: ReadonlySet<AdjustmentKind> = new Set(['opening', 'transfer', 'other']);

/** Whether cash that moves is put in or taken out, and no profit: the day and the peak move with it. */
export function isCapital(kind: AdjustmentKind): boolean {
	return capital.has(kind);
}

/** Moves cash by what is no fill. A fee is a fee; what is put in moves the day's start and the peak, so that it is no profit. */
export function adjustCash(account: Account, kind: AdjustmentKind, amount: Money): Account {
	const cash = add(account.cash, amount);
	if (kind === 'fee') return { ...account, cash, fees: subtract(account.fees, amount) };
	const adjusted = add(account.adjusted, amount);
	const moved = { ...account, cash, adjusted };
	return isCapital(kind) ? shiftEquity(moved, amount) : moved;
}

/** Moves what profit and loss are measured from by equity that came in or went out without being either. */
export function shiftEquity(account: Account, amount: Money): Account {
	const { dayStartEquity, lastClose, peakEquity } = account;
	return {
		...account,
		dayStartEquity: add(dayStartEquity, amount),
		lastClose: lastClose === null ? null : { ...lastClose, equity: add(lastClose.equity, amount) },
		peakEquity: add(peakEquity, amount)
	};
}

/** Realised profit after fees. */
export function realisedNet(account: Account): Money {
	return subtract(account.realisedGross, account.fees);
}

/** Marks equity: a new peak when it is the highest yet. */
export function markEquity(account: Account, equity: Money): Account {
	const isPeak = isNegative(subtract(account.peakEquity, equity));
	return isPeak ? { ...account, peakEquity: equity } : account;
}

/** Begins a day at the last equity before it. */
export function beginAccountDay(account: Account, equity: Money): Account {
	return { ...account, dayStartEquity: equity, lastClose: null };
}

/** Ends a day at an equity, in a journal that does not say where days begin: the next one starts from it. */
export function closeDay(account: Account, equity: Money, at: Instant): Account {
	return { ...account, dayStartEquity: dayStartAt(account, at), lastClose: { equity, at } };
}

/**
 * The equity at which the day of an instant began. Where days are not on record it is the last close, once a New York date after it has
 * begun; a day that ended at 00:00 UTC, as those of crypto alone do, is over at once.
 */
export function dayStartAt({ dayStartEquity, lastClose }: Account, now: Instant): Money {
	if (lastClose === null) return dayStartEquity;
	const isOver = lastClose.at % millisecondsPerDay === 0 || newYorkDay(now) > newYorkDay(lastClose.at);
	return isOver ? lastClose.equity : dayStartEquity;
}
