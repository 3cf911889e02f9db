import type { PastBar, PastView } from '../../lib/adapters/alpaca/pastBars.ts';
import type { CandlesAsk, CandlesView } from '../../lib/contract/candles.ts';
import type { Answer } from '../../lib/contract/deskApi.ts';
import type { BarSeries } from '../../lib/domain/bar.ts';
import { createCandleFold, createCandleStarts, type CandleFold } from '../../lib/domain/candles.ts';
import type { BarSpan, KeptBars } from '../../lib/domain/keptBars.ts';
import { isQuoted } from '../../lib/domain/market.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import { millisecondsPerMinute, type Instant } from '../../lib/domain/time.ts';
import type { StoreFault } from '../../lib/ports/journal.ts';
import { faultText } from './connectionReading.ts';
import { refused, type DeskContext } from './deskContext.ts';
import type { RunningBook } from './runningBook.ts';
import { countUpTo } from './seriesPlace.ts';
import { storeTrouble } from './troubles.ts';
import { viewSymbol } from './watchView.ts';

const mostCandles = 1500;
/** Rows are read a few at first, for one who knows the most, and then many at once. */
const [rowsFirst, rowsMost] = [2, 64];
const unit = 1e-9;

/** What a fold still wants: bars from here to there. */
interface Wanted {
	readonly fold: CandleFold;
	readonly startOf: (at: Instant) => Instant;
	readonly from: Instant;
	readonly to: Instant;
}

/** The candles of a symbol, the one in progress with them. */
export async function candles(context: DeskContext, ask: CandlesAsk): Promise<Answer<'candles'>> {
	const running = context.running();
	const { state } = running.runner.live();
	const { symbol, size, from = -Infinity, to = Infinity } = ask;
	const index = state.market.indexBySymbol.get(symbol);
	const assetClass = index === undefined ? undefined : state.book.instruments[index]?.instrument.assetClass;
	if (index === undefined || assetClass === undefined) {
		const known = state.book.instruments.map(({ instrument }) => instrument.symbol).join(', ');
		return refused(`This book does not trade ${symbol}. Its symbols are ${known}.`);
	}
	const startOf = createCandleStarts(size, assetClass);
	const wanted = { fold: createCandleFold(startOf, mostCandles), startOf, from, to };
	const isFollowing = running.record.source.type === 'alpaca';
	const past = isFollowing ? (context.connection.link?.past.look(symbol, assetClass, size) ?? null) : null;
	if (isQuoted(running.record.source)) {
		const [first] = past?.bars ?? [];
		const span = size === '1d' && first === undefined ? 'day' : 'minute';
		const since = first === undefined ? wanted : { ...wanted, from: Math.max(from, past?.to ?? -Infinity) };
		const begin = await takeKept(context, running, index, span, since);
		if (!begin.ok) return refused(storeTrouble(begin.error).message);
		takePast(past?.bars ?? [], wanted);
		return ok(viewOf(context, ask, wanted.fold, first?.at ?? begin.value, past));
	}
	const series = running.series.find((one) => one.symbol === symbol);
	if (series?.interval === '1d' && size !== '1d') {
		return refused(`This book plays bars of one day: ${symbol} has candles of size 1d alone.`);
	}
	if (series !== undefined) takeSeries(series, running.runner.live().clockAt, size === '1d', wanted);
	return ok(viewOf(context, ask, wanted.fold, series?.startsAt[0] ?? null, null));
}

function viewOf(
	context: DeskContext,
	{ symbol, size }: CandlesAsk,
	fold: CandleFold,
	knownFrom: Instant | null,
	past: PastView | null
): CandlesView {
	const { record, runner } = context.running();
	const live = runner.live();
	const index = live.state.market.indexBySymbol.get(symbol) ?? -1;
	const { at, open, high, low, close } = fold.candles();
	const priced = (column: Float64Array): Float64Array => column.map((price) => price * unit);
	return {
		...{ symbol, size, knownFrom, at, source: record.source.type },
		past: past && {
			...{ to: past.to, isReading: past.isReading },
			problem: past.fault === null ? '' : faultText(past.fault)
		},
		now: viewSymbol(live, symbol, index, context.listed().includes(symbol)),
		...{ open: priced(open), high: priced(high), low: priced(low), close: priced(close) }
	};
}

/** Folds what a book keeps of its quotes, the newest first; gives where it begins. */
async function takeKept(
	{ journal }: DeskContext,
	{ runner, record }: RunningBook,
	index: number,
	span: BarSpan,
	wanted: Wanted
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
function takeRow(row: KeptBars, index: number, { fold, from, to }: Wanted): boolean {
	for (let place = row.symbol.length - 1; place >= 0; place--) {
		if (row.symbol[place] !== index) continue;
		const at = row.at + (row.minute[place] ?? 0) * millisecondsPerMinute;
		if (at > to) continue;
		if (at < from || !takeBar(fold, at, row, place)) return false;
	}
	return row.at > from;
}

/** Folds the bars of a series that are complete by now, the newest first; days are made of sessions alone. */
function takeSeries(series: BarSeries, now: Instant, isDay: boolean, { fold, from, to }: Wanted): void {
	const isRegularAlone = isDay && series.interval === '1m';
	for (let place = countUpTo(series.completesAt, now) - 1; place >= 0; place--) {
		const at = series.startsAt[place] ?? NaN;
		if (at > to || (isRegularAlone && series.regular[place] !== 1)) continue;
		if (at < from || !takeBar(fold, at, series, place)) return;
	}
}

/** Folds the bars that Alpaca keeps, the newest first. */
function takePast(bars: readonly PastBar[], { fold, startOf, from, to }: Wanted): void {
	for (const { at, open, high, low, close } of bars.toReversed()) {
		if (at > to) continue;
		if (startOf(at) < from || !fold.take(at, open / unit, high / unit, low / unit, close / unit)) return;
	}
}

type Prices = Pick<KeptBars, 'open' | 'high' | 'low' | 'close'>;

function takeBar(fold: CandleFold, at: Instant, { open, high, low, close }: Prices, place: number): boolean {
	return fold.take(at, open[place] ?? NaN, high[place] ?? NaN, low[place] ?? NaN, close[place] ?? NaN);
}
