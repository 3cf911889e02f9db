import type { Price, Quantity, Ratio } from './decimal.ts';
import type { DecisionId } from './ids.ts';
import type { Instant } from './time.ts';

/** What a decision asks for: open (or add), close, or keep and adjust. */
export type DecisionAction = 'BUY' | 'SELL' | 'HOLD';

/** How much a BUY asks for: a fraction of equity, or a quantity. */
export type DecisionSize =
	| { readonly by: 'fraction'; readonly fraction: Ratio }
	| { readonly by: 'quantity'; readonly quantity: Quantity };

/** Levels that guard a position; `null` is not given. `trailing` is a fraction of the high-water mark. */
export interface ProtectionLevels {
	readonly stopLoss: Price | null;
	readonly takeProfit: Price | null;
	readonly trailing: Ratio | null;
}

/** One trading decision, validated; the levels of a BUY become triggers when it fills. */
export interface Decision {
	readonly id: DecisionId;
	readonly at: Instant;
	readonly symbol: string;
	readonly action: DecisionAction;
	readonly confidence: number | null;
	readonly size: DecisionSize | null;
	readonly entryPrice: Price | null;
	readonly levels: ProtectionLevels;
	readonly strategy: string;
	readonly reason: string;
	readonly tag: string;
	readonly expiresAt: Instant | null;
}

/** Whether at least one level is given. */
export function isGuarding(levels: ProtectionLevels): boolean {
	return levels.stopLoss !== null || levels.takeProfit !== null || levels.trailing !== null;
}
