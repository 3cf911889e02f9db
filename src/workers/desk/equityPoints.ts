import type { EquityView } from '../../lib/contract/deskView.ts';
import { moneyToNumber } from '../../lib/domain/decimal.ts';
import type { SnapshotRow } from '../../lib/domain/deskRows.ts';
import type { Instant } from '../../lib/domain/time.ts';
import type { JournalEntry } from '../../lib/journal/entry.ts';
import type { PriceHistory } from './priceHistory.ts';
import { countUpTo } from './seriesPlace.ts';

const mostPoints = 2000;

type Prices = Pick<PriceHistory, 'indexAt' | 'instants' | 'benchmarkName'>;

/**
 * Equity over time for drawing: the snapshots of a book, and where there are none the equity as it was while the market
 * went on; thinned to every other point whenever there are too many, evenly. Beside it what it is held against.
 */
export class EquityPoints {
	readonly #prices: Prices;
	#at: number[];
	#equity: number[];
	#index = [NaN];
	/** Money for one of the index: both begin at the same value where the index is known first. */
	#scale = NaN;
	/** How many of the market's instants have a point. */
	#seen = 0;
	/** One in so many points is kept, and the newest: the older part of a curve is as dense as the younger one. */
	#stride = 1;
	/** The number of the newest point among all that came. */
	#newest = 0;

	/** No point but the start. */
	constructor(startsAt: Instant, startingCash: number, prices: Prices) {
		this.#prices = prices;
		this.#at = [startsAt];
		this.#equity = [startingCash];
	}

	take(entries: readonly JournalEntry[]): void {
		for (const { event } of entries) {
			if (event.type === 'SnapshotTaken') this.#take(event.snapshot.at, moneyToNumber(event.snapshot.equity));
		}
	}

	takeRows(rows: readonly SnapshotRow[]): void {
		for (const row of rows) this.#take(row.at, Number(row.equity));
	}

	/** The points so far, and the one of now. */
	view(now: Instant, value: number | null): EquityView {
		this.#passTo(now - 1);
		this.#learnScale();
		const isNew = value !== null && now > (this.#at.at(-1) ?? -Infinity);
		const indexes = isNew ? [...this.#index, this.#prices.indexAt(now)] : this.#index;
		return {
			at: Float64Array.from(isNew ? [...this.#at, now] : this.#at),
			equity: Float64Array.from(isNew ? [...this.#equity, value] : this.#equity),
			benchmark: Number.isNaN(this.#scale) ? null : Float64Array.from(indexes, (one) => one * this.#scale),
			benchmarkName: this.#prices.benchmarkName
		};
	}

	#take(instant: Instant, value: number): void {
		this.#passTo(instant - 1);
		this.#push(instant, value);
	}

	#push(instant: Instant, value: number): void {
		if (this.#at.at(-1) === instant) {
			this.#equity[this.#equity.length - 1] = value;
			return;
		}
		if (this.#newest % this.#stride !== 0)
			for (const column of [this.#at, this.#equity, this.#index]) column.pop();
		this.#newest++;
		this.#at.push(instant);
		this.#equity.push(value);
		this.#index.push(this.#prices.indexAt(instant));
		if (this.#at.length <= mostPoints) return;
		this.#stride *= 2;
		const isKept = (_: number, place: number): boolean => place % 2 === 0;
		this.#at = this.#at.filter(isKept);
		this.#equity = this.#equity.filter(isKept);
		this.#index = this.#index.filter(isKept);
	}

	/** Where no snapshot says otherwise the equity is as it was. */
	#passTo(now: Instant): void {
		const { instants } = this.#prices;
		const end = countUpTo(instants, now);
		const stride = Math.max(1, Math.floor((end - this.#seen) / mostPoints));
		for (; this.#seen + stride <= end; this.#seen += stride) {
			const instant = instants[this.#seen + stride - 1] ?? NaN;
			if (instant > (this.#at.at(-1) ?? NaN)) this.#push(instant, this.#equity.at(-1) ?? NaN);
		}
	}

	#learnScale(): void {
		if (!Number.isNaN(this.#scale)) return;
		if (Number.isNaN(this.#index[0])) this.#index[0] = this.#prices.indexAt(this.#at[0] ?? NaN);
		const first = this.#index.findIndex((one) => !Number.isNaN(one));
		if (first >= 0) this.#scale = (this.#equity[first] ?? NaN) / (this.#index[first] ?? NaN);
	}
}
