import type { MarketSource } from './market.ts';
import type { Instant } from './time.ts';

/** What kept bars are of: minutes of the symbols, minutes of their equal-weight index, or whole days of both. */
export type BarSpan = 'minute' | 'index' | 'day';

/**
 * Bars of a market in columns of equal length, oldest first: what a book keeps of the quotes it saw. Prices are in 1e-9
 * units; the equal-weight index, the mean of price ÷ first price, has a number of its own (`indexNumber`).
 */
export interface KeptBars {
	readonly span: BarSpan;
	/** Start of the first minute, or of the day. */
	readonly at: Instant;
	/** When each bar starts, in minutes after `at` (0 to 59). */
	readonly minute: Uint8Array;
	/** The symbol of each bar, by its place in the book. */
	readonly symbol: Uint8Array;
	readonly open: Float64Array;
	readonly high: Float64Array;
	readonly low: Float64Array;
	readonly close: Float64Array;
}

/** The number of the equal-weight index in the kept bars of a book: one past its symbols, or where symbols can be added the last there is. */
export function indexNumber({ type }: MarketSource, symbols: number): number {
	return type === 'alpaca' ? 255 : symbols;
}

/** Bars that are complete, to be kept; those of minutes before `dropBefore` are let go (null: none). */
export interface NewBars {
	readonly rows: readonly KeptBars[];
	readonly dropBefore: Instant | null;
}

/** One row of the bars of several, which follow each other within an hour; throws when there is none. */
export function joinBars(rows: readonly KeptBars[]): KeptBars {
	const [first] = rows;
	if (first === undefined) throw new Error('no bars to join');
	if (rows.length === 1) return first;
	const join = (column: 'open' | 'high' | 'low' | 'close'): Float64Array =>
		Float64Array.from(rows.flatMap((row) => [...row[column]]));
	return {
		...{ span: first.span, at: first.at },
		minute: Uint8Array.from(
			rows.flatMap(({ at, minute }) => [...minute].map((one) => one + (at - first.at) / 60_000))
		),
		symbol: Uint8Array.from(rows.flatMap(({ symbol }) => [...symbol])),
		...{ open: join('open'), high: join('high'), low: join('low'), close: join('close') }
	};
}
