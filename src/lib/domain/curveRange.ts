import { millisecondsPerDay } from './time.ts';

/** How far back a curve is shown, by the clock of its book, in milliseconds. */
export const reachByRange = {
	'1D': millisecondsPerDay,
	'1W': 7 * millisecondsPerDay,
	'1M': 31 * millisecondsPerDay,
	'3M': 92 * millisecondsPerDay,
	'1Y': 366 * millisecondsPerDay,
	All: Infinity
} as const;

/** One of the ranges. */
export type CurveRange = keyof typeof reachByRange;

/** Every range, the shortest first. */
export const curveRanges = Object.keys(reachByRange) as readonly CurveRange[];
