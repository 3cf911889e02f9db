import type { DecisionAction, DecisionSize, ProtectionLevels } from '../domain/decision.ts';
import type { Instant } from '../domain/time.ts';

/** A completed bar as a strategy sees it: float64 prices in account currency, `at` is its completion. Valid during the call only. */
export interface StrategyBar {
	readonly symbol: string;
	readonly at: Instant;
	readonly open: number;
	readonly high: number;
	readonly low: number;
	readonly close: number;
	readonly volume: number;
}

/** What a strategy would do about a symbol now. */
export interface StrategySignal {
	readonly action: DecisionAction;
	readonly size: DecisionSize | null;
	readonly levels: ProtectionLevels;
	readonly reason: string;
}

/** Turns completed bars into signals; keeps its own indicators per symbol. */
export interface Strategy {
	readonly name: string;
	/** Takes the next completed bar of a symbol; null is nothing to do. */
	onBar(bar: StrategyBar): StrategySignal | null;
}
