import type { StrategyView } from './accounting.ts';
import type { AccountView as BrokerAccountView, PricesView } from './accountView.ts';
import type { CurveRange } from '../domain/curveRange.ts';
import type { DecisionRow, OrderRow, TriggerRow } from '../domain/deskRows.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import type { VerdictLine } from '../domain/verdictLines.ts';
import type { PersonView } from './confirmation.ts';
import type { HaltFileView, TradingView } from './killSwitch.ts';
import type { Setting } from './settings.ts';

export type { ProfilesView } from './profiles.ts';
export type {
	SettingDifference,
	SettingsChange,
	SettingsPreview,
	SettingsView,
	SettingView
} from './settingViews.ts';
export type { TicketPreview } from './ticketPreview.ts';

/** Which book is shown. */
export interface BookView {
	readonly id: string;
	readonly name: string;
	readonly source: 'generated' | 'bars' | 'alpaca';
	/** An archived book is read, not continued; one whose market was not replayed, until it is. */
	readonly isReadOnly: boolean;
	/** Why it is read alone, in a sentence. */
	readonly readOnlyBecause: string | null;
	/** Whether it goes on once its market is replayed: chosen again, it is. */
	readonly canReplay: boolean;
	readonly startingCash: string;
	readonly allowsShort: boolean;
	readonly settings: readonly Setting[];
}

/** A book in the list. */
export interface BookChoice {
	readonly id: string;
	readonly name: string;
	readonly source: 'generated' | 'bars' | 'alpaca';
	/** The id of the paper account that it stands for; null of one whose orders go to the simulator. */
	readonly account: string | null;
	readonly status: 'open' | 'archived';
	readonly isChosen: boolean;
	/** Wall clock. */
	readonly createdAt: Instant;
}

/** What a book was worth at its last snapshot; null before the first one. */
export interface BookWorth {
	readonly id: string;
	readonly equity: string | null;
	/** The book's own clock. */
	readonly at: Instant | null;
}

/** The book's own clock and its session. */
export interface ClockView {
	readonly at: Instant;
	readonly speed: number;
	readonly isPaused: boolean;
	/** No prices are left: the bars have been played to the end. */
	readonly isOver: boolean;
	/** The close of the session that is open now, or null when the market is closed. */
	readonly closesAt: Instant | null;
	/** The open of the next session, when the market is closed. */
	readonly opensAt: Instant | null;
}

/** The account at the last prices; exposures are long and short positions, together and net, ÷ equity. */
export interface AccountView {
	readonly equity: string | null;
	readonly cash: string;
	readonly positionsValue: string | null;
	readonly unrealised: string | null;
	readonly realisedGross: string;
	readonly realisedNet: string;
	readonly fees: string;
	/** Cash that open entries hold, what shorts hold (their value and the initial margin on it), and what is left. */
	readonly reserved: string;
	readonly shortMargin: string | null;
	readonly freeCash: string | null;
	readonly dayStartEquity: string;
	readonly dayChange: string | null;
	readonly dayChangeFraction: number | null;
	readonly exposure: number | null;
	readonly netExposure: number | null;
}

/** A position at its last price; null where there is none. */
export interface PositionView {
	readonly symbol: string;
	readonly quantity: string;
	readonly averageEntry: string;
	readonly last: string | null;
	readonly lastAt: Instant | null;
	readonly marketValue: string | null;
	readonly unrealised: string | null;
	readonly unrealisedFraction: number | null;
	readonly stopLoss: string | null;
	readonly takeProfit: string | null;
	readonly trailing: { readonly fraction: string; readonly highWater: string; readonly level: string } | null;
	readonly isHalted: boolean;
	/** What a stop ends the loss of: a trigger guards all, a resting stop order what it is for, nothing while trading in it is halted. */
	readonly guarded: string;
	/** The nearest stop and target among its resting exit orders. */
	readonly stopOrder: string | null;
	readonly targetOrder: string | null;
	/** An exit is out: what guards the position stands down until it is filled or canceled. */
	readonly exitPending: boolean;
	/** Its fills are those of the simulator. */
	readonly isSimulated: boolean;
	/** It was opened at the account by something else than this book. */
	readonly isExternal: boolean;
	/** Why what guards it could not act when it fired last; absent when it could, or has not fired. */
	readonly couldNotAct?: string;
	readonly openedAt: Instant;
	readonly decisionId: string;
	readonly sector: string;
	/** Who holds it, when more than one strategy does. */
	readonly heldBy: readonly StrategyView[];
	/** Prices of the last minutes since the entry, oldest first, at most 60; estimates for drawing. */
	readonly spark: Float64Array;
}

