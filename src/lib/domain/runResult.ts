import type { OrderType } from './orderTerms.ts';
/**
 * The outcome of a run as a file: every number a canonical decimal string, every instant ISO UTC.
 * Lists are in order of happening; orders, refused and holds in order of the decisions.
 */
export interface RunResult {
	readonly format: 'blotter-expected';
	readonly version: 1;
	readonly endedAt: string;
	readonly orders: readonly RunOrder[];
	readonly fills: readonly RunFill[];
	readonly refused: readonly RunNote<'reason'>[];
	readonly holds: readonly RunNote<'outcome'>[];
	readonly expired: readonly RunNote<'reason'>[];
	readonly rejected: readonly RunNote<'reason'>[];
	readonly positions: readonly RunPosition[];
	readonly realised: { readonly gross: string; readonly fees: string; readonly net: string };
	readonly unrealised: string;
	readonly cash: string;
	readonly positionsValue: string;
	readonly equity: string;
	readonly snapshots: readonly RunSnapshot[];
}

/** Something said about a decision or its order: why it was refused, expired or rejected, or what a HOLD did. */
export type RunNote<Field extends string> = {
	readonly decisionId: string;
	readonly symbol: string;
	readonly at: string;
} & Readonly<Record<Field, string>>;

/** An order a decision made, with its state at the end of the run; `expiresAt` is its end, null when it has none. */
export interface RunOrder {
	readonly decisionId: string;
	readonly symbol: string;
	readonly side: 'buy' | 'sell';
	readonly type: OrderType;
	readonly qty: string;
	readonly refPrice: string | null;
	readonly limitPrice: string | null;
	readonly at: string;
	readonly expiresAt: string | null;
	readonly status: 'filled' | 'expired' | 'rejected' | 'canceled' | 'open';
}

/** One fill; `bar` is the timestamp of its bar in the file, `at` the completion of that bar. */
export interface RunFill {
	readonly decisionId: string;
	readonly cause: string;
	readonly symbol: string;
	readonly side: 'buy' | 'sell';
	readonly qty: string;
	readonly price: string;
	readonly fee: string;
	readonly bar: string;
	readonly at: string;
	readonly cashAfter: string;
}

/** A position open at the end of the run; `triggers` is null when a waiting SELL cancelled them. */
export interface RunPosition {
	readonly symbol: string;
	readonly qty: string;
	readonly averageEntry: string;
	readonly openedAt: string;
	readonly decisionId: string;
	readonly lastClose: string;
	readonly marketValue: string;
	readonly unrealised: string;
	readonly lots: readonly {
		readonly qty: string;
		readonly price: string;
		readonly openedAt: string;
		readonly decisionId: string;
	}[];
	readonly triggers: {
		readonly stopLoss: string | null;
		readonly takeProfit: string | null;
		readonly trailing: { readonly pct: string; readonly highWater: string; readonly level: string } | null;
	} | null;
}

/** The account at the close of a New York session (of crypto alone: at the end of a UTC date). */
export interface RunSnapshot {
	readonly date: string;
	readonly at: string;
	readonly cash: string;
	readonly positionsValue: string;
	readonly equity: string;
	readonly realisedGross: string;
	readonly fees: string;
}
