import type { DecisionRow, OrderRow } from '../domain/deskRows.ts';
import type { OrderSide } from '../domain/order.ts';
import type { OrderType, TimeInForce } from '../domain/orderTerms.ts';

/** The fields of a decision as a person types them: numbers are texts, an empty text is not given. */
export interface TicketFields {
	readonly symbol: string;
	readonly action: 'BUY' | 'SELL' | 'HOLD';
	readonly sizePct?: string;
	readonly quantity?: string;
	readonly entryPrice?: string;
	readonly stopLoss?: string;
	readonly takeProfit?: string;
	readonly trailingStopPct?: string;
	readonly confidence?: string;
	readonly strategy?: string;
	readonly reason?: string;
	readonly tag?: string;
}

/** The fields of an order as a person types them: numbers are texts, an empty text is not given. */
export interface OrderFields {
	readonly symbol: string;
	readonly side: OrderSide;
	/** By the prices that are given when it is absent. */
	readonly type?: OrderType;
	readonly quantity?: string;
	readonly notional?: string;
	readonly limitPrice?: string;
	readonly stopPrice?: string;
	/** A fraction of the best price, or an amount below it. */
	readonly trailPct?: string;
	readonly trailAmount?: string;
	readonly activationPrice?: string;
	readonly timeInForce?: TimeInForce;
	/** When a `gtd` order ends: an instant, as `2026-03-02T20:00:00Z`. */
	readonly expiresAt?: string;
	readonly extendedHours?: boolean;
	readonly reduceOnly?: boolean;
	/** Exit orders: of a buy they follow its fills, of a sell at a limit the stop is its other half. */
	readonly takeProfit?: string;
	readonly stopLoss?: string;
	readonly stopLossLimit?: string;
	readonly stopLossTrailPct?: string;
	readonly strategy?: string;
	readonly reason?: string;
	readonly tag?: string;
}

/** What came of an order: its row and those of the exits it brought, and a sentence. */
export interface OrderOutcome {
	readonly order: OrderRow | null;
	readonly exits: readonly OrderRow[];
	readonly text: string;
}

/** Settings as typed, by the name of each: `8 %`, `0.08`, `off`. */
export type TypedSettings = Readonly<Record<string, string>>;

/** What came of a decision: the rows it led to, and a sentence. */
export interface DecisionOutcome {
	readonly decision: DecisionRow;
	readonly order: OrderRow | null;
	readonly text: string;
}

/** What came of given files, in sentences; `faults` are the rows that were left out. */
export interface TakenFiles {
	readonly summary: string;
	readonly faults: readonly string[];
}

/** Whether a journal is whole: `broken` names the first entry that does not fit. */
export interface VerifyOutcome {
	readonly intact: boolean;
	readonly entries: number;
	readonly head: string;
	readonly broken: { readonly seq: number; readonly why: string } | null;
}

/** What a rebuild of the stores from the journal found, and corrected. */
export interface RebuildOutcome {
	readonly rows: number;
	readonly differences: readonly string[];
	readonly corrected: number;
}
