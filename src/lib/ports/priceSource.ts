import type { Bar } from '../domain/bar.ts';
import type { PricedInstrument } from '../domain/market.ts';
import type { Quote } from '../domain/quote.ts';
import type { Instant } from '../domain/time.ts';

/** A bar of the symbol at `index` of the source's instruments; `regular` is false outside its session, where it only marks. */
export interface CompletedBar {
	readonly index: number;
	readonly bar: Bar;
	readonly regular: boolean;
}

/** Hears what a price source gives, in the order of its instants. */
export interface PriceSink {
	/** A quote of the symbol at `index`; the object is the sink's only during the call. */
	quote(index: number, quote: Quote): void;
	/** All bars that complete at one instant, in the order of the instruments. */
	bars(at: Instant, bars: readonly CompletedBar[]): void;
	/** Trading in a symbol stops, or goes on. */
	halt(index: number, isHalted: boolean, at: Instant): void;
}

/** What a source must be given to go on where it stopped: named columns of numbers. */
export type SourceMemory = Readonly<Record<string, readonly number[]>>;

/** What a person may know of an instrument beside its symbol. */
export interface InstrumentProfile {
	readonly name: string;
	readonly sector: string;
}

/** Prices of a market with its own clock, taken step by step: the same source and memory always give the same steps. */
export interface PriceSource {
	/** In alphabetical order of symbol. */
	readonly instruments: readonly PricedInstrument[];
	/** Name and sector of each instrument. */
	readonly profiles: readonly InstrumentProfile[];
	/** The instant of the next step; Infinity when nothing is left. */
	nextAt(): Instant;
	/** Takes the next step, all of what happens at its instant. */
	step(sink: PriceSink): void;
	/** The clock stands at an instant: no step comes before it any more. For a market whose prices come when they come. */
	passTo?(at: Instant): void;
	memory(): SourceMemory;
}
