import { zeroMoney, type Money } from '../domain/decimal.ts';
import type { Position } from '../domain/position.ts';
import { ProductSum, type Factor } from '../domain/productSum.ts';
import type { Protection } from '../domain/trigger.ts';

/** A position as it was looked at last. */
export interface Worth {
	position: Position;
	/** Its quantity as it is summed with prices. */
	factor: Factor;
	readonly index: number;
	/** The strategy that opened it; empty for none. */
	strategy: string;
	/** The last price in 1e-9 units, NaN before there is one. */
	last: number;
	/** What it risks; null until it is asked for, and without a price. */
	risk: PositionRisk | null;
}

/** What a position risks, and everything that this came from. */
export interface PositionRisk {
	readonly protection: Protection | undefined;
	readonly groups: ReadonlyMap<string, unknown> | undefined;
	readonly highWater: number;
	/** The nearest of its stops in 1e-9 units, NaN for none; null where what it risks is more than its quantity at one distance. */
	readonly stop: number | null;
	/** The price at which it was reckoned. */
	last: number;
	/** How far its stop is, all of its price without one, in 1e-9 units; zero where an amount stands instead. */
	distance: number;
	amount: Money;
}

/** The positions that a strategy has opened: how many, and of those with a price the worth of the long and the short ones, and what they cost. */
export interface StrategyWorth {
	positions: number;
	readonly long: ProductSum;
	/** Below zero. */
	readonly short: ProductSum;
	basis: Money;
}

/**
 * What all positions are worth, kept from one look to the next, so that a look costs a comparison for each position and a few
 * multiplications for those that have changed. It holds nothing that could not be made again.
 */
export interface Worths {
	readonly bySymbol: Map<string, Worth>;
	/** The same as a list, in no order. */
	list: readonly Worth[];
	readonly byStrategy: Map<string, StrategyWorth>;
	/** Sums over all positions: the long ones, the short ones below zero, and what they risk: by distance, and as amounts. */
	long: ProductSum;
	short: ProductSum;
	risk: ProductSum;
	riskAmounts: Money;
	/** Positions without a price. */
	unpriced: number;
	/** The symbols whose positions have changed since the last look; whether any of them may have, and what guards them. */
	readonly heldAnew: Set<string>;
	isHeldAnew: boolean;
	isGuardedAnew: boolean;
}

/** Nothing held. */
export function createWorths(): Worths {
	return {
		bySymbol: new Map(),
		list: [],
		byStrategy: new Map(),
		long: new ProductSum(),
		short: new ProductSum(),
		risk: new ProductSum(),
		riskAmounts: zeroMoney,
		unpriced: 0,
		heldAnew: new Set(),
		isHeldAnew: true,
		isGuardedAnew: true
	};
}
