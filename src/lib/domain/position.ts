import {
	absolute,
	add,
	higher,
	isNegative,
	isZero,
	multiply,
	negate,
	pricePerUnit,
	proportion,
	subtract,
	zeroMoney,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from './decimal.ts';
import type { Fill } from './fill.ts';
import type { ClientOrderId, DecisionId } from './ids.ts';
import type { OrderSide } from './order.ts';
import type { Instant } from './time.ts';

/** What is left of one opening fill; quantity is signed like the position. */
export interface Lot {
	readonly quantity: Quantity;
	readonly price: Price;
	readonly openedAt: Instant;
	readonly decisionId: DecisionId;
}

/** A holding: signed quantity, exact signed cost basis (Σ signed quantity × price of what is left), oldest lot first. */
export interface Position {
	readonly symbol: string;
	readonly quantity: Quantity;
	readonly basis: Money;
	readonly openedAt: Instant;
	/** Bars that start, and quotes that come, from then on are of this position as it is: it is told by its last fill. */
	readonly seenFrom: Instant;
	readonly openedBy: ClientOrderId;
	readonly decisionId: DecisionId;
	readonly lots: readonly Lot[];
}

/** A position after a fill (null when flat) and the gross profit that the fill realised. */
export interface PositionChange {
	readonly position: Position | null;
	readonly realised: Money;
}

/** Which way a position stands: it gains when the price rises, or when it falls. */
export type Direction = 'long' | 'short';

/** Which way a position stands. */
export function directionOf({ quantity }: Pick<Position, 'quantity'>): Direction {
	return isNegative(quantity) ? 'short' : 'long';
}

/** The side that makes a position of this direction grow. */
export function entrySideOf(direction: Direction): OrderSide {
	return direction === 'long' ? 'buy' : 'sell';
}

/** The side that shrinks a position of this direction. */
export function exitSideOf(direction: Direction): OrderSide {
	return direction === 'long' ? 'sell' : 'buy';
}

/** How much a fill that led from `before` to `after` has opened or added, unsigned: through zero, what it opened. */
export function grownBy(before: Position | null, after: Position | null): Quantity {
	if (after === null) return zeroQuantity;
	const size = absolute(after.quantity);
	if (before === null || directionOf(before) !== directionOf(after)) return size;
	return higher(subtract(size, absolute(before.quantity)), zeroQuantity);
}

/** The signed quantity of a fill: positive for a buy. */
export function signedQuantity(fill: Fill): Quantity {
	return fill.side === 'buy' ? fill.quantity : negate(fill.quantity);
}

/**
 * Applies a fill by average cost: growing adds to the basis, shrinking releases basis × part ÷ quantity (half-even at
 * 18 decimals, closing releases all), and a fill through zero closes everything and opens the rest at its own price. A split changes the
 * quantity and leaves the basis.
 */
export function applyFill(position: Position | null, fill: Fill): PositionChange {
	const change = signedQuantity(fill);
	if (fill.cause === 'split' && position !== null)
		return { position: split(position, change), realised: zeroMoney };
	if (position === null) return { position: openPosition(fill, change), realised: zeroMoney };
	if (isNegative(position.quantity) === isNegative(change)) return grow(position, fill, change);
	const after = add(position.quantity, change);
	if (isZero(after)) return { position: null, realised: released(position.basis, fill.price, change) };
	if (isNegative(after) === isNegative(position.quantity)) return shrink(position, fill, change);
	const closing = released(position.basis, fill.price, negate(position.quantity));
	return { position: openPosition(fill, after), realised: closing };
}

function openPosition(fill: Fill, quantity: Quantity): Position {
	return {
		symbol: fill.symbol,
		quantity,
		basis: multiply(quantity, fill.price),
		openedAt: fill.at,
		seenFrom: fill.guardsFrom,
		openedBy: fill.orderId,
		decisionId: fill.decisionId,
		lots: [lotOf(fill, quantity)]
	};
}

function lotOf(fill: Fill, quantity: Quantity): Lot {
	return { quantity, price: fill.price, openedAt: fill.at, decisionId: fill.decisionId };
}

function grow(position: Position, fill: Fill, change: Quantity): PositionChange {
	const grown: Position = {
		...position,
		seenFrom: fill.guardsFrom,
		quantity: add(position.quantity, change),
		basis: add(position.basis, multiply(change, fill.price)),
		lots: [...position.lots, lotOf(fill, change)]
	};
	return { position: grown, realised: zeroMoney };
}

function shrink(position: Position, fill: Fill, change: Quantity): PositionChange {
	const basis = proportion(position.basis, negate(change), position.quantity);
	const smaller: Position = {
		...position,
		seenFrom: fill.guardsFrom,
		quantity: add(position.quantity, change),
		basis: subtract(position.basis, basis),
		lots: consumeLots(position.lots, absolute(change))
	};
	return { position: smaller, realised: released(basis, fill.price, change) };
}

/** The same basis in another quantity of the same sign: each lot takes its part, the last what rounding leaves. */
function split(position: Position, change: Quantity): Position {
	const quantity = add(position.quantity, change);
	if (isZero(quantity) || isNegative(quantity) !== isNegative(position.quantity)) {
		throw new Error(`a split of ${position.symbol} to nothing`);
	}
	const lots: Lot[] = [];
	let left = quantity;
	for (const [index, lot] of position.lots.entries()) {
		const isLast = index === position.lots.length - 1;
		const size = isLast ? left : proportion(lot.quantity, quantity, position.quantity);
		left = subtract(left, size);
		if (isZero(size)) continue;
		lots.push({ ...lot, quantity: size, price: pricePerUnit(multiply(lot.quantity, lot.price), size) });
	}
	return { ...position, quantity, lots };
}

/** Proceeds of a closing change (signed against the position) minus the basis it releases. */
function released(basis: Money, price: Price, change: Quantity): Money {
	return subtract(negate(multiply(change, price)), basis);
}

/** Takes `quantity` from the oldest lots first. */
function consumeLots(lots: readonly Lot[], quantity: Quantity): readonly Lot[] {
	let left = quantity;
	const kept: Lot[] = [];
	for (const lot of lots) {
		const size = absolute(lot.quantity);
		if (isZero(left)) kept.push(lot);
		else if (size <= left) left = subtract(left, size);
		else {
			const rest = subtract(size, left);
			left = subtract(left, left);
			kept.push({ ...lot, quantity: isNegative(lot.quantity) ? negate(rest) : rest });
		}
	}
	return kept;
}

/** Average entry price, half-even at 9 decimals. */
export function averageEntry(position: Position): Price {
	return pricePerUnit(position.basis, position.quantity);
}

/** Signed market value at a mark, exact. */
export function marketValue(position: Position, mark: Price): Money {
	return multiply(position.quantity, mark);
}

/** Unrealised gross profit at a mark, exact. */
export function unrealised(position: Position, mark: Price): Money {
	return subtract(marketValue(position, mark), position.basis);
}
