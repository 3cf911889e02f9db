import type { BreakerEvent } from './breakers.ts';
import type { HaltSource, KillLevel, Sweep, SweepOutcome, SweepRest } from './killSwitch.ts';
import type { Lock } from './locks.ts';
import type { TradingState } from './risk.ts';
import type { Instant } from './time.ts';

/** What stops trading and lets it go on: the kill switch, breakers, halts of symbols and locks. It is about no order, position or decision. */
export type StoppingEvent =
	| BreakerEvent
	| {
			readonly type: 'TradingStateChanged';
			readonly at: Instant;
			readonly state: TradingState;
			/** The level of the kill switch; null lets everything go on. */
			readonly level: KillLevel | null;
			/** Null where that was not written down. */
			readonly by: HaltSource | null;
			readonly reason: string;
	  }
	| {
			/** The desk asks once more for what a level of the kill switch takes back or closes. */
			readonly type: 'SweepTried';
			readonly at: Instant;
			readonly round: number;
			/** The open orders and positions that were there before. */
			readonly orders: number;
			readonly positions: number;
	  }
	| {
			/** What a level takes back or closes is gone, or what is left is not asked for any more. */
			readonly type: 'SweepEnded';
			readonly at: Instant;
			readonly level: Sweep['level'];
			readonly outcome: SweepOutcome;
			readonly rest: SweepRest;
	  }
	| {
			/** Trading in a symbol stops, or goes on, as its source of prices or its venue says. */
			readonly type: 'SymbolHaltSet';
			readonly at: Instant;
			readonly symbol: string;
			readonly isHalted: boolean;
	  }
	| {
			readonly type: 'SignalOnlySet';
			readonly at: Instant;
			readonly isOn: boolean;
			readonly by: HaltSource;
	  }
	/** A rule or a person locks; the lock takes the place of the one that its cause had of the symbol. */
	| { readonly type: 'LockSet'; readonly at: Instant; readonly lock: Lock }
	/** A person lifts a lock before it ends; one that ends by itself makes no event. */
	| { readonly type: 'LockLifted'; readonly at: Instant; readonly lock: Lock; readonly reason: string };

const types: ReadonlySet<string> = new Set<StoppingEvent['type']>([
	...(['TradingStateChanged', 'SweepTried', 'SweepEnded', 'SignalOnlySet'] as const),
	...(['SymbolHaltSet', 'LockSet', 'LockLifted'] as const),
	...(['BreakerTripped', 'BreakerReset'] as const)
]);

/** Whether an event is one of what stops trading. */
export function isStopping(event: { readonly type: string }): event is StoppingEvent {
	return types.has(event.type);
}
