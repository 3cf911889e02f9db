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
	// Fields of one object, since a number that a closure captures and changes is allocated anew each time.
	const tally = { cash: 0, length: 0, exposures: 0 };
	let held: readonly number[] = [];

	return {
		setCash: (amount) => {
			tally.cash = amount;
		},
		hold: (index, position) => {
			quantities[index] = position === null ? 0 : decimalToNumber(position.quantity);
			held = position === null ? held.filter((other) => other !== index) : [...new Set([...held, index])];
		},
		mark: (at, market) => {
			let value = 0;
			for (const index of held) value += (quantities[index] ?? 0) * unitsToNumber(market.last[index] ?? NaN);
			const equity = tally.cash + value;
			times[tally.length] = at;
			equities[tally.length] = equity;
			if (value !== 0) tally.exposures += Math.abs(value) / equity;
			tally.length++;
		},
		points: () => ({
			at: times.subarray(0, tally.length),
			equity: equities.subarray(0, tally.length),
			meanExposure: tally.length === 0 ? null : tally.exposures / tally.length
		})
	};
}
