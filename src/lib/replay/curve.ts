import { decimalToNumber, unitsToNumber } from '../domain/decimal.ts';
import type { Position } from '../domain/position.ts';
import type { Instant } from '../domain/time.ts';
import type { Market } from '../engine/state.ts';

/** Equity in float64 at each instant at which bars completed: an estimate for drawing and statistics. */
export interface Curve {
	/** Cash after a fill. */
	setCash(cash: number): void;
	/** What is held of the symbol at `index` after a fill. */
	hold(index: number, position: Position | null): void;
	/** Adds the point of this instant, positions at their last price. */
	mark(at: Instant, market: Market): void;
	/** The instants and equities so far, and the mean of |position value| ÷ equity over them (null without points). */
	points(): {
		readonly at: Float64Array;
		readonly equity: Float64Array;
		readonly meanExposure: number | null;
	};
}

/** A curve over `symbols` symbols and at most `capacity` instants. */
export function createCurve(symbols: number, capacity: number): Curve {
	const times = new Float64Array(capacity);
	const equities = new Float64Array(capacity);
	const quantities = new Float64Array(symbols);
	let held: readonly number[] = [];
	let cash = 0;
	let length = 0;
	let exposures = 0;

	return {
		setCash: (amount) => {
			cash = amount;
		},
		hold: (index, position) => {
			quantities[index] = position === null ? 0 : decimalToNumber(position.quantity);
			held = position === null ? held.filter((other) => other !== index) : [...new Set([...held, index])];
		},
		mark: (at, market) => {
			let value = 0;
			for (const index of held) value += (quantities[index] ?? 0) * unitsToNumber(market.last[index] ?? NaN);
			const equity = cash + value;
			times[length] = at;
			equities[length] = equity;
			if (value !== 0) exposures += Math.abs(value) / equity;
			length++;
		},
		points: () => ({
			at: times.subarray(0, length),
			equity: equities.subarray(0, length),
			meanExposure: length === 0 ? null : exposures / length
		})
	};
}
