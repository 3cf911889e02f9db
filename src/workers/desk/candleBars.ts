import type { PastBar } from '../../lib/adapters/alpaca/pastBars.ts';
import type { BarSeries } from '../../lib/domain/bar.ts';
import type { CandleFold } from '../../lib/domain/candles.ts';
import type { BarSpan, KeptBars } from '../../lib/domain/keptBars.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import { millisecondsPerMinute, type Instant } from '../../lib/domain/time.ts';
import type { Journal, StoreFault } from '../../lib/ports/journal.ts';
import type { RunningBook } from './runningBook.ts';
import { countUpTo } from './countUpTo.ts';

/** Rows are read a few at first, for one who knows the most, and then many at once. */
const [rowsFirst, rowsMost] = [2, 64];
/** The unit of the prices that are folded, in account currency. */
export const priceUnit = 1e-9;

/** What a fold still wants: bars from here to there. */
export interface WantedBars {
	readonly fold: CandleFold;
	readonly startOf: (at: Instant) => Instant;
	readonly from: Instant;
	readonly to: Instant;
}

/** Folds what a book keeps of its quotes, the newest first; gives where it begins. */
export async function takeKept(
	journal: Journal,
	{ runner, record }: RunningBook,
	index: number,
	span: BarSpan,
	wanted: WantedBars
): Promise<Result<Instant | null, StoreFault>> {
	const { bars } = runner.live().market;
	// Read before the storage: what is written meanwhile is known already.
	const fresh = [...bars.unwritten(), ...bars.inProgress()].filter((row) => row.span === span);
	const begin = await journal.barsBegin(record.id, span);
	if (!begin.ok) return begin;
	const knownFrom = begin.value ?? fresh[0]?.at ?? null;
	let before = Math.min(wanted.to + 1, fresh[0]?.at ?? Infinity);
	let goesOn = [...fresh].reverse().every((row) => takeRow(row, index, wanted));
	for (let rowsAtOnce = rowsFirst; goesOn; rowsAtOnce = Math.min(rowsMost, rowsAtOnce * 4)) {
		const rows = await journal.readBars(record.id, span, before, rowsAtOnce);
		if (!rows.ok) return failed(rows.error);
		// An hour that was packed meanwhile gives again what was told already: it ends before that.
		const older = { ...wanted, to: before - 1 };
		goesOn = rows.value.every((row) => takeRow(row, index, older)) && rows.value.length === rowsAtOnce;
		before = rows.value.at(-1)?.at ?? before;
	}
	return ok(knownFrom);
}

/** Folds the bars of a symbol in a row, the newest first; whether more are wanted. */
function takeRow(row: KeptBars, index: number, { fold, from, to }: WantedBars): boolean {
	for (let place = row.symbol.length - 1; place >= 0; place--) {
		if (row.symbol[place] !== index) continue;
		const at = row.at + (row.minute[place] ?? 0) * millisecondsPerMinute;
		if (at > to) continue;
		if (at < from || !takeBar(fold, at, row, place)) return false;
	}
	return row.at > from;
}

/** Folds the bars of a series that are complete by now, the newest first; days are made of sessions alone. */
export function takeSeries(
	series: BarSeries,
	now: Instant,
	isDay: boolean,
	{ fold, from, to }: WantedBars
): void {
	const isRegularAlone = isDay && series.interval === '1m';
	for (let place = countUpTo(series.completesAt, now) - 1; place >= 0; place--) {
		const at = series.startsAt[place] ?? NaN;
		if (at > to || (isRegularAlone && series.regular[place] !== 1)) continue;
		if (at < from || !takeBar(fold, at, series, place)) return;
	}
}

/** Folds the bars that Alpaca keeps, the newest first. */
export function takePast(bars: readonly PastBar[], { fold, startOf, from, to }: WantedBars): void {
	for (const { at, open, high, low, close } of bars.toReversed()) {
		if (at > to) continue;
		if (
			startOf(at) < from ||
			!fold.take(at, open / priceUnit, high / priceUnit, low / priceUnit, close / priceUnit)
		)
			return;
	}
}

type Prices = Pick<KeptBars, 'open' | 'high' | 'low' | 'close'>;

function takeBar(fold: CandleFold, at: Instant, { open, high, low, close }: Prices, place: number): boolean {
	return fold.take(at, open[place] ?? NaN, high[place] ?? NaN, low[place] ?? NaN, close[place] ?? NaN);
}
