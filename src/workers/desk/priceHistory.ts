import type { BarSeries } from '../../lib/domain/bar.ts';
import { areAllCrypto } from '../../lib/domain/instrument.ts';
import { indexNumber, type KeptBars } from '../../lib/domain/keptBars.ts';
import { isQuoted, type PricedInstrument } from '../../lib/domain/market.ts';
import { sessionAt } from '../../lib/domain/marketCalendar.ts';
import { millisecondsPerMinute, type Instant } from '../../lib/domain/time.ts';
import type { BookRecord } from '../../lib/ports/books.ts';
import type { Journal } from '../../lib/ports/journal.ts';
import type { OnMinute } from '../../lib/runtime/barRecorder.ts';
import { countUpTo } from './countUpTo.ts';

/** What of the prices of a book is held in memory: the last closes of each symbol, and the equal-weight index. */
export interface PriceHistory {
	readonly benchmarkName: string;
	/** Closes in account currency of bars that ended after `since` and by `now`, the last `most` of them. */
	closes(index: number, since: Instant, now: Instant, most: number): readonly number[];
	/** Mean of price ÷ first price of all symbols; NaN before prices are known. */
	indexAt(at: Instant): number;
	/** When minutes of sessions ended (of crypto alone: all minutes), oldest first. */
	readonly instants: ArrayLike<number>;
	/** Goes on with a minute that is complete. */
	readonly take: OnMinute;
}

const unit = 1e-9;
const closesKept = 60;
/** Rows that are read at most to find the last closes of symbols that were not quoted for a while. */
const rowsRead = 160;
const rowsAtOnce = 16;

/** The prices of a book so far: of its own bars, or of the bars that it plays. */
export async function openPriceHistory(
	journal: Journal,
	{ id, source }: BookRecord,
	series: readonly BarSeries[],
	instruments: readonly PricedInstrument[]
): Promise<PriceHistory> {
	const symbols = instruments.length;
	if (!isQuoted(source)) return createSeriesHistory(series);
	const history = createQuotedHistory({
		isOwn: source.type === 'generated',
		indexNumber: indexNumber(source, symbols),
		isCryptoAlone: areAllCrypto(instruments.map(({ instrument }) => instrument))
	});
	const recent: KeptBars[] = [];
	for (let before = Infinity; recent.length < rowsRead;) {
		const rows = await journal.readBars(id, 'minute', before, rowsAtOnce);
		if (!rows.ok) break;
		recent.push(...rows.value);
		before = rows.value.at(-1)?.at ?? before;
		if (rows.value.length < rowsAtOnce || isEnough(recent, symbols)) break;
	}
	for (const row of recent.reverse()) history.takeCloses(row);
	const minutes = await journal.readBars(id, 'index', Infinity, Infinity);
	const indexes = minutes.ok ? [...minutes.value].reverse() : [];
	const days = await journal.readBars(id, 'day', indexes[0]?.at ?? Infinity, Infinity);
	if (days.ok) for (const row of [...days.value].reverse()) history.takeIndex(row);
	for (const row of indexes) history.takeIndex(row);
	return history;
}

/** Whether there are as many closes of every symbol as are kept. */
function isEnough(rows: readonly KeptBars[], symbols: number): boolean {
	const counts = new Float64Array(symbols);
	for (const { symbol } of rows) for (const one of symbol) counts[one] = (counts[one] ?? 0) + 1;
	return counts.every((count) => count >= closesKept);
}

interface QuotedHistory extends PriceHistory {
	takeCloses(row: KeptBars): void;
	takeIndex(row: KeptBars): void;
}

/** When bars ended, and where their prices stood then. */
interface Line {
	readonly endsAt: number[];
	readonly close: number[];
}

interface QuotedMarket {
	readonly isOwn: boolean;
	/** The number of the index among the symbols of kept bars. */
	readonly indexNumber: number;
	readonly isCryptoAlone: boolean;
}

function createQuotedHistory({ isOwn, indexNumber: ofIndex, isCryptoAlone }: QuotedMarket): QuotedHistory {
	const lines: Line[] = [];
	const index: Line = { endsAt: [], close: [] };
	const instants: number[] = [];
	let begin = Infinity;

	function push({ endsAt, close }: Line, row: KeptBars, place: number): void {
		endsAt.push(row.at + ((row.minute[place] ?? 0) + 1) * millisecondsPerMinute);
		close.push(row.close[place] ?? NaN);
	}

	function takeCloses(row: KeptBars): void {
		row.symbol.forEach((symbol, place) => {
			if (symbol === ofIndex) return;
			const line = (lines[symbol] ??= { endsAt: [], close: [] });
			push(line, row, place);
			if (line.endsAt.length <= closesKept) return;
			line.endsAt.shift();
			line.close.shift();
		});
	}

	function takeIndex(row: KeptBars): void {
		if (row.at < begin) begin = row.at;
		row.symbol.forEach((symbol, place) => {
			if (symbol !== ofIndex) return;
			push(index, row, place);
			const endsAt = index.endsAt.at(-1) ?? NaN;
			if (isCryptoAlone || sessionAt(endsAt - 1) !== undefined) instants.push(endsAt);
		});
	}

	return {
		benchmarkName: isOwn ? 'Equal weight of the generated market' : 'Equal weight of the symbols followed',
		...{ takeCloses, takeIndex, instants },
		take(minute, row) {
			takeCloses(minute);
			takeIndex(row);
		},
		closes(symbol, since, now, most) {
			const { endsAt = [], close = [] } = lines[symbol] ?? {};
			const end = countUpTo(endsAt, now);
			const from = Math.max(countUpTo(endsAt, since), end - most);
			return close.slice(from, end).map((price) => price * unit);
		},
		indexAt(at) {
			const place = countUpTo(index.endsAt, at);
			return place === 0 ? (at >= begin ? 1 : NaN) : (index.close[place - 1] ?? NaN);
		}
	};
}

function createSeriesHistory(given: readonly BarSeries[]): PriceHistory {
	const series = [...given].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
	const [longest] = [...series].sort((a, b) => b.length - a.length);
	const begin = series.reduce(
		(soonest, { startsAt }) => Math.min(soonest, startsAt[0] ?? Infinity),
		Infinity
	);
	return {
		benchmarkName: 'Equal weight of the bars',
		instants: longest?.completesAt ?? [],
		take: () => undefined,
		closes(index, since, now, most) {
			const { completesAt = new Float64Array(), close = new Float64Array() } = series[index] ?? {};
			const end = countUpTo(completesAt, now);
			const from = Math.max(countUpTo(completesAt, since), end - most);
			return Array.from(close.subarray(from, end), (price) => price * unit);
		},
		indexAt(at) {
			let [sum, known] = [0, 0];
			for (const { completesAt, open, close } of series) {
				const place = countUpTo(completesAt, at);
				if (place === 0) continue;
				sum += (close[place - 1] ?? NaN) / (open[0] ?? NaN);
				known++;
			}
			return known > 0 ? sum / known : at >= begin ? 1 : NaN;
		}
	};
}
