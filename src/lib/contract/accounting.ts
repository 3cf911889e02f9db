import type { TradeRow } from '../domain/deskRows.ts';
import type { LedgerAccount } from '../domain/ledger.ts';
import type { Instant } from '../domain/time.ts';

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

/** What one move of money posts, which balances exactly: debits are what came to an account, credits what left it. */
export interface LedgerTransaction {
	/** The entry that moved it. */
	readonly seq: number;
	readonly at: Instant;
	/** Null for the opening of the book, and for an adjustment of cash that is of no symbol. */
	readonly symbol: string | null;
	/** Null for what is no fill. */
	readonly orderId: string | null;
	/** What an adjustment of cash is, with the broker's words; null for the opening and for a fill. */
	readonly words: string | null;
	readonly postings: readonly {
		readonly account: LedgerAccount;
		readonly debit: string;
		readonly credit: string;
	}[];
}

/** Requests about what was earned, and by whom. */
export interface AccountingRequests {
	/** Positions from their entry to flat, those that ended last first. */
	readonly trades: { readonly ask: { readonly limit?: number }; readonly answer: readonly TradeRow[] };
	/** What each strategy holds and has realised, by symbol; together they are the positions. */
	readonly strategies: { readonly ask: Record<string, never>; readonly answer: readonly StrategyView[] };
	/** Every move of money as double entries, the newest first, the opening of the book last. */
	readonly ledger: {
		readonly ask: { readonly limit?: number };
		readonly answer: readonly LedgerTransaction[];
	};
}
