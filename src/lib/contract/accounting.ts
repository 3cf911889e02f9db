import type { TradeRow } from '../domain/deskRows.ts';

/** What a strategy holds of a symbol, and what it has realised there; an empty name is by hand. Numbers are canonical texts. */
export interface StrategyView {
	readonly strategy: string;
	readonly symbol: string;
	readonly quantity: string;
	/** Null when it holds nothing. */
	readonly averageEntry: string | null;
	/** Gross, as is what is unrealised; null without a price. */
	readonly realised: string;
	readonly unrealised: string | null;
	readonly fees: string;
}

/** Requests about what was earned, and by whom. */
export interface AccountingRequests {
	/** Positions from their entry to flat, those that ended last first. */
	readonly trades: { readonly ask: { readonly limit?: number }; readonly answer: readonly TradeRow[] };
	/** What each strategy holds and has realised, by symbol; together they are the positions. */
	readonly strategies: { readonly ask: Record<string, never>; readonly answer: readonly StrategyView[] };
}
