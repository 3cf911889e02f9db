import { createAccount, type Account } from '../domain/account.ts';
import type { BookConfig } from '../domain/bookConfig.ts';
import { unitsToPrice, zeroMoney, type Money, type Price, type Quantity } from '../domain/decimal.ts';
import type { Decision } from '../domain/decision.ts';
import type { FailedExit } from '../domain/failedExit.ts';
import type { ClientOrderId, DecisionId, TriggerId } from '../domain/ids.ts';
import type { HaltSource, KillLevel, Sweep } from '../domain/killSwitch.ts';
import type { EndedTrade, Lock } from '../domain/locks.ts';
import type { MarketSource, PricedInstrument } from '../domain/market.ts';
import type { Order, OrderSide } from '../domain/order.ts';
import type { ExitLegs } from '../domain/orderTerms.ts';
import type { Position } from '../domain/position.ts';
import type { TradingState } from '../domain/risk.ts';
import type { EpochDay, Instant } from '../domain/time.ts';
import type { TradeNet } from '../domain/tradeNet.ts';
import { noProtection, type Protection, type Trigger } from '../domain/trigger.ts';
import type { BrokerState } from './brokerState.ts';
import { createBreakers, type Breakers } from './breakerState.ts';
import { createWorths, type Worths } from './worth.ts';
import { UnderWay } from './underWay.ts';

/** The fold of a book's events: what must survive. Written in place by `evolve` alone. */
export interface Book {
	config: BookConfig;
	source: MarketSource;
	instruments: readonly PricedInstrument[];
	account: Account;
	/** The account's day, and the first instant after it; null and Infinity while days are not on record. */
	day: EpochDay | null;
	dayEndsAt: Instant;
	tradingState: TradingState;
	/** Why it is that; empty at first. */
	tradingReason: string;
	/** How far trading is stopped, by whom and since when; null when it is not, or it was not written down. */
	killLevel: KillLevel | null;
	haltedBy: HaltSource | null;
	haltedAt: Instant | null;
	/** What the level takes back and closes; null when it does neither. */
	sweep: Sweep | null;
	/** How many there were. */
	sweeps: number;
	/** What the circuit breakers count and measure from, and which of them have tripped. */
	breakers: Breakers;
	/** Whether what decisions ask for is sized, reviewed and kept, and not sent. */
	isSignalOnly: boolean;
	/** Symbols in which trading has stopped, and since when. */
	readonly haltedSince: Map<string, Instant>;
	readonly decisionIds: Set<DecisionId>;
	/** Decisions of a later time, in the order in which they came. */
	readonly waiting: Map<DecisionId, Decision>;
	/** Decisions whose entries wait for a person, in the order in which they came, and since when. */
	readonly unconfirmed: Map<DecisionId, Unconfirmed>;
	/** When trading stops itself; null when it does not. */
	stopsAt: Instant | null;
	/** Requests of a person that were carried out and must not be carried out twice. */
	readonly requests: Set<string>;
	/** Cash at the last snapshot. */
	snapshotCash: Money;
	/** Orders that are open, and ended ones that a late fill could still reach. */
	readonly orders: Map<ClientOrderId, Order>;
	/** The open entries of a symbol, oldest first. */
	readonly entriesBySymbol: Map<string, readonly ClientOrderId[]>;
	/** The open exits of a symbol that trade at once, oldest first: one of a part leaves the rest to be guarded. */
	readonly exitsBySymbol: Map<string, readonly ClientOrderId[]>;
	/** The open exits of a symbol that wait for their price, oldest first: they yield to those that trade at once. */
	readonly restingExitsBySymbol: Map<string, readonly ClientOrderId[]>;
	/** Exit orders that belong together, by the id of their group, oldest first. */
	readonly groupsBySymbol: Map<string, ReadonlyMap<string, ExitGroup>>;
	/** What all open entries together are worth, at the price each was sized with, hold of the cash, and risk down to their stops. */
	entryNotional: Money;
	entryReserve: Money;
	entryRisk: Money;
	/** What those of them that sell are worth. */
	entrySells: Money;
	/** The same by symbol, of those that have open entries. */
	readonly claimBySymbol: Map<string, SymbolClaim>;
	/** The strategies of decisions of which something may be open, and what each strategy has done since the day began. */
	readonly strategyByDecision: Map<DecisionId, string>;
	readonly dayByStrategy: Map<string, StrategyDay>;
	readonly claimByStrategy: Map<string, StrategyClaim>;
	/** Orders that open, as far back as a limit looks, oldest first; and when a person replaced an order. */
	readonly sent: SentOrder[];
	readonly replacedAt: Instant[];
	/** What the position of each symbol has left since its entry. */
	readonly tradeBySymbol: Map<string, TradeNet>;
	/** What all trades that have ended left after fees, and those of them that a rule still looks back at, in their order. */
	endedNet: Money;
	readonly endedTrades: EndedTrade[];
	/** The locks that were set and not lifted, the oldest first; one that has ended stays until the next is set or lifted, or a day begins. */
	locks: readonly Lock[];
	/** How many there were. */
	locksSet: number;
	readonly positionBySymbol: Map<string, Position>;
	readonly protectionBySymbol: Map<string, Protection>;
	/** How often each kind of trigger was armed for a position that is open, so that no trigger's id comes twice. */
	readonly armedBySlot: Map<TriggerId, number>;
	/** The triggers that an order acts for: they guard again where it ends and what they guarded is still held. */
	readonly actingFor: Map<ClientOrderId, readonly Trigger[]>;
	/** By symbol the exit that could not do what it was for, the last one; the triggers pause. */
	readonly failedExits: Map<string, FailedExit>;
	/** How it stands to the account that it stands for; null of a book with a venue of its own. */
	broker: BrokerState | null;
}

