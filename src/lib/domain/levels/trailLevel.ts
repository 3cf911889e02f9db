import { priceToUnits, scalePrice, unitsToPrice, type Price, type Ratio } from '../decimal.ts';

/** How far a trail keeps from its mark: a fraction of it (above 0 and below 1) or an amount (above 0). */
export type TrailOffset =
	{ readonly by: 'fraction'; readonly fraction: Ratio } | { readonly by: 'amount'; readonly amount: Price };

/** What the levels of some trails have in common. */
export interface TrailRule {
	readonly by: TrailOffset['by'];
	/** Whether the level is above the mark. */
	readonly isAbove: boolean;
	/** The decimals it is rounded half up to (0 to 9); null keeps all 9. */
	readonly decimals: number | null;
}

const wholeUnits = 1e9;
/** What four roundings can make of a value at most is half of this share of it. */
const roundingShare = 2 ** -50;

/** The offset of a trail in 1e-9 of its mark or of account currency; throws for one that is out of range. */
export function offsetUnits(offset: TrailOffset): number {
	const units = Number(offset.by === 'fraction' ? offset.fraction : offset.amount);
	if (units <= 0 || (offset.by === 'fraction' && units >= wholeUnits)) {
		throw new Error(`a trail cannot keep ${String(units)} in 1e-9 by ${offset.by}`);
	}
	return units;
}

/** How the level of a trail follows from its mark: mark ± amount, or mark × (1 ± fraction), rounded once, on the finished product. */
export class TrailLevels {
	readonly #isFraction: boolean;
	readonly #sign: 1 | -1;
	readonly #decimals: number | null;
	/** What the last of the decimals counts in 1e-9. */
	readonly #step: number;
	/** How many steps a unit times a unit of a ratio is. */
	readonly #perStep: number;

	/** The levels of trails of one rule. */
	constructor({ by, isAbove, decimals }: TrailRule) {
		this.#isFraction = by === 'fraction';
		this.#sign = isAbove ? 1 : -1;
		this.#decimals = decimals;
		this.#step = 10 ** (9 - (decimals ?? 9));
		this.#perStep = 1 / (wholeUnits * this.#step);
	}

	/** The level in 1e-9 units of a trail that keeps `offset` from `mark`. */
	at(mark: number, offset: number): number {
		const moved = this.#sign * offset;
		return this.#isFraction ? this.#scaled(mark, wholeUnits + moved) : this.#rounded(mark + moved);
	}

	/** Whole units rounded half up. */
	#rounded(units: number): number {
		const step = this.#step;
		// The quotient of whole numbers below 2^53 never rounds up to a whole one.
		return step === 1 ? units : Math.floor((units + step / 2) / step) * step;
	}

	/** What `scalePrice` gives: in float64 where its error cannot matter, in whole numbers where it might. */
	#scaled(units: number, factor: number): number {
		const steps = units * factor * this.#perStep + 0.5;
		const whole = Math.floor(steps);
		// Four roundings, that of steps a unit among them.
		const margin = steps * roundingShare;
		if (steps - whole > margin && whole + 1 - steps > margin) return whole * this.#step;
		return priceToUnits(scalePrice(unitsToPrice(units), BigInt(factor) as Ratio, this.#decimals));
	}
}
