import type { EquityRow } from '../domain/deskRows.ts';
import { hourEnding, millisecondsPerMinute, type Instant } from '../domain/time.ts';

/** What a curve is traced from: the pieces of it that are kept, and what was between them. */
export interface CurvePast {
	/** Pieces, oldest first, from the one on that has the last point by `since`. */
	readonly rows: readonly EquityRow[];
	/** From this entry on every snapshot is kept; pieces before it are thinned. */
	readonly wholeFrom: number;
	readonly since: Instant;
	/** Where the book began. */
	readonly begin: { readonly at: Instant; readonly equity: number };
	/** Instants at which the market was seen, oldest first: where no snapshot says otherwise the equity is as it was. */
	readonly instants: ArrayLike<number>;
	/** The account now, null while a position has no price; `peak` is the highest equity by the last snapshot. */
	readonly now: { readonly at: Instant; readonly equity: number | null; readonly peak: number };
}

/** Points of a curve in columns of equal length, oldest first; `drawdown` is the fall from the peak by then, 0 or below. */
export interface TracedCurve {
	readonly at: Float64Array;
	readonly equity: Float64Array;
	readonly drawdown: Float64Array;
}

/** Minutes a point may stand for, each a multiple of those before it. */
const strides = [1, 5, 10, 30, 60, 120, 240, 720, 1440];
const hourPlace = strides.indexOf(60);
/** The two ends, and where the curve is lowest, highest and furthest below its peak. */
const extremes = 5;

/**
 * The curve from the last point before `since` to now in at most `most` points: the last of each stretch of time, stretches
 * all of one length, so that old and new parts are alike. The extremes of all points are always among them.
 */
export function traceCurve(past: CurvePast, most: number): TracedCurve {
	const { at, equity, peak, wholePlace } = gather(past);
	let first = 0;
	while (first < at.length - 1 && (at[first + 1] ?? NaN) < past.since) first++;
	let places = Array.from({ length: at.length - first }, (_, index) => first + index);
	const extreme = extremesOf(equity, peak, first);
	let place = wholePlace > first + 1 ? hourPlace : 0;
	if (place > 0) places = lastOfEach(places, at, strideAt(place));
	while (places.length > most - extremes) places = lastOfEach(places, at, strideAt(++place));
	const kept = Float64Array.from(new Set([first, ...places, ...extreme])).sort();
	return {
		at: kept.map((one) => at[one] ?? NaN),
		equity: kept.map((one) => equity[one] ?? NaN),
		drawdown: kept.map((one) => fallOf(equity[one] ?? NaN, peak[one] ?? NaN))
	};
}

/** A fall from a peak as a fraction, 0 or below; 0 of a peak that is not positive. */
export function fallOf(equity: number, peak: number): number {
	return peak > 0 ? Math.min(0, equity / peak - 1) : 0;
}

function strideAt(place: number): number {
	const longest = strides.length - 1;
	return (strides[place] ?? (strides[longest] ?? NaN) * 2 ** (place - longest)) * millisecondsPerMinute;
}

/** The last of the points in each stretch; one at the very end of a stretch belongs to it. */
function lastOfEach(places: number[], at: ArrayLike<number>, stride: number): number[] {
	const kept: number[] = [];
	let [before, stretch] = [NaN, NaN];
	for (const place of places) {
		const next = Math.ceil((at[place] ?? NaN) / stride);
		if (next !== stretch && !Number.isNaN(before)) kept.push(before);
		before = place;
		stretch = next;
	}
	if (!Number.isNaN(before)) kept.push(before);
	return kept;
}

function extremesOf(equity: ArrayLike<number>, peak: ArrayLike<number>, first: number): readonly number[] {
	let [lowest, highest, deepest, deepestFall] = [first, first, first, 0];
	for (let place = first; place < equity.length; place++) {
		const value = equity[place] ?? NaN;
		if (value < (equity[lowest] ?? NaN)) lowest = place;
		if (value > (equity[highest] ?? NaN)) highest = place;
		const fall = fallOf(value, peak[place] ?? NaN);
		if (fall < deepestFall) [deepest, deepestFall] = [place, fall];
	}
	return [lowest, highest, deepest];
}

/** Every point there is; from `wholePlace` on nothing is thinned. */
function gather({ rows, wholeFrom, since, begin, instants, now }: CurvePast) {
	const at: number[] = [];
	const equity: number[] = [];
	const peak: number[] = [];
	let seen = 0;

	function push(instant: Instant, value: number, top: number): void {
		const last = at.length - 1;
		const place = at[last] === instant ? last : last + 1;
		at[place] = instant;
		equity[place] = value;
		peak[place] = top;
	}

	/** Goes on to an instant: of a thinned stretch an hour of which nothing is kept had nothing to say. */
	function passTo(end: Instant, isWhole: boolean): void {
		const before = at.at(-1);
		if (before === undefined) return;
		const value = equity.at(-1) ?? NaN;
		const top = peak.at(-1) ?? NaN;
		for (; seen < instants.length; seen++) {
			const instant = instants[seen] ?? NaN;
			if (instant >= end) return;
			if (instant <= before) continue;
			if (isWhole || isQuietHour(instant, before, end)) push(instant, value, top);
		}
	}

	if (!((rows[0]?.at ?? Infinity) <= since)) push(begin.at, begin.equity, begin.equity);
	let wholePlace = 0;
	for (const { seq, points } of rows) {
		const isWhole = seq >= wholeFrom;
		for (let place = 0; place < points.length; place += 3) {
			passTo(points[place] ?? NaN, isWhole);
			push(points[place] ?? NaN, points[place + 1] ?? NaN, points[place + 2] ?? NaN);
		}
		if (!isWhole) wholePlace = at.length;
	}
	passTo(now.at, true);
	if (now.equity !== null && now.at > (at.at(-1) ?? -Infinity)) {
		push(now.at, now.equity, Math.max(now.peak, now.equity));
	}
	return { at, equity, peak, wholePlace };
}

function isQuietHour(instant: Instant, before: Instant, end: Instant): boolean {
	const hour = hourEnding(instant);
	return hour !== hourEnding(before) && hour !== hourEnding(end);
}