/** A decision that waits for a person. */
export interface Unconfirmed {
	readonly decision: Decision;
	readonly askedAt: Instant;
}

/** What the open entries of a symbol together are still to open, what that is worth, and what it risks. */
export interface SymbolClaim {
	readonly quantity: Quantity;
	readonly notional: Money;
	readonly risk: Money;
}

/** The open entries of a strategy: how many, how many of them without a fill, and what they are still to open is worth. */
export interface StrategyClaim {
	readonly orders: number;
	readonly waiting: number;
	readonly notional: Money;
}

/** A day of a strategy: orders with a fill, profit that it realised after fees, and what its positions had won by the day's begin. */
export interface StrategyDay {
	readonly trades: number;
	readonly realised: Money;
	readonly carried: Money;
}

/** An order that opens, as it was sent. */
export interface SentOrder {
	readonly at: Instant;
	readonly symbol: string;
	readonly side: OrderSide;
	readonly quantity: Quantity;
}

/** Exits of which one ends the others: how much they cover, and where each of them stands. */
export interface ExitGroup {
	readonly symbol: string;
	readonly decisionId: DecisionId;
	/** The side of its exits. */
	readonly side: OrderSide;
	readonly legs: ExitLegs;
	/** What its entry has bought, or what two exits were given for. */
	readonly covered: Quantity;
	/** What its exits have sold. */
	readonly exited: Quantity;
	/** Whether its stop has sold: then its entry buys no more. */
	readonly isStopped: boolean;
	readonly target: LegState;
	readonly stop: LegState;
}

/** One exit of a group: how often it was sent, which is open, and whether it is given up, by hand or by the venue. */
export interface LegState {
	readonly sent: number;
	readonly open: ClientOrderId | null;
	readonly isGivenUp: boolean;
}

/**
 * Last prices, and per symbol the open interval of prices in which no trigger acts; volatile, in columns by symbol index.
 * Prices are in 1e-9 units and NaN before the first one; `lastAt` is when the last one was made, `seenAt` when it came; without quotes `bid` and `ask` stay NaN. `highWater` is the
 * best price since an armed trail was last moved by an event, the lowest of a short, NaN when none was better. `heldLow` and `heldHigh` are the
 * prices seen since the last fill of what is held, NaN before the first; prices count from `heldFrom` on, which is Infinity
 * when nothing is held. Instruments that are added come after those there are, in columns that take the place of the ones before.
 */
export interface Market {
	instruments: readonly PricedInstrument[];
	indexBySymbol: ReadonlyMap<string, number>;
	last: Float64Array;
	lastAt: Float64Array;
	seenAt: Float64Array;
	bid: Float64Array;
	ask: Float64Array;
	highWater: Float64Array;
	heldFrom: Float64Array;
	heldLow: Float64Array;
	heldHigh: Float64Array;
	quietAbove: Float64Array;
	quietBelow: Float64Array;
	/** What positions are worth at these prices, as far as it was looked at. */
	readonly worths: Worths;
}

