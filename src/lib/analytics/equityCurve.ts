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
	let places = new Uint32Array(at.length - first).map((_, index) => first + index);
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
function lastOfEach(places: Uint32Array, at: Float64Array, stride: number): Uint32Array<ArrayBuffer> {
	const kept = new Uint32Array(places.length);
	let count = 0;
	let stretch = NaN;
	for (const place of places) {
		const next = Math.ceil((at[place] ?? NaN) / stride);
		if (next === stretch) count--;
		kept[count++] = place;
		stretch = next;
	}
	return kept.slice(0, count);
}

function extremesOf(equity: Float64Array, peak: Float64Array, first: number): readonly number[] {
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
	const points = rows.reduce((sum, row) => sum + row.points.length / 3, 0);
	const [at, equity, peak] = columns(points + instants.length + 2);
	let count = 0;
	let seen = 0;

	function push(instant: Instant, value: number, top: number): void {
		const place = count > 0 && at[count - 1] === instant ? count - 1 : count++;
		at[place] = instant;
		equity[place] = value;
		peak[place] = top;
	}

	/** Goes on to an instant: of a thinned stretch an hour of which nothing is kept had nothing to say. */
	function passTo(end: Instant, isWhole: boolean): void {
		if (count === 0) return;
		const before = at[count - 1] ?? NaN;
		const value = equity[count - 1] ?? NaN;
		const top = peak[count - 1] ?? NaN;
		for (; seen < instants.length; seen++) {
			const instant = instants[seen] ?? NaN;
			if (instant >= end) return;
			if (instant <= before) continue;
			if (isWhole || isQuietHour(instant, before, end)) push(instant, value, top);
		}
	}

	if (!((rows[0]?.at ?? Infinity) <= since)) push(begin.at, begin.equity, begin.equity);
	let wholePlace = 0;
	for (const { seq, points: packed } of rows) {
		const isWhole = seq >= wholeFrom;
		for (let place = 0; place < packed.length; place += 3) {
			passTo(packed[place] ?? NaN, isWhole);
			push(packed[place] ?? NaN, packed[place + 1] ?? NaN, packed[place + 2] ?? NaN);
		}
		if (!isWhole) wholePlace = count;
	}
	passTo(now.at, true);
	if (now.equity !== null && (count === 0 || now.at > (at[count - 1] ?? NaN))) {
		push(now.at, now.equity, Math.max(now.peak, now.equity));
	}
	const cut = (column: Float64Array): Float64Array => column.subarray(0, count);
	return { at: cut(at), equity: cut(equity), peak: cut(peak), wholePlace };
}

function columns(length: number): [Float64Array, Float64Array, Float64Array] {
	return [new Float64Array(length), new Float64Array(length), new Float64Array(length)];
}

function isQuietHour(instant: Instant, before: Instant, end: Instant): boolean {
	const hour = hourEnding(instant);
	return hour !== hourEnding(before) && hour !== hourEnding(end);
}
