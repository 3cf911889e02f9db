import { zeroMoney, type Money } from '../domain/decimal.ts';
import type { Position } from '../domain/position.ts';
import type { Protection } from '../domain/trigger.ts';

/** What a position was worth when it was looked at last, and everything that this came from. */
export interface Worth {
	position: Position;
	index: number;
	last: number;
	/** Signed, null without a price. */
	value: Money | null;
	/** What its loss would be if its stops were met; null until it is asked for. */
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

/**
 * What all positions are worth, kept from one look to the next, so that a look costs a comparison for each position and work for
 * those alone that have changed. It holds nothing that could not be made again.
 */
export interface Worths {
	readonly bySymbol: Map<string, Worth>;
	/** Sums over all positions: the long ones, the short ones unsigned, and what they risk. */
	long: Money;
	short: Money;
	risk: Money;
	/** Positions without a price. */
	unpriced: number;
}

/** Nothing held. */
export function createWorths(): Worths {
	return { bySymbol: new Map(), long: zeroMoney, short: zeroMoney, risk: zeroMoney, unpriced: 0 };
}
