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
import { collateralOf } from '../domain/margin.ts';
import { goesThroughZero } from '../domain/opening.ts';
import { isPassive, leftOf, type Order, type OrderIntent, type OrderSide } from '../domain/order.ts';
import { directionOf, exitSideOf, marketValue, type Position } from '../domain/position.ts';
import type { CheckResult, TradingState } from '../domain/risk.ts';
import type { Instant } from '../domain/time.ts';
import { gatherAccountFacts, type AccountFacts } from './accountChecks.ts';
import { gatherBreakerFacts, type BreakerFacts } from './breakerChecks.ts';
import { groupsOf, openLegs } from './exitGroups.ts';
import { claimOf } from './claims.ts';
import { gatherLimitFacts, type LimitFacts } from './limitFacts.ts';
import { instrumentOf, lastPrice, orderOf, type Book, type EngineState, type Market } from './state.ts';
import { valuesOf, type PositionValues } from './valuation.ts';

/** What the review of an entry knows; null is unknown, and unknown denies. Money in account currency. */
export interface EntryFacts {
	readonly purpose: 'entry';
	readonly tradingState: TradingState;
	readonly refPrice: Price | null;
	/** What a market order meets now: the far side of the last quote where it trades at that, else the last price. */
	readonly marketPrice: Price | null;
	/** Market time since the last price in seconds; 0 for daily bars, which are not tested for age. */
	readonly dataAgeSeconds: number | null;
	readonly equity: Money | null;
	/** Value of all positions, long and short, unsigned. */
	readonly exposure: Money | null;
	/** Value of the short ones, unsigned. */
	readonly shortValue: Money | null;
	/** Value held of the symbol, unsigned. */
	readonly heldValue: Money | null;
	/** Σ quantity × reference price over open entries. */
	readonly pendingNotional: Money;
	/** Cash less what open entries reserve and what shorts hold. */
	readonly freeCash: Money | null;
	/** Symbols that are held or on order. */
	readonly openTrades: number;
	/** The position and the open entry of the symbol. */
	readonly symbolTrades: number;
	/** What the limits that can be off measure. */
	readonly limits: LimitFacts;
	readonly breakers: BreakerFacts;
	/** How the book stands to its account; null where it has none, and where nothing is sent there. */
	readonly account: AccountFacts | null;
}

/** What the review of an exit knows. */
export interface ExitFacts {
	readonly purpose: 'exit';
	readonly tradingState: TradingState;
	/** Quantity held and not already being closed by an open order, unsigned. */
	readonly closable: Quantity;
	/** Whether it rests already and only follows what is held. */
	readonly follows: boolean;
	/** What would speak against an entry, and an exit passes in spite of. */
	readonly warnings: readonly CheckResult[];
}

/** Gathers the facts for an entry of a side in `symbol` at `now`, as if an order that it replaces were not there. */
export function gatherEntryFacts(
	state: EngineState,
	symbol: string,
	side: OrderSide,
	now: Instant,
	replaced?: Order
): EntryFacts {
	const { book, market } = state;
	const last = lastPrice(market, symbol);
	const values = valuesOf(book, market);
	const own = claimOf(replaced);
	const reserved = subtract(book.entryReserve, own.reserve);
	return {
		purpose: 'entry',
		tradingState: book.tradingState,
		refPrice: last?.price ?? null,
		marketPrice: farSideOf(state, symbol, side) ?? last?.price ?? null,
		dataAgeSeconds: ageOfPrice(state, symbol, now),
		equity: values === null ? null : add(book.account.cash, values.net),
		exposure: values === null ? null : add(values.long, values.short),
		shortValue: values?.short ?? null,
		heldValue: heldValueOf(book.positionBySymbol.get(symbol), last?.price ?? null),
		pendingNotional: subtract(book.entryNotional, own.notional),
		freeCash: freeCashOf(book, values, reserved),
		openTrades: countOpenTrades(book),
		symbolTrades: countSymbolTrades(book, symbol) - (replaced === undefined ? 0 : 1),
		limits: gatherLimitFacts(state, symbol, side, now, replaced),
		breakers: gatherBreakerFacts(state, now),
		account: gatherAccountFacts(book)
	};
}

