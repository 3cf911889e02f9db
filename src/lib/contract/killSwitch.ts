import type { BreakerName } from '../domain/breakers.ts';
import type { HaltFileHandle, HaltSource, KillLevel, Sweep } from '../domain/killSwitch.ts';
import type { TradingState } from '../domain/risk.ts';
import type { Instant } from '../domain/time.ts';

/** What is typed to let trading go on, and to close everything. */
export const resumeWord = 'resume';
export const flattenWord = 'flatten';

/** How far what a level takes back and closes has come. */
export interface SweepView {
	readonly level: Sweep['level'];
	readonly outcome: Sweep['outcome'];
	readonly round: number;
	/** What is left, each with its reason, in words; empty when nothing is. */
	readonly left: string;
	readonly leftCount: number;
}

/** A breaker that has tripped: since when by the book's clock, and what it found, in words. */
export interface TrippedBreaker {
	readonly name: BreakerName;
	readonly title: string;
	readonly at: Instant;
	readonly text: string;
}

/** Whether trading goes on, how far the kill switch has stopped it, by whom, since when by the book's clock, and why. */
export interface TradingView {
	/** The stricter one of what the kill switch and what breakers that have tripped let pass. */
	readonly state: TradingState;
	/** Whether the kill switch has stopped trading; a breaker alone is reset, not resumed. */
	readonly isStopped: boolean;
	/** The breakers that have tripped. */
	readonly breakers: readonly TrippedBreaker[];
	readonly level: KillLevel | null;
	readonly by: HaltSource | null;
	readonly since: Instant | null;
	readonly reason: string;
	readonly sweep: SweepView | null;
	/** Whether triggers stand still: after a fault of the engine nothing fires until a person lets trading go on. */
	readonly areGuardsStill: boolean;
	/** Whether what decisions ask for is sized, reviewed and kept, and not sent. */
	readonly isSignalOnly: boolean;
	/** When trading stops itself, by the book's clock; null when it does not, or is stopped already. */
	readonly stopsAt: Instant | null;
}

/** The halt file that was chosen and what it said last. */
export interface HaltFileView {
	readonly name: string;
	readonly says: 'halts' | 'allows' | 'unreadable';
	/** Wall clock. */
	readonly readAt: Instant;
}

/** Who stops trading from outside the engine. */
export type AskedBy = 'switch' | 'key' | 'flag' | 'console';

/** Requests of the kill switch. */
export interface KillRequests {
	/** Stops trading as far as a level says. */
	readonly halt: {
		readonly ask: { readonly level: KillLevel; readonly by: AskedBy; readonly reason: string };
		readonly answer: { readonly text: string };
	};
	/** Lets trading go on; `word` is `resume`. */
	readonly resume: {
		readonly ask: { readonly word: string; readonly by: AskedBy; readonly reason: string };
		readonly answer: { readonly text: string };
	};
	/** With it on, what decisions ask for is sized, reviewed and kept, and not sent. */
	readonly setSignalOnly: {
		readonly ask: { readonly isOn: boolean; readonly by: AskedBy };
		readonly answer: { readonly text: string };
	};
	/** Watches a file that halts; null watches none any more. */
	readonly watchHaltFile: {
		readonly ask: { readonly file: HaltFileHandle | null };
		readonly answer: { readonly text: string };
	};
}
