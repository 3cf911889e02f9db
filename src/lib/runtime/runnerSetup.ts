import type { RowChange } from '../domain/deskRows.ts';
import type { BookId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { InlineVenue, OrderMarks } from '../domain/venue.ts';
import type { Result } from '../domain/result.ts';
import type { EngineState } from '../engine/state.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Broker } from '../ports/broker.ts';
import type { Journal, StoreFault } from '../ports/journal.ts';
import type { PriceSource, SourceMemory } from '../ports/priceSource.ts';
import type { BarRecorder } from './barRecorder.ts';
import type { MarketRun } from './marketRun.ts';
import type { OpenRows } from './openRows.ts';

/** Where orders go: a venue that answers inside the turn, or a broker that answers later. */
export type Venue =
	| { readonly type: 'inline'; readonly open: (state: EngineState, marks: OrderMarks) => InlineVenue }
	| { readonly type: 'broker'; readonly broker: Broker };

/** What a book runs with. Time is handed in; nothing here knows a browser. */
export interface RunnerSetup {
	readonly id: BookId;
	readonly origin: BookId;
	readonly epoch: number;
	readonly journal: Journal;
	readonly venue: Venue;
	/** The source of the book's prices, from its start or from where it was. */
	readonly openSource: (memory: SourceMemory | null) => PriceSource;
	/** Bars of the quotes so far; from where the market stood when absent. */
	readonly bars?: BarRecorder;
	/** Where the book's clock stands when nothing says otherwise. */
	readonly startsAt: Instant;
	/** Whether that clock stands still until a person starts it; it runs when absent. */
	readonly startsPaused?: boolean;
	/** Wall clock in milliseconds. */
	readonly wall: () => Instant;
	/** Lets others speak: resolves when what waits outside has been heard. */
	readonly breathe: () => Promise<void>;
	/** Whether outward effects may go out: this is still the leader and its last heartbeat is fresh. */
	readonly mayAct: () => boolean;
	/**
	 * Told after each pass of the queue with what it wrote, whether a command was answered, and which rows changed; all of
	 * the state is in the journal then.
	 */
	readonly onSettled: (
		entries: readonly JournalEntry[],
		hasAnswered: boolean,
		rows: readonly RowChange[]
	) => void;
	/** Told once when the runner stops by itself: nothing is decided any more. */
	readonly onStopped: (why: StopReason) => void;
	/** Told before a named point is passed; a test kills there. */
	readonly atPoint?: (point: KillPoint) => void;
	/** A checkpoint is kept after this many entries. */
	readonly checkpointEvery?: number;
}

/** Points between which a kill makes a difference. */
export type KillPoint =
	| 'before commit'
	| 'after commit before effect'
	| 'after effect before report'
	| 'before checkpoint'
	| 'before sealing';

/** Why a runner stopped. */
export type StopReason =
	| { readonly type: 'store'; readonly fault: StoreFault }
	| { readonly type: 'engine'; readonly message: string; /** Where it broke. */ readonly stack: string }
	| { readonly type: 'stood_down' }
	| { readonly type: 'closed' };

/** A book in memory, as it stands in the journal when asked between passes of the queue. */
export interface LiveBook {
	readonly state: EngineState;
	/** Rows of orders, positions and triggers that may still change. */
	readonly open: OpenRows;
	readonly market: MarketRun;
	readonly source: PriceSource;
	readonly seq: number;
	readonly head: string;
	readonly clockAt: Instant;
	readonly speed: number;
	readonly isPaused: boolean;
}

/** What a command came to: the entries it caused, or why it was not carried out. */
export type CommandResult = Result<readonly JournalEntry[], StopReason>;
