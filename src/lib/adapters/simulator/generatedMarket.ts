import { createInstrument } from '../../domain/instrument.ts';
import { sessionClosingAfter, type Session } from '../../domain/marketCalendar.ts';
import type { Quote } from '../../domain/quote.ts';
import type { Instant } from '../../domain/time.ts';
import type { PriceSink, PriceSource, SourceMemory } from '../../ports/priceSource.ts';
import { drawBits, normalOf, uniformOf } from '../../domain/chance.ts';
import { createFactors, newFactors, type Factors } from './generatedFactors.ts';
import {
	newColumns,
	openingAfter,
	openingDelay,
	recallColumns,
	recallFactors,
	toMemory,
	type Columns
} from './generatedMemory.ts';
import { createListings, sectors } from './generatedSymbols.ts';
import { createTraits, type Traits } from './generatedTraits.ts';
import { nextVariance, paceAt } from './sessionPace.ts';

/**
 * A market to invent: its chance, the instant it begins, 1 to 100 symbols, and the memory of a market of the same seed
 * and symbols to go on from.
 */
export interface GeneratedMarketSetup {
	readonly seed: number;
	readonly startsAt: Instant;
	readonly symbols?: number;
	readonly memory?: SourceMemory;
}

/** A price of a market of the desk's own has no time but that at which it is given, and no origin. */
type OwnQuote = Omit<Quote, 'madeAt' | 'origin' | 'isLastAlone'>;

/** Everything a step needs. */
interface Market {
	readonly traits: Traits;
	readonly columns: Columns;
	readonly factors: Factors;
	/** Given again and again, so that a quote allocates nothing. */
	readonly quote: { -readonly [Name in keyof OwnQuote]-?: OwnQuote[Name] };
	/** The one that closes next. */
	session: Session;
	/** Of the next step. */
	at: Instant;
}

// Each quote draws four numbers: its move, its time and sides, whether anything happens, and what.
const drawsPerQuote = 4;
const tick = 100;
const unitsPerPrice = 1_000_000_000;
const [lowest, highest] = [5, 800];
const openingSpreadTime = 900_000;
const newsVariance = 9;

/**
 * Invents a market of about one quote a second and symbol, three near open and close: equities in regular sessions,
 * crypto at all times, on a grid of 100 ms. Moves come in clusters and partly in common; nights leave gaps, news makes
 * jumps and now and then halts. The same setup gives the same prices in every engine. Throws for a memory of another market.
 */
export function createGeneratedMarket({
	seed,
	startsAt,
	symbols = 20,
	memory
}: GeneratedMarketSetup): PriceSource {
	const listings = createListings(symbols);
	const traits = createTraits(listings, seed);
	const columns =
		memory === undefined ? newColumns(traits, startsAt) : recallColumns(memory, listings.length);
	const factorsMemory =
		memory === undefined ? newFactors(sectors.length, startsAt) : recallFactors(memory, sectors.length);
	const at = soonestOf(columns.nextAt);
	const market: Market = {
		traits,
		columns,
		factors: createFactors(seed, factorsMemory),
		quote: { at: 0, bid: 0, ask: 0, last: 0, bidSize: 0, askSize: 0 },
		session: sessionClosingAfter(at),
		at
	};
	return {
		instruments: listings.map(({ symbol, assetClass }) => ({
			instrument: createInstrument(symbol, assetClass),
			interval: '1m'
		})),
		profiles: listings.map(({ name, sector }) => ({ name, sector })),
		nextAt: () => market.at,
		step: (sink) => {
			takeStep(market, sink);
		},
		memory: () => toMemory(columns, market.factors.memory())
	};
}

function soonestOf(instants: Float64Array): Instant {
	let soonest = Infinity;
	for (const at of instants) if (at < soonest) soonest = at;
	return soonest;
}

function takeStep(market: Market, sink: PriceSink): void {
	const { columns, factors, at } = market;
	const { nextAt } = columns;
	if (at >= market.session.close) market.session = sessionClosingAfter(at);
	factors.advance(at);
	let soonest = Infinity;
	for (let index = 0; index < nextAt.length; index++) {
		let next = nextAt[index] ?? NaN;
		if (next === at) next = takeQuote(market, index, sink);
		if (next < soonest) soonest = next;
	}
	market.at = soonest;
}

/** Gives the quote of a symbol, and returns the instant of its next one. */
function takeQuote(market: Market, index: number, sink: PriceSink): Instant {
	const { traits, columns, quote, at } = market;
	const count = columns.count[index] ?? NaN;
	const number = count * drawsPerQuote;
	const sides = draw(traits, index, number + 1);
	const event = uniformOf(draw(traits, index, number + 2));
	const newsChance = traits.newsChance[index] ?? NaN;
	const wasHalted = columns.halted[index] === 1;
	movePrice(market, index, number, wasHalted || event < newsChance);
	fillQuote(market, index, sides);
	sizeQuote(market, index, count);
	const isHalting = event >= newsChance && event < newsChance + (traits.haltChance[index] ?? NaN);
	const wait = isHalting ? haltTime(draw(traits, index, number + 3)) : quoteWait(market, index, sides);
	columns.count[index] = count + 1;
	columns.quotedAt[index] = at;
	const nextAt = nextQuoteAt(market, index, at + wait, sides);
	columns.nextAt[index] = nextAt;
	columns.halted[index] = isHalting ? 1 : 0;
	if (wasHalted) sink.halt(index, false, at);
	sink.quote(index, quote);
	if (isHalting) sink.halt(index, true, at);
	return nextAt;
}

