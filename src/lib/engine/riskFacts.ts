import {
	absolute,
	add,
	higher,
	subtract,
	unitsToPrice,
	zeroMoney,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from '../domain/decimal.ts';
import { elapsedMarketTime } from '../domain/marketCalendar.ts';
import { isPassive, leftOf, type Order, type OrderIntent } from '../domain/order.ts';
import { marketValue } from '../domain/position.ts';
import type { TradingState } from '../domain/risk.ts';
import type { Instant } from '../domain/time.ts';
import { groupsOf, openLegs } from './exitGroups.ts';
import { claimOf } from './orderFile.ts';
import { instrumentOf, lastPrice, orderOf, type Book, type EngineState, type Market } from './state.ts';

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
	/** Whether it rests already and only follows what is held. */
	readonly follows: boolean;
}

/** Gathers the facts for an entry in `symbol` at `now`, as if an order that it replaces were not there. */
export function gatherEntryFacts(
	state: EngineState,
	symbol: string,
	now: Instant,
	replaced?: Order
): EntryFacts {
	const { book, market } = state;
	const last = lastPrice(market, symbol);
	const held = book.positionBySymbol.get(symbol);
	const positionsValue = valueOfPositions(book, market);
	const own = claimOf(replaced);
	return {
		purpose: 'entry',
		tradingState: book.tradingState,
		refPrice: last?.price ?? null,
		marketPrice: askOf(state, symbol) ?? last?.price ?? null,
		dataAgeSeconds: last === null ? null : ageSeconds(state, symbol, last.at, now),
		equity: positionsValue === null ? null : add(book.account.cash, positionsValue),
		positionsValue,
		heldValue: heldValueOf(held, last?.price ?? null),
		pendingNotional: subtract(book.entryNotional, own.notional),
		freeCash: subtract(book.account.cash, subtract(book.entryReserve, own.reserve)),
		openTrades: countOpenTrades(book),
		symbolTrades: countSymbolTrades(book, symbol) - (replaced === undefined ? 0 : 1)
	};
}

/** The ask that a market order to buy pays; null on bars, and where the book trades at the last price. */
export function askOf({ book, market }: EngineState, symbol: string): Price | null {
	const ask = market.ask[market.indexBySymbol.get(symbol) ?? -1] ?? NaN;
	return book.config.fillModel.useBidAsk && !Number.isNaN(ask) ? unitsToPrice(ask) : null;
}

/** Symbols that are held or on order. */
export function countOpenTrades({ positionBySymbol, entriesBySymbol }: Book): number {
	let count = positionBySymbol.size;
	for (const symbol of entriesBySymbol.keys()) if (!positionBySymbol.has(symbol)) count++;
	return count;
}

function countSymbolTrades({ positionBySymbol, entriesBySymbol }: Book, symbol: string): number {
	return (positionBySymbol.has(symbol) ? 1 : 0) + (entriesBySymbol.get(symbol)?.length ?? 0);
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

/**
 * Gathers the facts for an exit: one that rests leaves what the others cover, one that trades at once takes precedence. What an
 * order that is replaced has sold already counts to what it may ask for.
 */
export function gatherExitFacts(book: Book, intent: OrderIntent, follows = false): ExitFacts {
	const closable = closableQuantity(book, intent.symbol);
	const covered = isPassive(intent) ? coveredQuantity(book, intent) : zeroQuantity;
	const { tradingState } = book;
	const sold = book.orders.get(intent.id)?.filled ?? zeroQuantity;
	const left = higher(subtract(closable, covered), zeroQuantity);
	return { purpose: 'exit', tradingState, closable: add(left, sold), follows };
}

/** Quantity held of a symbol and not sold already by an exit that trades at once, unsigned. */
export function closableQuantity(book: Book, symbol: string): Quantity {
	const position = book.positionBySymbol.get(symbol);
	if (position === undefined) return zeroQuantity;
	let closable = absolute(position.quantity);
	for (const id of book.exitsBySymbol.get(symbol) ?? [])
		closable = subtract(closable, leftOf(orderOf(book, id)));
	return higher(closable, zeroQuantity);
}

/** The quantity that the resting exits of a symbol cover, but for those of the intent's own group and itself. */
function coveredQuantity(book: Book, { id, symbol, group }: OrderIntent): Quantity {
	let covered = zeroQuantity;
	for (const [groupId, one] of groupsOf(book, symbol)) {
		if (groupId === group?.id) continue;
		const resting = openLegs(book, one).filter(({ intent }) => isPassive(intent));
		covered = add(covered, resting.map(leftOf).reduce(higher, zeroQuantity));
	}
	for (const order of restingAlone(book, symbol)) {
		if (order.intent.id !== id) covered = add(covered, leftOf(order));
	}
	return covered;
}

/** The resting exits of a symbol that belong to no group, oldest first. */
export function restingAlone(book: Book, symbol: string): readonly Order[] {
	return (book.restingExitsBySymbol.get(symbol) ?? [])
		.map((id) => orderOf(book, id))
		.filter(({ intent }) => intent.group === null);
}
