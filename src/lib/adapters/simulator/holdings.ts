import {
	absolute,
	add,
	higher,
	isNegative,
	isZero,
	lower,
	multiply,
	negate,
	proportion,
	subtract,
	zeroMoney,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from '../../domain/decimal.ts';
import { collateralOf, type MarginTerms } from '../../domain/margin.ts';
import type { OrderSide, Shortfall } from '../../domain/order.ts';
import type { Instant } from '../../domain/time.ts';

/** A trade that is to be settled: `opens` is the most of it that may open or add. */
export interface Settlement {
	readonly symbol: string;
	readonly side: OrderSide;
	readonly quantity: Quantity;
	readonly price: Price;
	readonly fee: Money;
	readonly opens: Quantity;
	readonly at: Instant;
}

/** What is held of a symbol, signed, since when, and what a short of it was sold for, unsigned. */
interface Holding {
	readonly quantity: Quantity;
	readonly proceeds: Money;
	readonly since: Instant;
}

/** The venue's own record of cash and quantities, as a broker keeps it: it settles a trade or says why not. */
export interface Holdings {
	/**
	 * Settles a trade. What closes always settles, at a loss beyond the cash as well; what opens is refused beyond what it may
	 * open, and beyond the cash that shorts do not hold. A short holds here what it was sold for and the initial margin on that.
	 */
	settle(trade: Settlement): Shortfall | null;
	/** How much of a symbol is held, signed. */
	held(symbol: string): Quantity;
	/** Since when a symbol is held without a break; -Infinity where that is not known. */
	heldSince(symbol: string): Instant;
}

const nothingHeld: Holding = { quantity: zeroQuantity, proceeds: zeroMoney, since: -Infinity };

/** Holdings of cash, and of what is held already; the terms of shorts are looked up at each trade. */
export function createHoldings(setup: {
	readonly cash: Money;
	readonly holdings?: ReadonlyMap<string, Quantity>;
	readonly proceeds?: ReadonlyMap<string, Money>;
	readonly heldSince?: ReadonlyMap<string, Instant>;
	readonly margin?: MarginTerms;
}): Holdings {
	let { cash } = setup;
	let proceedsOfShorts = zeroMoney;
	const holdingBySymbol = new Map<string, Holding>();
	for (const [symbol, quantity] of setup.holdings ?? []) {
		const proceeds = setup.proceeds?.get(symbol) ?? zeroMoney;
		const since = setup.heldSince?.get(symbol) ?? -Infinity;
		holdingBySymbol.set(symbol, { quantity, proceeds, since });
		proceedsOfShorts = add(proceedsOfShorts, proceeds);
	}

	return {
		held: (symbol) => (holdingBySymbol.get(symbol) ?? nothingHeld).quantity,
		heldSince: (symbol) => (holdingBySymbol.get(symbol) ?? nothingHeld).since,
		settle({ symbol, side, quantity, price, fee, opens, at }) {
			const before = holdingBySymbol.get(symbol) ?? nothingHeld;
			const change = side === 'buy' ? quantity : negate(quantity);
			const after = settled(before, change, price, at);
			const closed = closedBy(before, change);
			const opened = subtract(quantity, closed);
			if (opened > opens) return 'no_position';
			const left = subtract(subtract(cash, multiply(change, price)), fee);
			const proceeds = add(subtract(proceedsOfShorts, before.proceeds), after.proceeds);
			const { margin } = setup;
			const locked = margin === undefined ? proceeds : collateralOf(margin, proceeds);
			if (opened > zeroQuantity && left < locked) return 'insufficient_cash';
			cash = left;
			proceedsOfShorts = proceeds;
			if (after.quantity === zeroQuantity) holdingBySymbol.delete(symbol);
			else holdingBySymbol.set(symbol, after);
			return null;
		}
	};
}

/** How much of a trade closes what was held. */
function closedBy({ quantity }: Holding, change: Quantity): Quantity {
	if (isNegative(quantity) === isNegative(change)) return zeroQuantity;
	return lower(absolute(quantity), absolute(change));
}

function settled(before: Holding, change: Quantity, price: Price, at: Instant): Holding {
	const quantity = add(before.quantity, change);
	const isAnew = isZero(before.quantity) || isNegative(quantity) !== isNegative(before.quantity);
	const since = isAnew ? at : before.since;
	const short = higher(negate(quantity), zeroQuantity);
	const shortBefore = higher(negate(before.quantity), zeroQuantity);
	const sold = subtract(short, shortBefore);
	if (sold >= zeroQuantity) {
		return { quantity, proceeds: add(before.proceeds, multiply(sold, price)), since };
	}
	return { quantity, proceeds: proportion(before.proceeds, short, shortBefore), since };
}
