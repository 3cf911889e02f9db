import {
	absolute,
	add,
	higher,
	isNegative,
	isPositive,
	lower,
	multiply,
	scalePrice,
	subtract,
	unitsToPrice,
	zeroMoney,
	zeroPrice,
	type Money,
	type Price,
	type Quantity
} from '../domain/decimal.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { OrderIntent } from '../domain/order.ts';
import type { StopLeg, Trail } from '../domain/orderTerms.ts';
import { directionOf, type Direction, type Position } from '../domain/position.ts';
import { latest, type Protection } from '../domain/trigger.ts';
import { wantedOf } from './exitGroups.ts';
import { withHighWater } from './highWater.ts';
import { instrumentOf, type Book, type EngineState, type ExitGroup } from './state.ts';
import { trailingLevel } from './triggerEvaluation.ts';
import { lookAt } from './valuation.ts';
import type { PositionRisk, Worth } from './worth.ts';

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

function legDistance({ stopPrice, trail }: StopLeg, price: Price, direction: Direction): Price {
	if (trail !== null) return trailDistance(trail, price);
	return stopPrice === null ? price : distanceTo(stopPrice, price, direction);
}

function trailDistance(trail: Trail, price: Price): Price {
	return trail.by === 'amount' ? trail.amount : scalePrice(price, trail.fraction, null);
}

/** What every position loses when its stops are met at their level, and all together; null when one has no price. */
export function riskOfPositions(state: EngineState): {
	readonly total: Money | null;
	readonly of: (symbol: string) => Money | null;
} {
	const { book, market } = state;
	const worths = lookAt(book, market);
	for (const worth of worths.list) {
		const known = worth.risk;
		if (known !== null && isAsItWas(known, worth, state, worths.isGuardedAnew)) continue;
		worths.risk = subtract(worths.risk, known?.amount ?? zeroMoney);
		worth.risk = worth.value === null ? null : riskNow(state, worth);
		worths.risk = add(worths.risk, worth.risk?.amount ?? zeroMoney);
	}
	worths.isGuardedAnew = false;
	return {
		total: worths.unpriced > 0 ? null : worths.risk,
		of: (symbol) => {
			const worth = worths.bySymbol.get(symbol);
			return worth === undefined ? zeroMoney : (worth.risk?.amount ?? null);
		}
	};
}

function isAsItWas(
	known: PositionRisk,
	worth: Worth,
	{ book, market }: EngineState,
	isGuardedAnew: boolean
): boolean {
	const { symbol } = worth.position;
	const isSeenAnew = known.last !== worth.last || !Object.is(known.highWater, market.highWater[worth.index]);
	if (isSeenAnew || known.position !== worth.position) return false;
	if (!isGuardedAnew) return true;
	const isGuardedAlike = known.protection === book.protectionBySymbol.get(symbol);
	return isGuardedAlike && known.groups === book.groupsBySymbol.get(symbol);
}

function riskNow(state: EngineState, { position, index, last }: Worth): PositionRisk {
	const { book, market } = state;
	const { symbol } = position;
	const { instrument } = instrumentOf(state, symbol);
	const protection = withHighWater(state, symbol);
	return {
		position,
		last,
		highWater: market.highWater[index] ?? NaN,
		protection: book.protectionBySymbol.get(symbol),
		groups: book.groupsBySymbol.get(symbol),
		amount: riskOf(book, position, protection, unitsToPrice(last), instrument)
	};
}

/**
 * What triggers guard is guarded as a whole, what the stop of a group guards for what that is for. A stop that is passed already
 * is about to sell: it risks nothing more. An order to stop that stands alone may be taken back, and is not counted.
 */
function riskOf(
	book: Book,
	position: Position,
	protection: Protection,
	last: Price,
	instrument: Instrument
): Money {
	const direction = directionOf(position);
	const guarded = distanceOfTriggers(protection, last, instrument, direction);
	let left = absolute(position.quantity);
	let risk = zeroMoney;
	for (const group of book.groupsBySymbol.get(position.symbol)?.values() ?? []) {
		const distance = distanceOfGroup(group, last, direction);
		if (distance === null) continue;
		const part = lower(wantedOf(group), left);
		left = subtract(left, part);
		risk = add(risk, multiply(part, guarded === null ? distance : lower(distance, guarded)));
	}
	return add(risk, multiply(left, guarded ?? last));
}

function distanceOfTriggers(
	{ stopLoss, trailing }: Protection,
	last: Price,
	instrument: Instrument,
	direction: Direction
): Price | null {
	const fixed = stopLoss === null ? null : latest(stopLoss.levels);
	const fraction = trailing === null ? null : latest(trailing.fractions);
	const trail = trailing === null || fraction === null ? null : trailingLevel(instrument, trailing, fraction);
	const levels = [fixed, trail].filter((level) => level !== null);
	return nearest(levels.map((level) => higher(distanceTo(level, last, direction), zeroPrice)));
}

function distanceOfGroup({ legs, stop }: ExitGroup, last: Price, direction: Direction): Price | null {
	if (legs.stopLoss === null || stop.isGivenUp) return null;
	return higher(legDistance(legs.stopLoss, last, direction), zeroPrice);
}

/** What a quantity risks at a risk per unit; nothing without one. */
export function riskOfQuantity(quantity: Quantity, perUnit: Price | null): Money {
	return perUnit === null || !isPositive(quantity) ? zeroMoney : multiply(quantity, perUnit);
}
