import type { Quantity } from './decimal.ts';
import type { ClientOrderId } from './ids.ts';
import type { TradingState } from './risk.ts';
import type { Instant } from './time.ts';

/** How far trading is stopped; each level does all that those before it do. */
export const killLevels = ['pause', 'reduce_only', 'cancel_entries', 'flatten'] as const;
export type KillLevel = (typeof killLevels)[number];

/** Who or what stopped trading, or let it go on. */
export const haltSources = [
	'switch',
	'key',
	'flag',
	'file',
	'console',
	'engine',
	'storage',
	'check',
	'breaker',
	'timer'
] as const;
export type HaltSource = (typeof haltSources)[number];

const stateByLevel = {
	pause: 'reducing',
	reduce_only: 'halted',
	cancel_entries: 'halted',
	flatten: 'halted'
} as const satisfies Record<KillLevel, TradingState>;

/** The trading state of a level; without one everything passes that the review approves. */
export function stateOfLevel(level: KillLevel | null): TradingState {
	return level === null ? 'active' : stateByLevel[level];
}

/** Whether a level stops more than another; nothing stops less than none. */
export function stopsMore(level: KillLevel | null, than: KillLevel | null): boolean {
	return rankOf(level) > rankOf(than);
}

function rankOf(level: KillLevel | null): number {
	return level === null ? -1 : killLevels.indexOf(level);
}

/**
 * What a level has the desk take back or close, until it is done: the sweep. It is tried again while something is left, as often as its
 * limit allows; `number` tells the sweeps of a book apart, from 1.
 */
export interface Sweep {
	readonly level: 'cancel_entries' | 'flatten';
	readonly number: number;
	readonly begunAt: Instant;
	/** How often something was asked for. */
	readonly round: number;
	readonly triedAt: Instant;
	readonly outcome: SweepOutcome | 'going';
}

/** How a sweep ended: nothing is left, or it is not tried any more. */
export type SweepOutcome = 'clear' | 'gave_up';

/** Why an order or a position is still there. */
export type LeftBecause =
	| 'not_asked'
	| 'cancel_pending'
	| 'cancel_refused'
	| 'close_pending'
	| 'close_failed'
	| 'market_closed'
	| 'dry_run';

/** What a sweep has left, with the reasons. */
export interface SweepRest {
	readonly orders: readonly { readonly orderId: ClientOrderId; readonly because: LeftBecause }[];
	readonly positions: readonly {
		readonly symbol: string;
		readonly quantity: Quantity;
		readonly because: LeftBecause;
	}[];
}

/** A file that a person has chosen to halt trading with: `1` halts, `0` allows, and what cannot be read halts. */
export interface HaltFileHandle {
	readonly name: string;
	getFile(): Promise<{ text(): Promise<string> }>;
}
