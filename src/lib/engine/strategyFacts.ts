import { absolute, add, isZero, negate, subtract, zeroMoney, type Money } from '../domain/decimal.ts';
import type { Order } from '../domain/order.ts';
import { claimOf } from './claims.ts';
import type { EngineState } from './state.ts';
import { dayOf, strategyOf } from './strategyDay.ts';
import { lookAt } from './valuation.ts';

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
	let [positions, waiting, exposure, unrealised] = [0, 0, zeroMoney, zeroMoney];
	let isKnown = true;
	for (const { position, value } of lookAt(book, market).bySymbol.values()) {
		if (strategyOf(book, position.decisionId) !== name) continue;
		positions++;
		isKnown &&= value !== null;
		exposure = add(exposure, absolute(value ?? zeroMoney));
		unrealised = add(unrealised, subtract(value ?? zeroMoney, position.basis));
	}
	for (const ids of book.entriesBySymbol.values()) {
		for (const id of ids) {
			const order = book.orders.get(id);
			if (order === undefined || id === replaced?.intent.id) continue;
			if (strategyOf(book, order.intent.decisionId) !== name) continue;
			positions++;
			if (isZero(order.filled)) waiting++;
			exposure = add(exposure, claimOf(order).notional);
		}
	}
	const { trades, realised, carried } = dayOf(book, name);
	const gained = add(realised, subtract(unrealised, carried));
	return {
		...{ name, positions, trades: trades + waiting },
		exposure: isKnown ? exposure : null,
		dayLoss: isKnown ? negate(gained) : null
	};
}
