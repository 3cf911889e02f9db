import { priceToUnits, scalePrice, unitsToPrice, type Price, type Ratio } from '../decimal.ts';

/** How far a trail keeps from its mark: a fraction of it (above 0 and below 1) or an amount (above 0). */
export type TrailOffset =
	{ readonly by: 'fraction'; readonly fraction: Ratio } | { readonly by: 'amount'; readonly amount: Price };

/** How the level of a trail follows from its mark. */
export interface TrailRule {
	readonly by: TrailOffset['by'];
	/** Whether the level is above the mark. */
	readonly isAbove: boolean;
	/** The decimals it is rounded half up to (0 to 9); null keeps all 9. */
	readonly decimals: number | null;
}

const wholeUnits = 1e9;
/** What the last of so many decimals counts in 1e-9. */
const stepByDecimals = Array.from({ length: 10 }, (_, decimals) => 10 ** (9 - decimals));

/** The offset of a trail in 1e-9 of its mark or of account currency; throws for one that is out of range. */
export function offsetUnits(offset: TrailOffset): number {
	const units = Number(offset.by === 'fraction' ? offset.fraction : offset.amount);
	if (units <= 0 || (offset.by === 'fraction' && units >= wholeUnits)) {
		throw new Error(`a trail cannot keep ${String(units)} in 1e-9 by ${offset.by}`);
	}
	return units;
}

/** The level of a trail in 1e-9 units: mark ± amount, or mark × (1 ± fraction), rounded once, on the finished product. */
export function trailLevel({ by, isAbove, decimals }: TrailRule, mark: number, offset: number): number {
	const moved = isAbove ? offset : -offset;
	return by === 'amount'
		? roundUnits(mark + moved, decimals)
		: scaleUnits(mark, wholeUnits + moved, decimals);
}

/** Whole units rounded half up. */
function roundUnits(units: number, decimals: number | null): number {
	const step = stepByDecimals[decimals ?? 9] ?? 1;
	// The quotient of whole numbers below 2^53 never rounds up to a whole one.
	return step === 1 ? units : Math.floor((units + step / 2) / step) * step;
}

/** What `scalePrice` gives: in float64 where its error cannot matter, in whole numbers where it might. */
function scaleUnits(units: number, factor: number, decimals: number | null): number {
	const step = stepByDecimals[decimals ?? 9] ?? 1;
	const steps = (units * factor) / wholeUnits / step + 0.5;
	const whole = Math.floor(steps);
	// Four roundings err by at most 2^-51 of the value.
	const margin = steps * 2 ** -50;
	if (steps - whole > margin && whole + 1 - steps > margin) return whole * step;
	return priceToUnits(scalePrice(unitsToPrice(units), BigInt(factor) as Ratio, decimals));
}
