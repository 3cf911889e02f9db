import type { AssetClass } from './instrument.ts';
import type { Instant } from './time.ts';

/** How long a bar lasts: one minute, or one session of its market. */
export type BarInterval = '1m' | '1d';

/** One bar: prices in 1e-9 units of account currency, instants in epoch milliseconds. */
export interface Bar {
	/** Its timestamp as written in the file. */
	readonly label: Instant;
	readonly startsAt: Instant;
	readonly completesAt: Instant;
	readonly open: number;
	readonly high: number;
	readonly low: number;
	readonly close: number;
	/** Shares or coins that were traded; NaN where the source does not say. */
	readonly volume: number;
}

/**
 * Bars of one symbol in columns of equal length, oldest first. Prices are whole numbers of 1e-9 units (exact),
 * `label` is the timestamp as written in the file, `regular` is 1 for a bar of a session and 0 for one outside,
 * which marks but does not match.
 */
export interface BarSeries {
	readonly symbol: string;
	readonly assetClass: AssetClass;
	readonly interval: BarInterval;
	readonly length: number;
	readonly label: Float64Array;
	readonly startsAt: Float64Array;
	readonly completesAt: Float64Array;
	readonly open: Float64Array;
	readonly high: Float64Array;
	readonly low: Float64Array;
	readonly close: Float64Array;
	readonly volume: Float64Array;
	readonly regular: Uint8Array;
}

/** The bar at `index` of a series (0 <= index < length). */
export function barAt(series: BarSeries, index: number): Bar {
	return {
		label: numberAt(series.label, index),
		startsAt: numberAt(series.startsAt, index),
		completesAt: numberAt(series.completesAt, index),
		open: numberAt(series.open, index),
		high: numberAt(series.high, index),
		low: numberAt(series.low, index),
		close: numberAt(series.close, index),
		volume: numberAt(series.volume, index)
	};
}

function numberAt(column: Float64Array, index: number): number {
	const value = column[index];
	if (value === undefined) throw new Error(`no bar ${String(index)}`);
	return value;
}
