import { add, isNegative, multiply, subtract, zeroMoney, type Money } from './decimal.ts';
import type { Fill } from './fill.ts';
import { signedQuantity } from './position.ts';

/** The money of a book; realised is gross, fees are kept apart, day start and peak are as of the last snapshot. */
export interface Account {
	readonly startingCash: Money;
	readonly cash: Money;
	readonly realisedGross: Money;
	readonly fees: Money;
	readonly dayStartEquity: Money;
	readonly peakEquity: Money;
}

/** An account that holds nothing but its starting cash. */
export function createAccount(startingCash: Money): Account {
	return {
		startingCash,
		cash: startingCash,
		realisedGross: zeroMoney,
		fees: zeroMoney,
		dayStartEquity: startingCash,
		peakEquity: startingCash
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

/** Realised profit after fees. */
export function realisedNet(account: Account): Money {
	return subtract(account.realisedGross, account.fees);
}

/** Marks equity: a new peak when it is the highest yet, and where the next day starts when it ends one. */
export function markEquity(account: Account, equity: Money, endsDay: boolean): Account {
	const isPeak = isNegative(subtract(account.peakEquity, equity));
	return {
		...account,
		dayStartEquity: endsDay ? equity : account.dayStartEquity,
		peakEquity: isPeak ? equity : account.peakEquity
	};
}
