import { add, fractionOf, type Money, type Ratio } from './decimal.ts';

/**
 * What short positions hold, as fractions of their market value. Initial beside the proceeds: 50 % makes the 150 % of
 * Regulation T of the Federal Reserve Board, 12 CFR 220.12(c)(1). Maintenance: 30 %, FINRA Rule 4210(c)(3). Long positions are
 * paid in full: nothing is lent.
 */
export interface MarginTerms {
	readonly shortInitial: Ratio;
	readonly shortMaintenance: Ratio;
}

/** The cash that a short worth `value` (unsigned) holds as long as it is open: its value and the initial margin on it. */
export function collateralOf({ shortInitial }: MarginTerms, value: Money): Money {
	return add(value, fractionOf(value, shortInitial));
}