/** A trigger and how far the last price is from it. */
export interface TriggerView {
	readonly id: string;
	readonly symbol: string;
	readonly kind: 'stop_loss' | 'take_profit' | 'trailing_stop';
	readonly guards: 'long' | 'short';
	readonly level: string;
	/** Fraction below the high-water mark, for a trailing stop; of a short above the low-water mark. */
	readonly fraction: string | null;
	readonly last: string | null;
	/** (level − last) ÷ last. */
	readonly distance: number | null;
	/** How much it would close, and (level − last) × that: what its firing at the level would change, before costs. */
	readonly quantity: string;
	readonly money: string | null;
	/** The best price since a trailing stop was armed: the highest, of a short the lowest. */
	readonly highWater: string | null;
	readonly armedAt: Instant;
	readonly standsDown: boolean;
	/** Why the triggers of the symbol could not act when one fired last; absent when it could, or none has fired. */
	readonly couldNotAct?: string;
}

/** A trigger of the book, active or ended; `order` is what the one that fired came to. */
export interface TriggerPast extends TriggerRow {
	readonly order: Pick<OrderRow, 'id' | 'status' | 'quantity' | 'averagePrice'> | null;
}

/** A symbol's prices; `change` is against the first price of the day. */
export interface WatchView {
	readonly symbol: string;
	readonly name: string;
	readonly sector: string;
	readonly bid: string | null;
	readonly ask: string | null;
	readonly last: string | null;
	readonly at: Instant | null;
	readonly change: number | null;
	readonly isHalted: boolean;
	readonly isHeld: boolean;
	/** On the person's own list; the others are there because they are held, ordered or guarded. */
	readonly isListed: boolean;
}

/** An entry of the journal in a sentence. */
export interface JournalLine {
	readonly seq: number;
	/** The book's own clock. */
	readonly at: Instant;
	/** Wall clock. */
	readonly recordedAt: Instant;
	readonly causedBy: number;
	readonly type: BookEvent['type'];
	readonly symbol: string | null;
	/** What stands out: a fill, a refusal, an alarm; the rest is plain. */
	readonly tone: 'fill' | 'refusal' | 'alarm' | 'plain';
	readonly text: string;
	/** The order and the decision whose story it belongs to. */
	readonly orderId: string | null;
	readonly decisionId: string | null;
}

/** Equity points for drawing, oldest first, at most 2000: the last of each stretch of time, and the extremes. */
export interface EquityCurveView {
	readonly range: CurveRange;
	readonly at: Float64Array;
	readonly equity: Float64Array;
	/** The fall of each point from the highest equity of the book by then: a fraction, 0 or below. */
	readonly drawdown: Float64Array;
	/**
	 * What the money at the first point where prices are known would have come to in all symbols alike, at the same
	 * instants; NaN where their prices are not known, null when they never were.
	 */
	readonly benchmark: Float64Array | null;
	readonly benchmarkName: string;
}

/** Something that takes its time and can be cancelled; `total` is null when nobody knows. */
export interface TaskView {
	readonly what: 'verify' | 'rebuild' | 'export' | 'import' | 'advance' | 'replay';
	readonly done: number;
	readonly total: number | null;
}

/** Everything the desk shows at one moment. */
export interface DeskView extends PersonView {
	readonly book: BookView;
	readonly books: readonly BookChoice[];
	/** The last entry of the journal, and its hash. */
	readonly seq: number;
	readonly head: string;
	readonly clock: ClockView;
	readonly tradingState: TradingView;
	/** The file that halts; null when none is chosen. */
	readonly haltFile: HaltFileView | null;
	/** Whether entries pass on prices that are too old. */
	readonly oldPricesPass: boolean;
	readonly account: AccountView;
	/** How the book stands to the paper account that it stands for; null of a book with a venue of its own. */
	readonly brokerAccount: BrokerAccountView | null;
	readonly positions: readonly PositionView[];
	/** What is taken of the limits that hold for the whole book. */
	readonly risk: readonly VerdictLine[];
	readonly orders: readonly OrderRow[];
	readonly triggers: readonly TriggerView[];
	/** Decisions of a later time: the first of them, and how many there are. */
	readonly waiting: readonly DecisionRow[];
	readonly waitingCount: number;
	readonly watch: readonly WatchView[];
	/** Every symbol that can be traded in this book. */
	readonly symbols: readonly string[];
	/** Those of them that trade round the clock. */
	readonly coins: readonly string[];
	/** The newest first. */
	readonly feed: readonly JournalLine[];
	readonly task: TaskView | null;
	/** Where the prices of a book of Alpaca's market come from; null of one with a market of its own. */
	readonly priceFeed: PricesView | null;
	/** What happened between the last time and this one, in sentences; null when there was no last time. */
	readonly missed: string | null;
}