/** All the engine knows. */
export interface EngineState {
	readonly book: Book;
	readonly market: Market;
	/** Volatile too: what is on its way to the venue. */
	readonly underWay: UnderWay;
}

/** The state of a book that was just opened, before any price. */
export function createState(config: BookConfig, instruments: readonly PricedInstrument[]): EngineState {
	return {
		book: {
			config,
			source: { type: 'history', startsAt: 0 },
			instruments,
			account: createAccount(config.startingCash),
			...{ day: null, dayEndsAt: Infinity },
			tradingState: 'active',
			tradingReason: '',
			...{ killLevel: null, haltedBy: null, haltedAt: null },
			...{ sweep: null, sweeps: 0, isSignalOnly: false },
			haltedSince: new Map(),
			breakers: createBreakers(config.startingCash),
			decisionIds: new Set(),
			...{ waiting: new Map(), unconfirmed: new Map(), stopsAt: null },
			requests: new Set(),
			snapshotCash: config.startingCash,
			orders: new Map(),
			entriesBySymbol: new Map(),
			exitsBySymbol: new Map(),
			restingExitsBySymbol: new Map(),
			groupsBySymbol: new Map(),
			...{ entryNotional: zeroMoney, entryReserve: zeroMoney, entryRisk: zeroMoney, entrySells: zeroMoney },
			...{ claimBySymbol: new Map(), sent: [], replacedAt: [] },
			...{ strategyByDecision: new Map(), dayByStrategy: new Map(), claimByStrategy: new Map() },
			...{ tradeBySymbol: new Map(), endedNet: zeroMoney, endedTrades: [], locks: [], locksSet: 0 },
			positionBySymbol: new Map(),
			protectionBySymbol: new Map(),
			...{ armedBySlot: new Map(), actingFor: new Map(), failedExits: new Map() },
			broker: null
		},
		market: createMarket(instruments),
		underWay: new UnderWay()
	};
}

/** The market of these instruments before any price. */
export function createMarket(instruments: readonly PricedInstrument[]): Market {
	const column = (value: number) => new Float64Array(instruments.length).fill(value);
	return {
		instruments,
		indexBySymbol: new Map(instruments.map(({ instrument }, index) => [instrument.symbol, index])),
		last: column(NaN),
		lastAt: column(NaN),
		seenAt: column(NaN),
		bid: column(NaN),
		ask: column(NaN),
		highWater: column(NaN),
		heldFrom: column(Infinity),
		heldLow: column(NaN),
		heldHigh: column(NaN),
		quietAbove: column(-Infinity),
		quietBelow: column(Infinity),
		worths: createWorths()
	};
}

/** The instrument of a symbol; throws for a symbol that the state was not created with. */
export function instrumentOf(state: EngineState, symbol: string): PricedInstrument {
	const found = state.market.instruments[indexOf(state.market, symbol)];
	if (found === undefined) throw new Error(`no instrument ${symbol}`);
	return found;
}

/** The column index of a symbol; throws for a symbol that the state was not created with. */
export function indexOf(market: Market, symbol: string): number {
	const index = market.indexBySymbol.get(symbol);
	if (index === undefined) throw new Error(`no instrument ${symbol}`);
	return index;
}

/** Sets the last price of a symbol (1e-9 units), when it was made and when it came. */
export function markPrice(market: Market, index: number, price: number, madeAt: Instant, at = madeAt): void {
	market.last[index] = price;
	market.lastAt[index] = madeAt;
	market.seenAt[index] = at;
}

/** The last price of a symbol with its instant, or null before the first. */
export function lastPrice(
	market: Market,
	symbol: string
): { readonly price: Price; readonly at: Instant } | null {
	const index = market.indexBySymbol.get(symbol);
	const units = index === undefined ? undefined : market.last[index];
	const at = index === undefined ? undefined : market.lastAt[index];
	return units === undefined || at === undefined || Number.isNaN(units)
		? null
		: { price: unitsToPrice(units), at };
}

/** What guards the position of a symbol. */
export function protectionOf(book: Book, symbol: string): Protection {
	return book.protectionBySymbol.get(symbol) ?? noProtection;
}

/** An order that must be in the book; throws when it is not. */
export function orderOf(book: Book, id: ClientOrderId): Order {
	const order = book.orders.get(id);
	if (order === undefined) throw new Error(`no order ${id}`);
	return order;
}
