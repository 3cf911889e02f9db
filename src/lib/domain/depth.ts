import type { DepthTerms } from './bookConfig.ts';
import {
	add,
	floorToLot,
	fractionOf,
	isPositive,
	lower,
	multiply,
	oneRatio,
	roundedPerUnit,
	scalePrice,
	subtract,
	unitsToPrice,
	zeroMoney,
	zeroQuantity,
	zeroRatio,
	type Price,
	type Quantity
} from './decimal.ts';
import type { OrderSide } from './order.ts';

/** How much is there for an order at a price. */
export interface DepthLevel {
	readonly price: Price;
	readonly quantity: Quantity;
}

/** A market of which levels are made: the best price for a side, how much is shown, and the lot of the instrument. */
export interface Touch {
	readonly side: OrderSide;
	readonly price: Price;
	readonly size: Quantity;
	readonly lot: Quantity;
}

const onePrice = unitsToPrice(1_000_000_000);

/**
 * The `count` levels that stand for a market, the best first: each one spacing further against the side and larger or smaller than
 * the one before by the growth, in whole lots. Levels without a lot are left out.
 */
export function levelsOf(
	count: number,
	{ first, growth, spacing }: DepthTerms,
	{ side, price, size, lot }: Touch
): readonly DepthLevel[] {
	const levels: DepthLevel[] = [];
	let [amount, distance] = [fractionOf(multiply(size, onePrice), first), zeroRatio];
	for (let level = 0; level < count; level++) {
		const factor = side === 'buy' ? add(oneRatio, distance) : subtract(oneRatio, distance);
		const quantity = floorToLot(amount, onePrice, lot);
		if (isPositive(quantity)) levels.push({ price: scalePrice(price, factor, null), quantity });
		amount = fractionOf(amount, growth);
		distance = add(distance, spacing);
	}
	return levels;
}

/** What is left of levels when the first `gone` of their quantity is taken. */
export function levelsAfter(levels: readonly DepthLevel[], gone: Quantity): readonly DepthLevel[] {
	const left: DepthLevel[] = [];
	let passing = gone;
	for (const { price, quantity } of levels) {
		const part = lower(passing, quantity);
		passing = subtract(passing, part);
		if (part < quantity) left.push({ price, quantity: subtract(quantity, part) });
	}
	return left;
}

/** The levels that are as good as a limit of a side, or better; all of them without a limit. */
export function levelsWithin(
	levels: readonly DepthLevel[],
	side: OrderSide,
	limit: Price | null
): readonly DepthLevel[] {
	if (limit === null) return levels;
	return levels.filter(({ price }) => (side === 'buy' ? price <= limit : price >= limit));
}

/** What a quantity takes of levels, the best first; of a quantity larger than all of them, all of them. */
export function walkLevels(levels: readonly DepthLevel[], quantity: Quantity): readonly DepthLevel[] {
	const walked: DepthLevel[] = [];
	let left = quantity;
	for (const level of levels) {
		if (!isPositive(left)) break;
		const part = lower(left, level.quantity);
		walked.push({ price: level.price, quantity: part });
		left = subtract(left, part);
	}
	return walked;
}

/** How much levels have together. */
export function depthOf(levels: readonly DepthLevel[]): Quantity {
	return levels.reduce((sum, { quantity }) => add(sum, quantity), zeroQuantity);
}

/** The price of levels weighted by their quantities, rounded half up once to `decimals`; `null` keeps 9. They are not empty. */
export function averagePrice(levels: readonly DepthLevel[], decimals: number | null): Price {
	const worth = levels.reduce((sum, { price, quantity }) => add(sum, multiply(quantity, price)), zeroMoney);
	return roundedPerUnit(worth, depthOf(levels), decimals);
}
