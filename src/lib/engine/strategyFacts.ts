import { add, negate, subtract, zeroMoney, type Money } from '../domain/decimal.ts';
import type { Order } from '../domain/order.ts';
import { ProductSum } from '../domain/productSum.ts';
import { claimOf, claimOfStrategy } from './claims.ts';
import type { EngineState } from './state.ts';
import { dayOf } from './strategyDay.ts';
import { lookAt, unrealisedOf } from './valuation.ts';
import type { StrategyWorth } from './worth.ts';

/** What the caps of a strategy measure, without the order itself and one that it replaces; null is unknown. */
export interface StrategyFacts {
	readonly name: string;
	/** The positions that it has opened, and its open entries. */
	readonly positions: number;
	/** What they are worth, unsigned. */
	readonly exposure: Money | null;
	/** What it has lost since the day began, realised after fees and unrealised, above zero when it has. */
	readonly dayLoss: Money | null;
	/** Its orders with at least one fill since the day began, and its open entries that may still have one. */
	readonly trades: number;
}

/** What a strategy holds, has on order, and has done today; null where no cap is on, or for what comes from no strategy. */
export function gatherStrategyFacts(
	{ book, market }: EngineState,
	name: string,
	replaced?: Order
): StrategyFacts | null {
	const { maxStrategyPositions, maxStrategyExposure, maxStrategyDayLoss, maxStrategyTrades } =
		book.config.risk;
	const caps = [maxStrategyPositions, maxStrategyExposure, maxStrategyDayLoss, maxStrategyTrades];
	if (name === '' || caps.every((cap) => cap === null)) return null;
	const worths = lookAt(book, market);
	const held = worths.byStrategy.get(name) ?? nothingHeld;
	const exposure = subtract(held.long.total(), held.short.total());
	const claim = claimOfStrategy(book, name);
	const own = claimOf(replaced);
	const { trades, realised, carried } = dayOf(book, name);
	const gained = add(realised, subtract(unrealisedOf(held), carried));
	const isKnown = worths.unpriced === 0;
	const onOrder = subtract(claim.notional, own.notional);
	return {
		name,
		positions: held.positions + claim.orders - own.orders,
		trades: trades + claim.waiting - own.waiting,
		exposure: isKnown ? add(exposure, onOrder) : null,
		dayLoss: isKnown ? negate(gained) : null
	};
}

const nothingHeld: StrategyWorth = {
	...{ positions: 0, long: new ProductSum(), short: new ProductSum(), basis: zeroMoney }
};
