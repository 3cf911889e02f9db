import {
	isNegative,
	isPositive,
	lower,
	multiply,
	scalePrice,
	subtract,
	zeroMoney,
	type Money,
	type Price,
	type Quantity
} from '../domain/decimal.ts';
import type { OrderIntent } from '../domain/order.ts';
import type { StopLeg, Trail } from '../domain/orderTerms.ts';
import type { Direction } from '../domain/position.ts';

/** The price at which an order that opens is expected to trade: its limit, else its stop, else the last price it was sized with. */
export function openingPrice({ limitPrice, stopPrice, refPrice }: OrderIntent): Price | null {
	return limitPrice ?? stopPrice ?? refPrice;
}

/** How far the stops that an order brings are from its opening price, below zero on the wrong side; none brings none. */
export function stopDistances(intent: OrderIntent): readonly Price[] {
	const price = openingPrice(intent);
	if (price === null) return [];
	const { levels, legs, side } = intent;
	const direction = side === 'buy' ? 'long' : 'short';
	const distances: Price[] = [];
	if (levels.stopLoss !== null) distances.push(distanceTo(levels.stopLoss, price, direction));
	if (levels.trailing !== null) distances.push(scalePrice(price, levels.trailing, null));
	const leg = legs?.stopLoss ?? null;
	if (leg !== null) distances.push(legDistance(leg, price, direction));
	return distances;
}

/** What a unit that an order opens loses when its nearest stop is met: all of its price without one; null without a price. */
export function riskPerUnit(intent: OrderIntent): Price | null {
	const price = openingPrice(intent);
	return price === null ? null : (nearest(stopDistances(intent)) ?? price);
}

/** The nearest of stops; one on the wrong side guards nothing. */
function nearest(distances: readonly Price[]): Price | null {
	const guarding = distances.filter((distance) => !isNegative(distance));
	return guarding.length === 0 ? null : guarding.reduce(lower);
}

function distanceTo(stop: Price, price: Price, direction: Direction): Price {
	return direction === 'long' ? subtract(price, stop) : subtract(stop, price);
}

/** How far a leg that stops is from a price, below zero on the wrong side. */
export function legDistance({ stopPrice, trail }: StopLeg, price: Price, direction: Direction): Price {
	if (trail !== null) return trailDistance(trail, price);
	return stopPrice === null ? price : distanceTo(stopPrice, price, direction);
}

function trailDistance(trail: Trail, price: Price): Price {
	return trail.by === 'amount' ? trail.amount : scalePrice(price, trail.fraction, null);
}

/** What a quantity risks at a risk per unit; nothing without one. */
export function riskOfQuantity(quantity: Quantity, perUnit: Price | null): Money {
	return perUnit === null || !isPositive(quantity) ? zeroMoney : multiply(quantity, perUnit);
}
