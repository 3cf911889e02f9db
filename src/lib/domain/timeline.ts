import type { BarSeries } from './bar.ts';
import { areAllCrypto } from './instrument.ts';
import { sessionOn } from './marketCalendar.ts';
import { newYorkDay, utcDayEnd, type Instant } from './time.ts';

/** Bars of several symbols merged by the time they complete; at one instant in alphabetical order of symbol. */
export interface Timeline {
	readonly series: readonly BarSeries[];
	/** Index of the next bar of each series. */
	readonly cursors: Int32Array;
	/** When the next bar of each series completes; Infinity when none is left. */
	readonly completions: Float64Array;
	readonly totalBars: number;
}

/** A timeline at its start, or where the next bars are those at `from`, one a series in alphabetical order. */
export function createTimeline(series: readonly BarSeries[], from: readonly number[] = []): Timeline {
	const sorted = [...series].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
	const cursors = Int32Array.from(sorted, (_, index) => from[index] ?? 0);
	return {
		series: sorted,
		cursors,
		completions: Float64Array.from(
			sorted,
			({ completesAt }, index) => completesAt[cursors[index] ?? 0] ?? Infinity
		),
		totalBars: sorted.reduce((total, one) => total + one.length, 0)
	};
}

/** When the next bar completes; Infinity when none is left. */
export function nextCompletion({ completions }: Timeline): Instant {
	let soonest = Infinity;
	for (const at of completions) if (at < soonest) soonest = at;
	return soonest;
}

/** Goes on to the next bar of the series at `index`. */
export function passBar({ series, cursors, completions }: Timeline, index: number): void {
	const next = (cursors[index] ?? 0) + 1;
	cursors[index] = next;
	completions[index] = series[index]?.completesAt[next] ?? Infinity;
}

/**
 * Gives the end of the day a regular bar belongs to: the close of its New York session, or for crypto alone the end of
 * its UTC date; null for a bar outside. Remembers the last day, so that asking for each bar of a session is cheap.
 */
export function createDayEnds(series: readonly BarSeries[]): (startsAt: Instant) => Instant | null {
	const isCryptoAlone = areAllCrypto(series);
	let opens = NaN;
	let closes = NaN;
	return (startsAt) => {
		if (startsAt >= opens && startsAt < closes) return closes;
		if (isCryptoAlone) {
			closes = utcDayEnd(startsAt);
			opens = startsAt;
			return closes;
		}
		const session = sessionOn(newYorkDay(startsAt));
		if (session === undefined || startsAt < session.open || startsAt >= session.close) return null;
		opens = session.open;
		closes = session.close;
		return closes;
	};
}