function draw({ firstKey, secondKey }: Traits, index: number, number: number): number {
	return drawBits(firstKey[index] ?? 0, secondKey[index] ?? 0, number);
}

/** Moves the price by what market and sector did since its last quote, by its own chance, and a little towards home. */
function movePrice(
	{ traits, columns, factors, session }: Market,
	index: number,
	number: number,
	isNews: boolean
): void {
	const marketLevel = factors.levels[0] ?? NaN;
	const sectorLevel = factors.levels[traits.factor[index] ?? 0] ?? NaN;
	const level = columns.level[index] ?? NaN;
	const home = traits.home[index] ?? NaN;
	const normal = normalOf(draw(traits, index, number));
	let variance = columns.variance[index] ?? NaN;
	let move =
		(traits.beta[index] ?? NaN) * (marketLevel - (columns.marketSeen[index] ?? NaN)) +
		(sectorLevel - (columns.sectorSeen[index] ?? NaN)) +
		(traits.quoteMove[index] ?? NaN) * Math.sqrt(variance) * normal -
		((traits.pull[index] ?? NaN) * (level - home)) / (level + home);
	if (isNews) {
		move += newsMove(draw(traits, index, number + 3));
		if (variance < newsVariance) variance = newsVariance;
	} else if (traits.isCrypto[index] !== 1 && (columns.quotedAt[index] ?? NaN) < session.open) {
		move += (traits.nightMove[index] ?? NaN) * normalOf(draw(traits, index, number + 3));
	}
	const moved = level * (1 + move);
	columns.level[index] = moved < lowest ? lowest : moved > highest ? highest : moved;
	columns.variance[index] = nextVariance(variance, normal);
	columns.marketSeen[index] = marketLevel;
	columns.sectorSeen[index] = sectorLevel;
}

/** A jump of 1.5 to 6 %, either way. */
function newsMove(bits: number): number {
	const size = uniformOf((bits & 0xffff) * 0x10000);
	return (bits >>> 31 === 1 ? 1 : -1) * (0.015 + 0.045 * size * size);
}

/** Sets bid and ask around the price, at least a tick apart and wider in turmoil, and the last trade at or between them. */
function fillQuote({ traits, columns, quote, session, at }: Market, index: number, bits: number): void {
	const ticksPerUnit = traits.ticksPerUnit[index] ?? NaN;
	const ticks = (columns.level[index] ?? NaN) * ticksPerUnit;
	const sinceOpen = at - session.open;
	const isOpening = traits.isCrypto[index] !== 1 && sinceOpen < openingSpreadTime;
	const haste = isOpening ? 2.5 - (1.5 * sinceOpen) / openingSpreadTime : 1;
	const mood = 0.75 + ((bits >>> 12) & 15) / 30;
	const spread = (traits.spread[index] ?? NaN) * Math.sqrt(columns.variance[index] ?? NaN) * haste * mood;
	const width = Math.max(1, Math.floor(ticks * spread + 0.5));
	const bid = Math.floor(ticks - width / 2 + 0.5);
	const side = (bits & 4095) / 4096;
	const last = side < 0.4 ? 0 : side < 0.8 ? width : Math.floor((side - 0.8) * 5 * (width + 1));
	const unitsPerTick = unitsPerPrice / ticksPerUnit;
	quote.at = at;
	quote.bid = bid * unitsPerTick;
	quote.ask = (bid + width) * unitsPerTick;
	quote.last = (bid + last) * unitsPerTick;
}

/** Sets how much is bid for and asked for: from one lot on, and mostly few of them. */
function sizeQuote({ traits, quote }: Market, index: number, count: number): void {
	// With the keys turned around it is a stream of its own, and what else a seed gives stays as it is.
	const bits = drawBits(traits.secondKey[index] ?? 0, traits.firstKey[index] ?? 0, count);
	const [lot, lots] = [traits.lot[index] ?? NaN, traits.lots[index] ?? NaN];
	quote.bidSize = lot * lotsOf(bits >>> 16, lots);
	quote.askSize = lot * lotsOf(bits & 0xffff, lots);
}

function lotsOf(bits: number, lots: number): number {
	const uniform = bits / 65_536;
	return 1 + Math.floor(uniform * uniform * lots);
}

/** Milliseconds to the next quote: on average by pace, at least one tick of the grid, with about the spread of a Poisson process. */
function quoteWait({ traits, session, at }: Market, index: number, bits: number): number {
	const pace = (traits.pace[index] ?? NaN) * (traits.isCrypto[index] === 1 ? 1 : paceAt(session, at));
	const uniform = (bits >>> 16) / 65_536;
	return tick + tick * Math.floor(3 * uniform * uniform * Math.max(0, 10 / pace - 1) + 0.5);
}

/** Five to ten minutes, in milliseconds. */
function haltTime(bits: number): number {
	return 300_000 + Math.floor(uniformOf(bits) * 3000) * tick;
}

/** An instant, or for an equity the next opening when it is not in the session. */
function nextQuoteAt({ traits, session }: Market, index: number, at: Instant, bits: number): Instant {
	if (traits.isCrypto[index] === 1 || at < session.close) return at;
	return openingAfter(session.close, openingDelay((bits >>> 16) / 65_536));
}
