import { zeroMoney, type Money } from '../domain/decimal.ts';
import type { Position } from '../domain/position.ts';
import type { Protection } from '../domain/trigger.ts';

/** What a position was worth when it was looked at last, and everything that this came from. */
export interface Worth {
	position: Position;
	readonly index: number;
	/** The strategy that opened it; empty for none. */
	strategy: string;
	last: number;
	/** Signed, null without a price. */
	value: Money | null;
	/** What its loss would be if its stops were met; null until it is asked for, and without a price. */
	risk: PositionRisk | null;
}

/** What a position risks, and everything that this came from. */
export interface PositionRisk {
	readonly position: Position;
	readonly last: number;
	readonly highWater: number;
	readonly protection: Protection | undefined;
	readonly groups: ReadonlyMap<string, unknown> | undefined;
	readonly amount: Money;
}

/** The positions that a strategy has opened: how many, what those with a price are worth unsigned, and have won. */
export interface StrategyWorth {
	positions: number;
	exposure: Money;
	unrealised: Money;
}

/**
 * What all positions are worth, kept from one look to the next, so that a look costs a comparison for each position and work for
 * those alone that have changed. It holds nothing that could not be made again.
 */
export interface Worths {
	readonly bySymbol: Map<string, Worth>;
	/** The same as a list, in no order. */
	list: readonly Worth[];
	readonly byStrategy: Map<string, StrategyWorth>;
	/** Sums over all positions: the long ones, the short ones unsigned, and what they risk. */
	long: Money;
	short: Money;
	risk: Money;
	/** Positions without a price. */
	unpriced: number;
	/** Whether positions may have changed, and what guards them, since the last look. */
	isHeldAnew: boolean;
	isGuardedAnew: boolean;
}

/** Nothing held. */
export function createWorths(): Worths {
	return {
		...{ bySymbol: new Map(), list: [], byStrategy: new Map() },
		...{ long: zeroMoney, short: zeroMoney, risk: zeroMoney, unpriced: 0 },
		...{ isHeldAnew: true, isGuardedAnew: true }
	};
}
