import type { CandleSize } from '../../domain/candles.ts';
import type { AssetClass } from '../../domain/instrument.ts';
import { ok } from '../../domain/result.ts';
import { millisecondsPerDay, parseInstant, type Instant } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { freeHistoryAge, type createMarketApi } from './marketApi.ts';
import type { ApiResult } from './readAnswer.ts';
import { RefreshedCache, type Refresh } from './refreshedCache.ts';
import type { WireBar } from './wire/market.ts';

/** A bar of the past: where it begins, and its prices in account currency (estimates). */
export interface PastBar {
	readonly at: Instant;
	readonly open: number;
	readonly high: number;
	readonly low: number;
	readonly close: number;
}

/** What is read of a symbol's past. */
interface Past {
	/** Oldest first. */
	readonly bars: readonly PastBar[];
	/** What trades from here on is not in the bars; null before any were read. */
	readonly to: Instant | null;
}

/** What is known of a symbol's past. */
export type PastView = Past & Refresh;

/** What the past is read with. */
export interface PastBarsSetup {
	readonly api: Pick<ReturnType<typeof createMarketApi>, 'bars'>;
	readonly clock: Pick<Clock, 'now'>;
}

/** How bars of a size are asked for: of halves where Alpaca counts hours by the clock, and candles from the open on. */
const readBy: Readonly<Record<CandleSize, { readonly timeframe: string; readonly days: number }>> = {
	'1m': { timeframe: '1Min', days: 5 },
	'5m': { timeframe: '5Min', days: 14 },
	'15m': { timeframe: '15Min', days: 40 },
	'1h': { timeframe: '30Min', days: 180 },
	'1d': { timeframe: '1Day', days: 2200 }
};
/** Alpaca's days of coins are not those of UTC: they are made of hours, as many as come in one answer. */
const coinDays = { timeframe: '1Hour', days: 400 };
const agesAfter = 300_000;

/** The bars that Alpaca keeps of what is looked at, read behind whoever looks. */
export class PastBars {
	readonly #api: PastBarsSetup['api'];
	readonly #kept: RefreshedCache<Past>;

	constructor({ api, clock }: PastBarsSetup) {
		this.#api = api;
		this.#kept = new RefreshedCache<Past>(clock, { bars: [], to: null }, agesAfter);
	}

	/** What is known of a symbol by now, for candles of a size; what is not known, or has grown old, is read from here on. */
	look(symbol: string, assetClass: AssetClass, size: CandleSize): PastView {
		return this.#kept.look(`${symbol} ${size}`, (at) => this.#read(at, symbol, assetClass, size));
	}

	async #read(
		at: Instant,
		symbol: string,
		assetClass: AssetClass,
		size: CandleSize
	): Promise<ApiResult<() => Past>> {
		const isCoin = assetClass === 'crypto';
		const { timeframe, days } = isCoin && size === '1d' ? coinDays : readBy[size];
		const to = isCoin ? at : at - freeHistoryAge;
		const asked = { symbols: [symbol], timeframe, start: to - days * millisecondsPerDay, end: to };
		const read = await this.#api.bars(isCoin ? 'crypto' : 'stocks', asked);
		if (!read.ok) return read;
		const bars = (read.value[symbol] ?? []).flatMap(barOf);
		return ok(() => ({ bars, to }));
	}
}

function barOf({ t, o, h, l, c }: WireBar): readonly PastBar[] {
	const at = parseInstant(t);
	return at === undefined ? [] : [{ at, open: o, high: h, low: l, close: c }];
}
