import type { FillRow, OrderRow, SnapshotRow } from '../domain/deskRows.ts';
import type { OrderSide } from '../domain/order.ts';
import type { Result } from '../domain/result.ts';
import type {
	TicketFields,
	OrderFields,
	OrderOutcome,
	DecisionOutcome,
	TakenFiles,
	VerifyOutcome,
	RebuildOutcome
} from './askFields.ts';
import type { AccountRequests } from './accountView.ts';
import type { AccountingRequests } from './accounting.ts';
import type { AssetRequests } from './assets.ts';
import type { BreakerRequests } from './breakers.ts';
import type { CandlesAsk, CandlesView } from './candles.ts';
import type { NewsView } from './news.ts';
import type {
	BookWorth,
	DeskView,
	EquityCurveView,
	JournalLine,
	TaskView,
	TicketPreview,
	TriggerPast
} from './deskView.ts';
import type { ConfirmationRequests } from './confirmation.ts';
import type { ConnectionRequests } from './connection.ts';
import type { Explanation, FigureKey } from './explainView.ts';
import type { JournalEntryView, JournalFound, JournalQuery } from './journalSearch.ts';
import type { KillRequests } from './killSwitch.ts';
import type { LockRequests } from './lockRequests.ts';
import type { OrderColumnKey, OrderFilter, OrderSort, OrderWindow } from './orderHistory.ts';
import type { GivenFile } from './replayApi.ts';
import type { RiskRequests } from './riskView.ts';
import type { SettingRequests } from './settingRequests.ts';
import type { StoryAnswer } from './storyView.ts';

