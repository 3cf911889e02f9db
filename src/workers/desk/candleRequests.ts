import type { PastView } from '../../lib/adapters/alpaca/pastBars.ts';
import type { CandlesAsk, CandlesView } from '../../lib/contract/candles.ts';
import type { Answer, RequestFault } from '../../lib/contract/deskApi.ts';
import {
	createCandleFold,
	createCandleStarts,
	type CandleFold,
	type CandleSize
} from '../../lib/domain/candles.ts';
import type { AssetClass } from '../../lib/domain/instrument.ts';
import { isQuoted } from '../../lib/domain/market.ts';
import { ok, type Result } from '../../lib/domain/result.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { priceUnit, takeKept, takePast, takeSeries, type WantedBars } from './candleBars.ts';
import { callFaultText } from './callFaultText.ts';
import { refused, type DeskContext } from './deskContext.ts';
import type { RunningBook } from './runningBook.ts';
import { storeTrouble } from './troubles.ts';
import { viewSymbol } from './watchView.ts';

const mostCandles = 1500;

/** The candles of a symbol, the one in progress with them. */
export async function candles(context: DeskContext, ask: CandlesAsk): Promise<Answer<'candles'>> {
	const running = context.running();
	const { market, book } = running.runner.live().state;
	const { symbol, size, from = -Infinity, to = Infinity } = ask;
	const index = market.indexBySymbol.get(symbol);
	const assetClass = index === undefined ? undefined : book.instruments[index]?.instrument.assetClass;
	if (index === undefined || assetClass === undefined) {
		const known = book.instruments.map(({ instrument }) => instrument.symbol).join(', ');
		return refused(`This book does not trade ${symbol}. Its symbols are ${known}.`);
	}
	const startOf = createCandleStarts(size, assetClass);
	const wanted = { fold: createCandleFold(startOf, mostCandles), startOf, from, to };
	const past = lookBack(context, symbol, assetClass, size);
	const knownFrom = isQuoted(running.record.source)
		? await takeQuoted(context, index, size, past, wanted)
		: takePlayed(running, symbol, size, wanted);
	return knownFrom.ok ? ok(viewOf(context, ask, wanted.fold, knownFrom.value, past)) : knownFrom;
}

/** What Alpaca keeps of a symbol; null in a book of another market, and without keys. */
function lookBack(
	context: DeskContext,
	symbol: string,
	assetClass: AssetClass,
	size: CandleSize
): PastView | null {
	const isFollowing = context.running().record.source.type === 'alpaca';
	return isFollowing ? (context.connection.link?.past.look(symbol, assetClass, size) ?? null) : null;
}

/** Folds what the book kept of the quotes it saw, and before that what Alpaca keeps; gives where it begins. */
async function takeQuoted(
	context: DeskContext,
	index: number,
	size: CandleSize,
	past: PastView | null,
	wanted: WantedBars
): Promise<Result<Instant | null, RequestFault>> {
	const { bars, to } = past ?? { bars: [], to: null };
	const [first] = bars;
	const span = size === '1d' && first === undefined ? 'day' : 'minute';
	const since = first === undefined ? wanted : { ...wanted, from: Math.max(wanted.from, to ?? -Infinity) };
	const begin = await takeKept(context.journal, context.running(), index, span, since);
	if (!begin.ok) return refused(storeTrouble(begin.error).message);
	takePast(bars, wanted);
	return ok(first?.at ?? begin.value);
}

/** Folds what was played of the bars that were given; gives where they begin, or why they have no such candles. */
function takePlayed(
	{ series: all, runner }: RunningBook,
	symbol: string,
	size: CandleSize,
	wanted: WantedBars
): Result<Instant | null, RequestFault> {
	const series = all.find((one) => one.symbol === symbol);
	if (series?.interval === '1d' && size !== '1d') {
		return refused(`This book plays bars of one day: ${symbol} has candles of size 1d alone.`);
	}
	if (series !== undefined) takeSeries(series, runner.live().clockAt, size === '1d', wanted);
	return ok(series?.startsAt[0] ?? null);
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
	const priced = (column: Float64Array): Float64Array => column.map((price) => price * priceUnit);
	return {
		...{ symbol, size, knownFrom, at, source: record.source.type },
		past: past && {
			...{ to: past.to, isReading: past.isReading },
			problem: past.fault === null ? '' : callFaultText(past.fault)
		},
		now: viewSymbol(live, symbol, index, context.listed().includes(symbol)),
		...{ open: priced(open), high: priced(high), low: priced(low), close: priced(close) }
	};
}
