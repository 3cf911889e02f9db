import {
	absolute,
	add,
	higher,
	isNegative,
	lower,
	multiply,
	priceToUnits,
	subtract,
	unitsToPrice,
	zeroMoney,
	zeroPrice,
	type Money,
	type Price
} from '../domain/decimal.ts';
import { directionOf, type Direction, type Position } from '../domain/position.ts';
import { latest } from '../domain/trigger.ts';
import { wantedOf } from './exitGroups.ts';
import { withHighWater } from './highWater.ts';
import { legDistance } from './orderRisk.ts';
import { instrumentOf, type EngineState, type ExitGroup } from './state.ts';
import { trailingLevel } from './triggerEvaluation.ts';
import { forgetRisk, lookAt, moveRisk } from './valuation.ts';
import type { PositionRisk, Worth, Worths } from './worth.ts';

/** What every position loses when its stops are met at their level, and all together; null when one has no price. */
export function riskOfPositions(state: EngineState): {
	readonly total: Money | null;
	readonly of: (symbol: string) => Money | null;
} {
	const worths = lookAt(state.book, state.market);
	const { highWater } = state.market;
	for (const worth of worths.list) {
		if (Number.isNaN(worth.last)) continue;
		let { risk } = worth;
		const isGuardedAlike = risk !== null && Object.is(risk.highWater, highWater[worth.index]);
		if (!isGuardedAlike || (worths.isGuardedAnew && !isGuardedBy(risk, worth, state))) {
			forgetRisk(worths, worth);
			risk = guardNow(state, worth);
			worth.risk = risk;
		}
		if (risk !== null && risk.last !== worth.last) reckon(state, worths, worth, risk);
	}
	worths.isGuardedAnew = false;
	return {
		total: worths.unpriced > 0 ? null : add(worths.risk.total(), worths.riskAmounts),
		of: (symbol) => riskOf(worths.bySymbol.get(symbol))
	};
}

function riskOf(worth: Worth | undefined): Money | null {
	if (worth === undefined) return zeroMoney;
	const { risk, position } = worth;
	if (risk === null) return null;
	return add(risk.amount, multiply(absolute(position.quantity), unitsToPrice(risk.distance)));
}

function isGuardedBy(risk: PositionRisk | null, { position }: Worth, { book }: EngineState): boolean {
	const { symbol } = position;
	const isArmedAlike = risk?.protection === book.protectionBySymbol.get(symbol);
	return isArmedAlike && risk?.groups === book.groupsBySymbol.get(symbol);
}

/** What guards a position, before its risk is reckoned. */
function guardNow(state: EngineState, { position, index }: Worth): PositionRisk {
	const { book, market } = state;
	const { symbol } = position;
	const groups = book.groupsBySymbol.get(symbol);
	const level = groups === undefined ? stopOf(state, position) : null;
	const stop = level === null ? NaN : priceToUnits(level);
	const isOneDistance = groups === undefined && (Number.isNaN(stop) || Number.isSafeInteger(stop));
	return {
		protection: book.protectionBySymbol.get(symbol),
		groups,
		highWater: market.highWater[index] ?? NaN,
		stop: isOneDistance ? stop : null,
		last: NaN,
		distance: 0,
		amount: zeroMoney
	};
}

/** The nearest level at which triggers close a position; null without one. */
function stopOf(state: EngineState, position: Position): Price | null {
	const { stopLoss, trailing } = withHighWater(state, position.symbol);
	const { instrument } = instrumentOf(state, position.symbol);
	const fixed = stopLoss === null ? null : latest(stopLoss.levels);
	const fraction = trailing === null ? null : latest(trailing.fractions);
	if (trailing === null || fraction === null) return fixed;
	const trail = trailingLevel(instrument, trailing, fraction);
	if (fixed === null) return trail;
	return directionOf(position) === 'long' ? higher(fixed, trail) : lower(fixed, trail);
}

/** Reckons what a position risks at its last price. A stop that is passed already is about to sell: it risks nothing more. */
function reckon(state: EngineState, worths: Worths, worth: Worth, risk: PositionRisk): void {
	const { factor, last } = worth;
	const isShort = isNegative(factor.quantity);
	const { stop } = risk;
	const isOneDistance = stop !== null && Number.isSafeInteger(last);
	let distance = isOneDistance ? last : 0;
	if (isOneDistance && !Number.isNaN(stop)) distance = Math.max(0, isShort ? stop - last : last - stop);
	moveRisk(worths, worth, risk.distance, distance);
	const amount = isOneDistance ? zeroMoney : riskByParts(state, worth.position, unitsToPrice(last));
	if (amount !== risk.amount) worths.riskAmounts = add(worths.riskAmounts, subtract(amount, risk.amount));
	risk.last = last;
	risk.distance = distance;
	risk.amount = amount;
}

/**
 * What triggers guard is guarded as a whole, what the stop of a group guards for what that is for. An order to stop that stands alone
 * may be taken back, and is not counted.
 */
function riskByParts(state: EngineState, position: Position, last: Price): Money {
	const direction = directionOf(position);
	const stop = stopOf(state, position);
	const guarded = stop === null ? null : distanceTo(stop, last, direction);
	let left = absolute(position.quantity);
	let risk = zeroMoney;
	for (const group of state.book.groupsBySymbol.get(position.symbol)?.values() ?? []) {
		const distance = distanceOfGroup(group, last, direction);
		if (distance === null) continue;
		const part = lower(wantedOf(group), left);
		left = subtract(left, part);
		risk = add(risk, multiply(part, guarded === null ? distance : lower(distance, guarded)));
	}
	return add(risk, multiply(left, guarded ?? last));
}

function distanceTo(stop: Price, last: Price, direction: Direction): Price {
	return higher(direction === 'long' ? subtract(last, stop) : subtract(stop, last), zeroPrice);
}

function distanceOfGroup({ legs, stop }: ExitGroup, last: Price, direction: Direction): Price | null {
	if (legs.stopLoss === null || stop.isGivenUp) return null;
	return higher(legDistance(legs.stopLoss, last, direction), zeroPrice);
}