/** Every request a page or the console can make, with its answer. Numbers are texts as typed. */
export interface DeskRequests
	extends
		AccountRequests,
		AccountingRequests,
		AssetRequests,
		BreakerRequests,
		ConfirmationRequests,
		ConnectionRequests,
		KillRequests,
		LockRequests,
		RiskRequests,
		SettingRequests {
	readonly decide: {
		readonly ask: { readonly ticket: TicketFields; readonly request: string };
		readonly answer: DecisionOutcome;
	};
	readonly preview: { readonly ask: { readonly ticket: TicketFields }; readonly answer: TicketPreview };
	/** Orders as they are given, with no sizing but their own quantity. */
	readonly submitOrder: {
		readonly ask: { readonly order: OrderFields; readonly request: string };
		readonly answer: OrderOutcome;
	};
	readonly previewOrder: { readonly ask: { readonly order: OrderFields }; readonly answer: TicketPreview };
	/** Gives an open order other terms; what is absent stays. */
	readonly replaceOrder: {
		readonly ask: {
			readonly orderId: string;
			readonly quantity?: string;
			readonly limitPrice?: string;
			readonly stopPrice?: string;
			readonly trailPct?: string;
			readonly trailAmount?: string;
			readonly request: string;
		};
		readonly answer: { readonly text: string };
	};
	/** Takes back every open order that is meant; absent means any. */
	readonly cancelOrders: {
		readonly ask: {
			readonly symbol?: string;
			readonly side?: OrderSide;
			readonly purpose?: 'entry' | 'exit';
			readonly request: string;
		};
		readonly answer: { readonly text: string };
	};
	/** The arithmetic of a number; `subject` is the symbol of a position or the id of a trigger. */
	readonly explain: {
		readonly ask: {
			readonly figure: FigureKey;
			readonly subject?: string;
			readonly ticket?: TicketFields;
			readonly order?: OrderFields;
		};
		readonly answer: Explanation;
	};
	/** Decisions are taken, settings and bars open a new book. */
	readonly takeFiles: {
		readonly ask: { readonly files: readonly GivenFile[]; readonly request: string };
		readonly answer: TakenFiles;
	};
	readonly close: {
		readonly ask: { readonly symbol: string; readonly quantity?: string; readonly request: string };
		readonly answer: { readonly text: string };
	};
	readonly cancel: {
		readonly ask: { readonly orderId: string; readonly request: string };
		readonly answer: { readonly text: string };
	};
	/** A decision of a later time that waits. */
	readonly cancelDecision: {
		readonly ask: { readonly decisionId: string; readonly request: string };
		readonly answer: { readonly text: string };
	};
	/** A level that is absent stays, an empty text takes it away. */
	readonly protect: {
		readonly ask: {
			readonly symbol: string;
			readonly stopLoss?: string;
			readonly takeProfit?: string;
			readonly trailingStopPct?: string;
			readonly request: string;
		};
		readonly answer: { readonly text: string };
	};
	readonly setClock: {
		readonly ask: { readonly speed?: number; readonly isPaused?: boolean };
		readonly answer: { readonly text: string };
	};
	/** One step of a paused market, or on to the next session's open. */
	readonly advance: {
		readonly ask: { readonly to: 'step' | 'nextOpen' };
		readonly answer: { readonly text: string };
	};
	readonly createBook: {
		readonly ask: {
			readonly name: string;
			/** A market that is made up from a seed, or Alpaca's; orders go to the simulator in both. */
			readonly market?: 'generated' | 'alpaca';
			readonly seed?: number;
			readonly symbols?: number;
			/** As typed; the default is that of the settings. */
			readonly startingCash?: string;
			/** Whose settings it is opened with: the defaults, unless those of the chosen book are asked for. */
			readonly settings?: 'defaults' | 'chosen';
		};
		readonly answer: { readonly id: string };
	};
	readonly chooseBook: { readonly ask: { readonly id: string }; readonly answer: { readonly id: string } };
	readonly renameBook: {
		readonly ask: { readonly id: string; readonly name: string };
		readonly answer: { readonly id: string };
	};
	/** Opens a new book with the settings of the chosen one, which stays readable. */
	readonly resetBook: { readonly ask: Record<string, never>; readonly answer: { readonly id: string } };
	/** An archived book is read, not continued; it does not come back from there. */
	readonly archiveBook: { readonly ask: { readonly id: string }; readonly answer: { readonly id: string } };
	/** What each book was worth at its last snapshot. */
	readonly bookWorths: { readonly ask: Record<string, never>; readonly answer: readonly BookWorth[] };
	/** `typed` must be the word `delete`. */
	readonly deleteBook: {
		readonly ask: { readonly id: string; readonly typed: string };
		readonly answer: { readonly id: string };
	};
	readonly setWatchlist: {
		readonly ask: { readonly symbols: readonly string[] };
		readonly answer: { readonly symbols: readonly string[] };
	};
	readonly orders: { readonly ask: { readonly limit?: number }; readonly answer: readonly OrderRow[] };
	readonly order: { readonly ask: { readonly id: string }; readonly answer: OrderRow };
	/** Everything about an order, or about a decision that may have come to none. */
	readonly story: {
		readonly ask: { readonly order?: string; readonly decision?: string };
		readonly answer: StoryAnswer;
	};
	/** Orders by a filter, from one place on; with `hold` the place moves along with an order that stood `at` some place. */
	readonly findOrders: {
		readonly ask: {
			readonly filter: OrderFilter;
			readonly sort: OrderSort;
			readonly from: number;
			readonly count: number;
			readonly hold?: { readonly id: string; readonly at: number };
		};
		readonly answer: OrderWindow;
	};
	/** What `findOrders` finds, all of it, as CSV. */
	readonly exportOrders: {
		readonly ask: {
			readonly filter: OrderFilter;
			readonly sort: OrderSort;
			readonly columns: readonly OrderColumnKey[];
		};
		readonly answer: { readonly name: string; readonly content: Blob; readonly rows: number };
	};
	/** The triggers of the book, the newest first, those that are active among them. */
	readonly triggers: { readonly ask: { readonly limit?: number }; readonly answer: readonly TriggerPast[] };
	/** The fills of the book or of one symbol, the newest first. */
	readonly fills: {
		readonly ask: { readonly symbol?: string; readonly limit?: number };
		readonly answer: readonly FillRow[];
	};
	/** The prices of a symbol over time. */
	readonly candles: { readonly ask: CandlesAsk; readonly answer: CandlesView };
	/** What is written about a symbol, in a book that follows Alpaca's market. */
	readonly news: { readonly ask: { readonly symbol: string }; readonly answer: NewsView };
	/** The equity of the book over a range, thinned for drawing. */
	readonly equityCurve: {
		readonly ask: { readonly range: EquityCurveView['range'] };
		readonly answer: EquityCurveView;
	};
	readonly history: { readonly ask: { readonly limit?: number }; readonly answer: readonly SnapshotRow[] };
	readonly journal: {
		readonly ask: { readonly before?: number; readonly limit?: number };
		readonly answer: readonly JournalLine[];
	};
	/** A slice of a search through the journal, backwards: it answers soon, and says how far it got. */
	readonly journalSearch: { readonly ask: JournalQuery; readonly answer: JournalFound };
	readonly journalEntry: { readonly ask: { readonly seq: number }; readonly answer: JournalEntryView };
	readonly verify: { readonly ask: Record<string, never>; readonly answer: VerifyOutcome };
	readonly rebuild: { readonly ask: Record<string, never>; readonly answer: RebuildOutcome };
	/** The journal of a book as JSON, or its trades, orders or moves of money as CSV. */
	readonly exportFile: {
		readonly ask: { readonly what: 'journal' | 'trades' | 'orders' | 'ledger'; readonly bookId?: string };
		readonly answer: { readonly name: string; readonly content: Blob };
	};
	readonly importJournal: {
		readonly ask: { readonly file: GivenFile };
		readonly answer: { readonly id: string; readonly entries: number; readonly text: string };
	};
	readonly cancelTask: { readonly ask: Record<string, never>; readonly answer: { readonly text: string } };
}

