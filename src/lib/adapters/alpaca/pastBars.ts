import type { CandleSize } from '../../domain/candles.ts';
import type { AssetClass } from '../../domain/instrument.ts';
import { millisecondsPerDay, parseInstant, type Instant } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { freeHistoryAge, type createMarketApi } from './marketApi.ts';
import type { ApiFault } from './readAnswer.ts';
import type { WireBar } from './wire/market.ts';

/** A bar of the past: where it begins, and its prices in account currency (estimates). */
export interface PastBar {
	readonly at: Instant;
	readonly open: number;
	readonly high: number;
	readonly low: number;
	readonly close: number;
}

/** What is known of a symbol's past. */
export interface PastView {
	/** Oldest first. */
	readonly bars: readonly PastBar[];
	/** What trades from here on is not in the bars; null before any were read. */
	readonly to: Instant | null;
	readonly isReading: boolean;
	/** Why they could not be read the last time. */
	readonly fault: ApiFault | null;
}

/** What the past is read with. */
export interface PastBarsSetup {
	readonly api: Pick<ReturnType<typeof createMarketApi>, 'bars'>;
	readonly clock: Pick<Clock, 'now'>;
}

interface Kept {
	view: PastView;
	readAt: Instant;
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
const [agesAfter, triesAfter] = [300_000, 60_000];
/** So many symbols and sizes are kept, the ones that were looked at last. */
const mostKept = 12;
const nothing: PastView = { bars: [], to: null, isReading: false, fault: null };

/** The bars that Alpaca keeps of what is looked at, read behind whoever looks. */
export class PastBars {
	readonly #setup: PastBarsSetup;
	readonly #kept = new Map<string, Kept>();

	constructor(setup: PastBarsSetup) {
		this.#setup = setup;
	}

	/** What is known of a symbol by now, for candles of a size; what is not known, or has grown old, is read from here on. */
	look(symbol: string, assetClass: AssetClass, size: CandleSize): PastView {
		const key = `${symbol} ${size}`;
		const now = this.#setup.clock.now();
		const kept = this.#kept.get(key) ?? { view: nothing, readAt: -Infinity };
		this.#kept.delete(key);
		this.#kept.set(key, kept);
		const [first = key] = this.#kept.keys();
		if (this.#kept.size > mostKept) this.#kept.delete(first);
		const age = now - kept.readAt;
		if (!kept.view.isReading && age >= (kept.view.fault === null ? agesAfter : triesAfter)) {
			kept.readAt = now;
			kept.view = { ...kept.view, isReading: true };
			void this.#read(kept, symbol, assetClass, size);
		}
		return kept.view;
	}

	async #read(kept: Kept, symbol: string, assetClass: AssetClass, size: CandleSize): Promise<void> {
		const isCoin = assetClass === 'crypto';
		const { timeframe, days } = isCoin && size === '1d' ? coinDays : readBy[size];
		const end = isCoin ? kept.readAt : kept.readAt - freeHistoryAge;
		const start = end - days * millisecondsPerDay;
		const asked = { symbols: [symbol], timeframe, start, end };
		const read = await this.#setup.api.bars(isCoin ? 'crypto' : 'stocks', asked);
		kept.view = read.ok
			? { bars: (read.value[symbol] ?? []).flatMap(barOf), to: end, isReading: false, fault: null }
			: { ...kept.view, isReading: false, fault: read.error };
	}
}

function barOf({ t, o, h, l, c }: WireBar): readonly PastBar[] {
	const at = parseInstant(t);
	return at === undefined ? [] : [{ at, open: o, high: h, low: l, close: c }];
}
