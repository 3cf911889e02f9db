import type { Difference, Routing, Standing } from '../domain/brokerEvents.ts';
import type { PriceOrigin } from '../domain/quote.ts';
import type { Instant } from '../domain/time.ts';

/** What is typed to arm entries, and to take the account's word. */
export const armWord = 'paper';
export const acceptWord = 'accept';

/** How the book of a paper account stands to it, as a page shows it. */
export interface AccountView {
	readonly id: string;
	readonly routing: Routing;
	readonly standing: Standing;
	/** When book and account were compared last, and will be next, by the wall clock; null when they are not. */
	readonly comparedAt: Instant | null;
	readonly nextAt: Instant | null;
	/** What differed when they were compared last, and what was done. */
	readonly differences: readonly Difference[];
	/** Orders of which nobody could say what became of them. */
	readonly unknownOrders: readonly string[];
	/** Whether there are keys in memory: without them nothing is sent, and nothing guarded. */
	readonly hasKeys: boolean;
	/** Positions that have triggers which cannot act: the keys are locked, or, with keys, the clock here is too far ahead of the account's. */
	readonly unguarded: number;
	/** Why the account could not be read last; null when it could. */
	readonly problem: string | null;
}

/** Where the prices of a book of Alpaca's market come from. */
export interface PricesView {
	readonly streamed: number;
	readonly polled: number;
	/** How long it is from one call for prices to the next, in milliseconds; null while none are made. */
	readonly pollEvery: number | null;
	/** What is known of each symbol's price: where it came from; null before the first. */
	readonly origins: Readonly<Record<string, PriceOrigin | null>>;
	/** What does not go as it should, in a sentence; null when all does. */
	readonly problem: string | null;
}

/** A comparison as the journal has it. */
export interface ReconciliationRow {
	readonly seq: number;
	readonly at: Instant;
	readonly standing: Standing;
	readonly differences: readonly Difference[];
}

/** What an account says of itself beside its book: as Alpaca writes it, null where it could not be read. */
export interface AccountFacts {
	readonly configurations: Readonly<Record<string, string>> | null;
	/** Days on which Alpaca's calendar and the built-in one differ, in sentences; empty when none does. */
	readonly calendar: readonly string[] | null;
	/** Equity of the last month as Alpaca reckons it, oldest first. */
	readonly equity: readonly { readonly at: Instant; readonly equity: number }[] | null;
	/** Alpaca's own average entry beside ours. */
	readonly averages:
		readonly { readonly symbol: string; readonly ours: string | null; readonly theirs: string }[] | null;
}

/** What becomes of what guards a position when protection is to rest at Alpaca. */
export interface RestLine {
	readonly symbol: string;
	/** Whether an order rests there for it, or could; else this desk guards it alone. */
	readonly rests: boolean;
	/** What rests or why nothing can, and which levels are let go, in a sentence. */
	readonly text: string;
}

/** Requests about the book of a paper account. */
export interface AccountRequests {
	/** Shows the book of the account that is connected; the first time it is opened, in dry run. */
	readonly openAccountBook: {
		readonly ask: { readonly request: string };
		readonly answer: { readonly id: string };
	};
	/** Sets how far orders go; `paper` wants the word `paper` and a gate that is ready. */
	readonly setRouting: {
		readonly ask: {
			readonly request: string;
			readonly routing: Routing;
			readonly typed?: string;
			readonly reason?: string;
		};
		readonly answer: AccountView;
	};
	/** Compares book and account now. */
	readonly reconcile: { readonly ask: Record<string, never>; readonly answer: AccountView };
	/** Takes what the account says for what is left of the differences; wants the word `accept`. */
	readonly acceptAccount: {
		readonly ask: { readonly request: string; readonly typed: string; readonly reason: string };
		readonly answer: AccountView;
	};
	/** Comparisons that said something new, the newest first. */
	readonly reconciliations: {
		readonly ask: { readonly before?: number; readonly limit?: number };
		readonly answer: readonly ReconciliationRow[];
	};
	/** What resting protection would come to for each position now. Changes nothing. */
	readonly restPlan: { readonly ask: Record<string, never>; readonly answer: readonly RestLine[] };
	/** Sends a stop or a trailing stop to rest at Alpaca for each position that has one here; what guards it here goes on as long as the desk runs. */
	readonly restProtection: {
		readonly ask: { readonly request: string };
		readonly answer: { readonly lines: readonly RestLine[]; readonly text: string };
	};
	readonly accountFacts: { readonly ask: Record<string, never>; readonly answer: AccountFacts };
}
