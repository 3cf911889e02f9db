import { add, isZero, subtract, zeroQuantity, type Money, type Quantity } from '../../domain/decimal.ts';
import type { Shortfall } from '../../domain/order.ts';

/** The venue's own record of cash and quantities, as a broker keeps it: it settles a trade or says why not. */
export interface Holdings {
	/** Takes `cost` (notional and fee) for `quantity`; refuses beyond the cash there is. */
	buy(symbol: string, quantity: Quantity, cost: Money): Shortfall | null;
	/** Gives `proceeds` (notional less fee) for `quantity`; refuses beyond the quantity there is. */
	sell(symbol: string, quantity: Quantity, proceeds: Money): Shortfall | null;
	/** How much of a symbol is held. */
	held(symbol: string): Quantity;
}

/** Holdings of cash, and of what is held already. */
export function createHoldings(
	startingCash: Money,
	held: ReadonlyMap<string, Quantity> = new Map()
): Holdings {
	let cash = startingCash;
	const quantityBySymbol = new Map(held);
	return {
		buy(symbol, quantity, cost) {
			if (cost > cash) return 'insufficient_cash';
			cash = subtract(cash, cost);
			quantityBySymbol.set(symbol, add(quantityBySymbol.get(symbol) ?? zeroQuantity, quantity));
			return null;
		},
		held: (symbol) => quantityBySymbol.get(symbol) ?? zeroQuantity,
		sell(symbol, quantity, proceeds) {
			const held = quantityBySymbol.get(symbol) ?? zeroQuantity;
			if (quantity > held) return 'no_position';
			cash = add(cash, proceeds);
			const left = subtract(held, quantity);
			if (isZero(left)) quantityBySymbol.delete(symbol);
			else quantityBySymbol.set(symbol, left);
			return null;
		}
	};
}