/** The ask that a market order to buy pays, or the bid that one to sell gets; null on bars, and where the book trades at the last price. */
export function farSideOf({ book, market }: EngineState, symbol: string, side: OrderSide): Price | null {
	const column = side === 'buy' ? market.ask : market.bid;
	const price = column[market.indexBySymbol.get(symbol) ?? -1] ?? NaN;
	return book.config.fillModel.useBidAsk && !Number.isNaN(price) ? unitsToPrice(price) : null;
}

/** What shorts hold of the cash at their last prices: their value and the initial margin on it; null when one has no price. */
export function collateralOfShorts(book: Book, market: Market): Money | null {
	const values = valuesOf(book, market);
	return values === null ? null : collateralOf(book.config.margin, values.short);
}

/** What can be spent: cash less what open entries reserve and what shorts hold; null when a short has no price. */
export function spendableCash({ book, market }: EngineState): Money | null {
	return freeCashOf(book, valuesOf(book, market), book.entryReserve);
}

function freeCashOf(book: Book, values: PositionValues | null, reserved: Money): Money | null {
	const left = subtract(book.account.cash, reserved);
	if (values !== null) return subtract(left, collateralOf(book.config.margin, values.short));
	const hasShort = [...book.positionBySymbol.values()].some((one) => directionOf(one) === 'short');
	return hasShort ? null : left;
}

/** Symbols that are held or on order. */
export function countOpenTrades({ positionBySymbol, entriesBySymbol }: Book): number {
	let count = positionBySymbol.size;
	for (const symbol of entriesBySymbol.keys()) if (!positionBySymbol.has(symbol)) count++;
	return count;
}

/** The position of a symbol and its open entries. */
export function countSymbolTrades({ positionBySymbol, entriesBySymbol }: Book, symbol: string): number {
	return (positionBySymbol.has(symbol) ? 1 : 0) + (entriesBySymbol.get(symbol)?.length ?? 0);
}

function heldValueOf(held: Position | undefined, price: Price | null): Money | null {
	if (held === undefined) return zeroMoney;
	return price === null ? null : absolute(marketValue(held, price));
}

/** Market time since the last price of a symbol in seconds; null without one, 0 for daily bars, which are not tested for age. */
export function ageOfPrice(state: EngineState, symbol: string, now: Instant): number | null {
	const last = lastPrice(state.market, symbol);
	if (last === null) return null;
	const { at: seenAt } = last;
	const { instrument, interval } = instrumentOf(state, symbol);
	if (interval === '1d') return 0;
	// A price of a time to come contradicts the clock: its age is below zero, which no limit lets pass.
	if (seenAt > now) return (now - seenAt) / 1000;
	return elapsedMarketTime(instrument.assetClass, seenAt, now) / 1000;
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
	return { purpose: 'exit', tradingState, closable: add(left, sold), follows, warnings: [] };
}

/** Quantity held of a symbol and not sold already by an exit that trades at once, unsigned. */
export function closableQuantity(book: Book, symbol: string): Quantity {
	const position = book.positionBySymbol.get(symbol);
	if (position === undefined) return zeroQuantity;
	let closable = absolute(position.quantity);
	for (const order of exitsAtOnce(book, position)) closable = subtract(closable, leftOf(order));
	return higher(closable, zeroQuantity);
}

/** The open exits of a position that trade at once, oldest first: not those of one before it, whose way back crosses this one. */
export function exitsAtOnce(book: Book, position: Position): readonly Order[] {
	const ids = book.exitsBySymbol.get(position.symbol);
	if (ids === undefined) return [];
	const side = exitSideOf(directionOf(position));
	return ids
		.map((id) => orderOf(book, id))
		.filter(({ intent }) => intent.side === side && intent.madeAt >= position.openedAt);
}

/** Whether an order that trades at once closes what is held of a symbol, or a part of it. */
export function isClosing(book: Book, symbol: string): boolean {
	const position = book.positionBySymbol.get(symbol);
	return position !== undefined && exitsAtOnce(book, position).length > 0;
}

/** The open orders that open or add, oldest first: entries, and exits that go through zero. */
export function openingOrders(book: Book, symbol: string): readonly Order[] {
	const entries = book.entriesBySymbol.get(symbol) ?? [];
	const exits = book.exitsBySymbol.get(symbol) ?? [];
	if (entries.length + exits.length === 0) return [];
	const through = exits.map((id) => orderOf(book, id)).filter(({ intent }) => goesThroughZero(intent));
	return [...entries.map((id) => orderOf(book, id)), ...through];
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