/** The name of a request. */
export type RequestName = keyof DeskRequests;

/** Why a request changed nothing, in a sentence; `messages` when there is more to say. */
export interface RequestFault {
	readonly message: string;
	readonly messages?: readonly string[];
	/** What is wrong, by the field it is wrong in. */
	readonly fields?: Readonly<Record<string, string>>;
}

/** The answer to a request. */
export type Answer<Name extends RequestName> = Result<DeskRequests[Name]['answer'], RequestFault>;

/** Why there is no desk to show, and what a person can do about it. */
export interface DeskTrouble {
	readonly kind: 'no_storage' | 'blocked' | 'full' | 'gone' | 'other_version' | 'other_build' | 'fault';
	readonly title: string;
	readonly message: string;
	readonly remedy: string;
	/** Whether the journal can still be exported. */
	readonly canExport: boolean;
	/** Whether a try again makes sense without a reload. */
	readonly canRetry: boolean;
	/** Where the engine broke, for a report; absent for what is no fault of the engine. */
	readonly stack?: string;
}

/** What a page is told, at most once a frame. */
export type DeskState =
	| { readonly type: 'starting'; readonly step: string; readonly task?: TaskView | null }
	| {
			readonly type: 'running';
			/** Whether this tab's worker runs the engine, or another tab's does. */
			readonly role: 'leader' | 'follower';
			readonly view: DeskView;
			/** What of a failure concerns the desk while it goes on being shown. */
			readonly trouble: DeskTrouble | null;
	  }
	| { readonly type: 'trouble'; readonly trouble: DeskTrouble };

/** The desk worker's front door. */
export interface DeskApi {
	/** Starts the worker's part: it leads, or follows the tab that does. `build` tells versions of the app apart; with `isHalted` a book that it opens is halted before any price is taken. */
	connect(build: string, onState: (state: DeskState) => void, isHalted: boolean): Promise<void>;
	ask<Name extends RequestName>(name: Name, ask: DeskRequests[Name]['ask']): Promise<Answer<Name>>;
	/** Tries again after a trouble. */
	retry(): Promise<void>;
}
