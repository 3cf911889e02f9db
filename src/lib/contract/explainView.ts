import type { Instant } from '../domain/time.ts';

/** Figures of the account as a whole. */
export const accountFigures = [
	'equity',
	'cash',
	'freeCash',
	'positionsValue',
	'unrealised',
	'realisedGross',
	'realisedNet',
	'fees',
	'dayChange',
	'dayChangeFraction',
	'exposure'
] as const;

/** Figures of a position, which its symbol names. */
export const positionFigures = [
	'positionValue',
	'positionUnrealised',
	'positionUnrealisedFraction',
	'averageEntry'
] as const;

/** Figures of a ticket as it is typed. */
export const ticketFigures = ['ticketCost', 'ticketRisk'] as const;

/** Figures of a gauge in money, which its check names, followed by a space and what it is measured of: `sectorExposure Energy`. */
export const limitFigures = ['limitUsed', 'limitSet'] as const;

/** Every computed number that opens to its arithmetic; that of a trigger is named by the trigger's id. */
export const figureKeys = [
	...accountFigures,
	...positionFigures,
	'triggerDistance',
	...ticketFigures,
	...limitFigures
] as const;

/** The name of a computed number. */
export type FigureKey = (typeof figureKeys)[number];

/** What a number of an explanation counts; a fraction is read as a percentage. */
export type FigureUnit = 'money' | 'price' | 'quantity' | 'fraction';

/** One step of the arithmetic: what was reached so far is added to, lessened, multiplied or divided by `value`. */
export interface ExplainTerm {
	readonly label: string;
	readonly operator: '+' | '−' | '×' | '÷';
	readonly value: string;
	readonly unit: FigureUnit;
}

/**
 * How a number comes about: the terms, taken from the first to the last, give the result exactly; a fraction and an average
 * are rounded half-even at 9 decimals. Without a price that it needs there are no terms, and `missing` says why.
 */
export interface Explanation {
	readonly figure: FigureKey;
	readonly subject: string | null;
	readonly title: string;
	/** The convention by which it is counted, in a sentence. */
	readonly rule: string;
	readonly terms: readonly ExplainTerm[];
	readonly result: string | null;
	readonly unit: FigureUnit;
	readonly missing: string | null;
	/** The book's own clock. */
	readonly at: Instant;
}
