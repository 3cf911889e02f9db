import { zeroMoney, type Money, type Quantity } from '../domain/decimal.ts';
import type { DecisionRow, OrderRow, PositionRow, TriggerRow } from '../domain/deskRows.ts';
import type { SymbolShares } from '../domain/strategyShares.ts';
import type { Trade } from '../domain/trade.ts';
import { createSnapshotWindow, type SnapshotWindow } from './snapshotWindow.ts';

/** An order whose row may still change, with the sums its texts are made from. */
export interface OpenOrder {
	readonly row: OrderRow;
	readonly filled: Quantity;
	readonly notional: Money;
	readonly realised: Money;
	readonly fees: Money;
}

/** A position that is open, with the sums its texts are made from. */
export interface OpenPosition {
	readonly row: PositionRow;
	readonly realised: Money;
	readonly fees: Money;
}

/** A position on its way to flat, and what its row will say of its beginning. */
export interface OpenTrade {
	readonly trade: Trade;
	readonly seq: number;
	readonly strategy: string;
}

/** Rows that later events still change; kept in a checkpoint, so that a start needs no look into the stores. */
export interface OpenRows {
	readonly orders: Map<string, OpenOrder>;
	readonly positionBySymbol: Map<string, OpenPosition>;
	readonly tradeBySymbol: Map<string, OpenTrade>;
	/** What each strategy holds and has realised, by symbol. */
	readonly sharesBySymbol: Map<string, SymbolShares>;
	readonly triggers: Map<string, TriggerRow>;
	/** The strategies of decisions whose orders may still fill or are held, by the decision's id; those by hand are left out. */
	readonly strategyByDecision: Map<string, string>;
	lastDecision: DecisionRow | null;
	/** The entries that let decisions wait, by the id of each that waits still. */
	readonly queuedSeqs: Map<string, number>;
	realisedGross: Money;
	/** Snapshots that may still be dropped. */
	readonly snapshots: SnapshotWindow;
}

/** No rows yet. */
export function createOpenRows(): OpenRows {
	return {
		orders: new Map(),
		positionBySymbol: new Map(),
		tradeBySymbol: new Map(),
		sharesBySymbol: new Map(),
		triggers: new Map(),
		strategyByDecision: new Map(),
		lastDecision: null,
		queuedSeqs: new Map(),
		realisedGross: zeroMoney,
		snapshots: createSnapshotWindow()
	};
}
