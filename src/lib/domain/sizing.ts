import type { Money, Price, Quantity } from './decimal.ts';

/** The arithmetic behind a quantity: what was asked, what each cap allowed, what was left; money in account currency. */
export interface Sizing {
	readonly by: 'fraction' | 'quantity' | 'notional';
	readonly refPrice: Price | null;
	readonly equity: Money | null;
	/** What the decision asked for: fraction × equity, or quantity × price. */
	readonly requested: Money;
	/** Largest fraction of equity less what is already held of the symbol. */
	readonly positionCap: Money;
	/** What the total exposure leaves after positions and open entries. */
	readonly room: Money;
	/** The most that one order may be worth; null where nothing says so, and where it was not written down. */
	readonly orderCap: Money | null;
	readonly budget: Money;
	readonly quantity: Quantity;
	/** What a unit of it is expected to cost, before fees; null without a price, and where it was not written down. */
	readonly expected: Price | null;
	/** Cash the order would hold: quantity × expected price plus fee. */
	readonly reserve: Money;
}
