import { createBarsFeed } from '../../lib/adapters/simulator/barsFeed.ts';
import { createGeneratedMarket } from '../../lib/adapters/simulator/generatedMarket.ts';
import { createSimulator } from '../../lib/adapters/simulator/simulator.ts';
import type { BarSeries } from '../../lib/domain/bar.ts';
import { absolute } from '../../lib/domain/decimal.ts';
import { createInstrument, type Instrument } from '../../lib/domain/instrument.ts';
import { seedOf } from '../../lib/domain/latency.ts';
import type { MarketSource, PricedInstrument } from '../../lib/domain/market.ts';
import { sessionAt, sessionOn } from '../../lib/domain/marketCalendar.ts';
import { directionOf } from '../../lib/domain/position.ts';
import { dayOf, millisecondsPerDay, newYorkDay, type Instant } from '../../lib/domain/time.ts';
import type { InlineVenue, OrderMarks } from '../../lib/domain/venue.ts';
import { canCross } from '../../lib/engine/errands.ts';
import { restingOrders } from '../../lib/engine/recovery.ts';
import { createMarket, type Book, type EngineState, type Market } from '../../lib/engine/state.ts';
import type { PriceSource, SourceMemory } from '../../lib/ports/priceSource.ts';
import { createLivePrices, type LivePrices } from '../../lib/runtime/livePrices.ts';

/** A generated market has 1 to so many symbols. */
export const mostSymbols = 100;
/** The chance of a generated market is a whole number from 0 to this one. */
export const mostSeed = 4_294_967_295;
const lastDay = dayOf(2199, 12, 31);

/** Whether a value is a whole number of a range, both ends counted. */
export function isWhole(value: number, least: number, most: number): boolean {
	return Number.isInteger(value) && value >= least && value <= most;
}

/** Whether the market of a journal is one that this version can make: generated, as a new book could have it. */
export function isPlayable({ source, instruments }: Pick<Book, 'source' | 'instruments'>): boolean {
	if (source.type !== 'generated') return false;
	const { seed, symbols, startsAt } = source;
	if (!isWhole(seed, 0, mostSeed) || !isWhole(symbols, 1, mostSymbols)) return false;
	if (!isWhole(startsAt, 0, lastDay * millisecondsPerDay) || sessionAt(startsAt)?.open !== startsAt)
		return false;
	const made = openSource(source, [], null).instruments;
	return (
		made.length === instruments.length &&
		made.every(({ instrument }, index) => instrument.symbol === instruments[index]?.instrument.symbol)
	);
}

/** What a book of Alpaca's market follows at first. */
const firstFollowed: readonly PricedInstrument[] = [
	...(['AAPL', 'AMZN', 'MSFT', 'NVDA', 'QQQ', 'SPY', 'TSLA'] as const).map((symbol) =>
		createInstrument(symbol, 'us_equity')
	),
	...(['BTC/USD', 'ETH/USD'] as const).map((symbol) => createInstrument(symbol, 'crypto'))
].map((instrument) => ({ instrument, interval: '1m' }));

/** The prices of everybody's market for the instruments of a book, which have the names that they have there. */
export function followMarket(market: Market, nameOf: (symbol: string) => string): LivePrices {
	return createLivePrices({ market, profileOf: (symbol) => ({ name: nameOf(symbol), sector: '' }) });
}

/** The prices of a book, from its start or from where they were; `series` are the bars of a book that plays them. */
export function openSource(
	source: MarketSource,
	series: readonly BarSeries[],
	memory: SourceMemory | null
): PriceSource {
	const remembered = memory === null ? {} : { memory };
	if (source.type === 'alpaca') return followMarket(createMarket(firstFollowed), () => '');
	if (source.type !== 'generated') return createBarsFeed({ series, ...remembered });
	const { seed, startsAt, symbols } = source;
	return createGeneratedMarket({ seed, startsAt, symbols, ...remembered });
}

/** The simulator of a book that goes on with what it holds and what rests. */
export function openSimulator(state: EngineState, marks: OrderMarks = {}): InlineVenue {
	const { book } = state;
	return createSimulator({
		cash: book.account.cash,
		get model() {
			return book.config.fillModel;
		},
		get margin() {
			return book.config.margin;
		},
		get instruments() {
			return instrumentsOf(book);
		},
		...holdingsOf(book),
		resting: restingOrders(state, marks),
		seed: seedOf(book.source),
		canCross: () => canCross(state)
	});
}

/** Made once for each list of them, so that another one says that there are more. */
const listByInstruments = new WeakMap<Book['instruments'], readonly Instrument[]>();

function instrumentsOf({ instruments }: Book): readonly Instrument[] {
	let list = listByInstruments.get(instruments);
	if (list === undefined) {
		list = instruments.map(({ instrument }) => instrument);
		listByInstruments.set(instruments, list);
	}
	return list;
}

function holdingsOf({ positionBySymbol }: Book) {
	const positions = [...positionBySymbol.values()];
	const shorts = positions.filter((one) => directionOf(one) === 'short');
	return {
		holdings: new Map(positions.map(({ symbol, quantity }) => [symbol, quantity])),
		heldSince: new Map(positions.map(({ symbol, openedAt }) => [symbol, openedAt])),
		proceeds: new Map(shorts.map(({ symbol, basis }) => [symbol, absolute(basis)]))
	};
}

/** The open of the last session that began at or before an instant: where a new generated market begins. */
export function lastOpen(now: Instant): Instant {
	for (let day = newYorkDay(now); ; day--) {
		const session = sessionOn(day);
		if (session !== undefined && session.open <= now) return session.open;
	}
}
