import type { AssetClass } from './instrument.ts';
import { sessionOn } from './marketCalendar.ts';
import { millisecondsPerMinute, newYorkDay, utcDayEnd, millisecondsPerDay, type Instant } from './time.ts';

/** How long a candle lasts: minutes, an hour, or a day of its market. */
export type CandleSize = '1m' | '5m' | '15m' | '1h' | '1d';

const minutesBySize = { '1m': 1, '5m': 5, '15m': 15, '1h': 60 } as const;

/**
 * Gives where the candle begins that a bar from an instant on belongs to. Within a session they are counted from its
 * open, so that none spans two; outside, and for crypto, by the clock. A day is a session, for crypto a UTC date.
 */
export function createCandleStarts(size: CandleSize, assetClass: AssetClass): (at: Instant) => Instant {
	const sessionOf = (at: Instant) => (assetClass === 'crypto' ? undefined : sessionOn(newYorkDay(at)));
	if (size === '1d') return (at) => sessionOf(at)?.open ?? utcDayEnd(at) - millisecondsPerDay;
	const length = minutesBySize[size] * millisecondsPerMinute;
	return (at) => {
		const session = sessionOf(at);
		const from = session !== undefined && at >= session.open && at < session.close ? session.open : 0;
		return from + Math.floor((at - from) / length) * length;
	};
}

/** Candles in columns of equal length, oldest first; prices as they were given. */
export interface Candles {
	readonly at: Float64Array;
	readonly open: Float64Array;
	readonly high: Float64Array;
	readonly low: Float64Array;
	readonly close: Float64Array;
}

/** Folds bars into candles, the newest bar first. */
export interface CandleFold {
	/** Takes a bar that is earlier than those before; false when it would begin a candle too many, and is not taken. */
	take(at: Instant, open: number, high: number, low: number, close: number): boolean;
	candles(): Candles;
}

/** A fold into at most `most` candles that begin where `startOf` says. */
export function createCandleFold(startOf: (at: Instant) => Instant, most: number): CandleFold {
	const at: number[] = [];
	const open: number[] = [];
	const high: number[] = [];
	const low: number[] = [];
	const close: number[] = [];
	const forward = (column: readonly number[]): Float64Array => Float64Array.from(column).reverse();
	return {
		take(instant, barOpen, barHigh, barLow, barClose) {
			const start = startOf(instant);
			const last = at.length - 1;
			if (at[last] !== start) {
				if (at.length === most) return false;
				at.push(start);
				open.push(barOpen);
				high.push(barHigh);
				low.push(barLow);
				close.push(barClose);
				return true;
			}
			open[last] = barOpen;
			high[last] = Math.max(high[last] ?? NaN, barHigh);
			low[last] = Math.min(low[last] ?? NaN, barLow);
			return true;
		},
		candles: () => ({
			...{ at: forward(at), open: forward(open), high: forward(high) },
			...{ low: forward(low), close: forward(close) }
		})
	};
}
