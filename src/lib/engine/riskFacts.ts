import {
	absolute,
	add,
	multiply,
	subtract,
	unitsToPrice,
	zeroMoney,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from '../domain/decimal.ts';
import { elapsedMarketTime } from '../domain/marketCalendar.ts';
import { marketValue } from '../domain/position.ts';
import type { TradingState } from '../domain/risk.ts';
import type { Instant } from '../domain/time.ts';
import {
	instrumentOf,
	lastPrice,
	openEntries,
	orderOf,
	type Book,
	type EngineState,
	type Market
} from './state.ts';

/** What the review of an entry knows; null is unknown, and unknown denies. Money in account currency. */
export interface EntryFacts {
	readonly purpose: 'entry';
	readonly tradingState: TradingState;
	readonly refPrice: Price | null;
	/** What a market order to buy meets now: the ask of the last quote where it pays that, else the last price. */
	readonly marketPrice: Price | null;
	/** Market time since the last price in seconds; 0 for daily bars, which are not tested for age. */
	readonly dataAgeSeconds: number | null;
	readonly equity: Money | null;
	/** Value of all positions. */
	readonly positionsValue: Money | null;
	/** Value held of the symbol. */
	readonly heldValue: Money | null;
	/** Σ quantity × reference price over open entries. */
	readonly pendingNotional: Money;
	/** Cash less what open entries reserve. */
	readonly freeCash: Money;
	/** Symbols that are held or on order. */
	readonly openTrades: number;
	/** The position and the open entry of the symbol. */
	readonly symbolTrades: number;
}

/** What the review of an exit knows. */
export interface ExitFacts {
	readonly purpose: 'exit';
	readonly tradingState: TradingState;
	/** Quantity held and not already being closed by an open order, unsigned. */
	readonly closable: Quantity;
}

/** Gathers the facts for an entry in `symbol` at `now`. */
export function gatherEntryFacts(state: EngineState, symbol: string, now: Instant): EntryFacts {
	const { book, market } = state;
	const last = lastPrice(market, symbol);
	const held = book.positionBySymbol.get(symbol);
	const positionsValue = valueOfPositions(book, market);
	const entries = openEntries(book);
	let pendingNotional = zeroMoney;
	let reserved = zeroMoney;
	for (const { intent } of entries) {
		if (intent.refPrice !== null)
			pendingNotional = add(pendingNotional, multiply(intent.quantity, intent.refPrice));
		reserved = add(reserved, intent.reserve);
	}
	return {
		purpose: 'entry',
		tradingState: book.tradingState,
		refPrice: last?.price ?? null,
		marketPrice: askOf(state, symbol) ?? last?.price ?? null,
		dataAgeSeconds: last === null ? null : ageSeconds(state, symbol, last.at, now),
		equity: positionsValue === null ? null : add(book.account.cash, positionsValue),
		positionsValue,
		heldValue: heldValueOf(held, last?.price ?? null),
		pendingNotional,
		freeCash: subtract(book.account.cash, reserved),
		openTrades:
			book.positionBySymbol.size +
			entries.filter(({ intent }) => !book.positionBySymbol.has(intent.symbol)).length,
		symbolTrades: (held === undefined ? 0 : 1) + (book.entryBySymbol.has(symbol) ? 1 : 0)
	};
}

/** The ask that a market order to buy pays; null on bars, and where the book trades at the last price. */
export function askOf({ book, market }: EngineState, symbol: string): Price | null {
	const ask = market.ask[market.indexBySymbol.get(symbol) ?? -1] ?? NaN;
	return book.config.fillModel.useBidAsk && !Number.isNaN(ask) ? unitsToPrice(ask) : null;
}

function heldValueOf(held: Parameters<typeof marketValue>[0] | undefined, price: Price | null): Money | null {
	if (held === undefined) return zeroMoney;
	return price === null ? null : marketValue(held, price);
}

function ageSeconds(state: EngineState, symbol: string, seenAt: Instant, now: Instant): number {
	const { instrument, interval } = instrumentOf(state, symbol);
	return interval === '1d' ? 0 : elapsedMarketTime(instrument.assetClass, seenAt, now) / 1000;
}

/** Value of all positions at their last prices; null when one of them has no price. */
export function valueOfPositions(book: Book, market: Market): Money | null {
	let value = zeroMoney;
	for (const position of book.positionBySymbol.values()) {
		const last = lastPrice(market, position.symbol);
		if (last === null) return null;
		value = add(value, marketValue(position, last.price));
	}
	return value;
}

/** Gathers the facts for an exit from `symbol`. */
export function gatherExitFacts(book: Book, symbol: string): ExitFacts {
	return { purpose: 'exit', tradingState: book.tradingState, closable: closableQuantity(book, symbol) };
}

/** Quantity held of a symbol and not already being closed by an open order, unsigned. */
export function closableQuantity(book: Book, symbol: string): Quantity {
	const position = book.positionBySymbol.get(symbol);
	if (position === undefined) return zeroQuantity;
	let closable = absolute(position.quantity);
	for (const id of book.exitsBySymbol.get(symbol) ?? []) {
		const { intent, filled } = orderOf(book, id);
		closable = subtract(closable, subtract(intent.quantity, filled));
	}
	return closable;
}
