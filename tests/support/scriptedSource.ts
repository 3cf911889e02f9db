import type { Bar } from '../../src/lib/domain/bar.ts';
import { priceToUnits } from '../../src/lib/domain/decimal.ts';
import type { Quote } from '../../src/lib/domain/quote.ts';
import type { Instant } from '../../src/lib/domain/time.ts';
import type { PriceSink, PriceSource } from '../../src/lib/ports/priceSource.ts';
import { instruments, price } from './deskBuilders.ts';

/** What a source gives at one instant. */
export interface ScriptedStep {
	readonly at: Instant;
	readonly play: (sink: PriceSink) => void;
}

const priced = instruments.map(
	(instrument) => ({ instrument, interval: instrument.symbol === 'DAY' ? '1d' : '1m' }) as const
);
const indexOf = (symbol: string) => instruments.findIndex((instrument) => instrument.symbol === symbol);

/** A source of XYZ, ABC, BTC and DAY, or of some of them, that gives what is written. */
export function createScriptedSource(
	steps: readonly ScriptedStep[],
	symbols = ['XYZ', 'ABC', 'BTC', 'DAY']
): PriceSource {
	let next = 0;
	return {
		instruments: priced.filter(({ instrument }) => symbols.includes(instrument.symbol)),
		profiles: symbols.map(() => ({ name: '', sector: '' })),
		nextAt: () => steps[next]?.at ?? Infinity,
		step: (sink) => steps[next++]?.play(sink),
		memory: () => ({ next: [next] })
	};
}

/** A quote from "bid ask last", or from "bid ask last bidSize askSize". */
export function createQuote(written: string, at: Instant): Quote {
	const texts = written.split(' ');
	const [bid = NaN, ask = NaN, last = NaN] = texts.slice(0, 3).map((text) => priceToUnits(price(text)));
	const [bidSize, askSize] = texts.slice(3).map(Number);
	return bidSize === undefined || askSize === undefined
		? { at, bid, ask, last }
		: { at, bid, ask, last, bidSize, askSize };
}

/** A step that gives one quote of "bid ask last". */
export function quoteStep(at: Instant, prices: string, symbol = 'XYZ'): ScriptedStep {
	return { at, play: (sink) => sink.quote(indexOf(symbol), createQuote(prices, at)) };
}

/** A step that gives bars that complete at once, by symbol. */
export function barStep(bars: Readonly<Record<string, Bar>>, regular = true): ScriptedStep {
	const completed = Object.entries(bars).map(([symbol, bar]) => ({ index: indexOf(symbol), bar, regular }));
	const at = completed[0]?.bar.completesAt ?? NaN;
	return { at, play: (sink) => sink.bars(at, completed) };
}

/** A step in which trading in a symbol stops or goes on. */
export function haltStep(at: Instant, symbol: string, isHalted: boolean): ScriptedStep {
	return { at, play: (sink) => sink.halt(indexOf(symbol), isHalted, at) };
}
