import type { BookEvent } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import type { JournalLine } from './deskView.ts';

/** What entries can be asked for by; `acts` is all but the samples of equity and of highs, which go on all the time. */
export const journalKinds = [
	'acts',
	'fills',
	'refusals',
	'alarms',
	'decisions',
	'orders',
	'triggers',
	'settings',
	'account'
] as const;

export type JournalKind = (typeof journalKinds)[number];

/** What to look for: an entry must match all that is given. `day` is a New York date, the others of the book's clock. */
export type JournalQuery = {
	/** Words that stand in the sentence or in the entry's number, in any order; case does not count. */
	readonly text?: string;
	readonly symbol?: string;
	readonly kind?: JournalKind;
	readonly day?: string;
	/** Only entries before this one; absent, from the newest on. */
	readonly before?: number;
	/** Only entries after this one. */
	readonly after?: number;
	/** How many lines at most. */
	readonly limit?: number;
};

/** What a slice of a search found, the newest first, and the entry it got to. */
export interface JournalFound {
	readonly lines: readonly JournalLine[];
	/** The last entry that was looked at; the next slice asks for what is before it. Null when there was none. */
	readonly reached: { readonly seq: number; readonly at: Instant } | null;
	/** Nothing further back can match. */
	readonly isDone: boolean;
	/** The newest entry that was looked at; 0 without one. What is written since comes after it. */
	readonly newest: number;
}

/** An entry as it was written. */
export interface JournalEntryView {
	readonly line: JournalLine;
	/** Canonical JSON: what its hash covers, after the hash before. */
	readonly body: string;
	readonly hash: string;
	readonly hashBefore: string;
}

/** Of which kind an entry is by its type; a fill is one of its order too, a refusal one of what was refused. */
type OneKind = Exclude<JournalKind, 'acts'>;

const kindByType: Readonly<Record<BookEvent['type'], OneKind>> = {
	BookOpened: 'account',
	DecisionQueued: 'decisions',
	DecisionCanceled: 'decisions',
	ConfirmationAsked: 'decisions',
	DecisionConfirmed: 'decisions',
	DecisionDismissed: 'decisions',
	DecisionTaken: 'decisions',
	DecisionRefused: 'decisions',
	DecisionHeld: 'decisions',
	OrderInitialized: 'orders',
	OrderDenied: 'orders',
	OrderSubmitted: 'orders',
	OrderAccepted: 'orders',
	OrderRejected: 'orders',
	OrderRequested: 'orders',
	OrderElected: 'orders',
	ReplaceRequested: 'orders',
	OrderReplaced: 'orders',
	RequestRefused: 'orders',
	CancelRequested: 'orders',
	OrderCanceled: 'orders',
	OrderExpired: 'orders',
	OrderFilled: 'orders',
	CloseRequested: 'orders',
	CommandRefused: 'orders',
	TriggerArmed: 'triggers',
	LevelMoved: 'triggers',
	TrailMoved: 'triggers',
	HighWaterRaised: 'triggers',
	TriggerFired: 'triggers',
	TriggerCanceled: 'triggers',
	ProtectionCanceled: 'triggers',
	SnapshotTaken: 'account',
	DayBegan: 'account',
	MarketUnwatched: 'account',
	BreakerTripped: 'settings',
	BreakerReset: 'settings',
	TradingStateChanged: 'settings',
	SweepTried: 'settings',
	SweepEnded: 'settings',
	SignalOnlySet: 'settings',
	SymbolHaltSet: 'settings',
	LockSet: 'settings',
	LockLifted: 'settings',
	SettingsChanged: 'settings',
	InstrumentsAdded: 'account',
	RoutingChanged: 'settings',
	BrokerCalled: 'orders',
	BrokerIdGiven: 'orders',
	OutcomeUnknown: 'orders',
	OrderAdopted: 'orders',
	CashAdjusted: 'account',
	ActivitiesPassed: 'account',
	Reconciled: 'account'
};

const kindByTone: Readonly<Record<JournalLine['tone'], OneKind | null>> = {
	fill: 'fills',
	refusal: 'refusals',
	alarm: 'alarms',
	plain: null
};

const samples: ReadonlySet<BookEvent['type']> = new Set<BookEvent['type']>([
	'SnapshotTaken',
	'HighWaterRaised'
]);

/** Whether a line is of a kind. */
export function isOfKind({ type, tone }: Pick<JournalLine, 'type' | 'tone'>, kind: JournalKind): boolean {
	if (kind === 'acts') return !samples.has(type);
	return kindByType[type] === kind || kindByTone[tone] === kind;
}
