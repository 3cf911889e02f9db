/**
 * What stands beside the journal so that it can be looked up: one row an order, fill, adjustment of cash, position, trade,
 * trigger, snapshot, decision and change of settings, and the equity curve in pieces. Numbers are canonical decimal texts, those of
 * the curve float64. Each row can be made again from the journal.
 */
import type { AdjustmentKind } from './brokerEvents.ts';
import type { DecisionAction } from './decision.ts';
import type { OrderSide, OrderStatus } from './order.ts';
import type { OrderCause } from './orderCause.ts';
import type { OrderType, TimeInForce } from './orderTerms.ts';
import type { SettingChange } from './settings.ts';
import type { Instant } from './time.ts';
import type { TriggerKind } from './trigger.ts';
import type { SizingLine, VerdictLine } from './verdictLines.ts';

/** An order from its making to its end. `seq` is the entry that made it, `reasons` say why it was denied, rejected or expired. */
export interface OrderRow {
	readonly id: string;
	readonly seq: number;
	readonly decisionId: string;
	readonly symbol: string;
	readonly side: OrderSide;
	readonly type: OrderType;
	readonly purpose: 'entry' | 'exit';
	readonly cause: OrderCause;
	readonly status: OrderStatus;
	readonly quantity: string;
	readonly limitPrice: string | null;
	readonly stopPrice: string | null;
	readonly trail: TrailLine | null;
	readonly timeInForce: TimeInForce;
	/** The exits it belongs to, one of which ends the others. */
	readonly groupId: string | null;
	readonly refPrice: string | null;
	readonly filled: string;
	readonly averagePrice: string | null;
	/** The gross profit that its fills realised. */
	readonly realised: string;
	readonly fees: string;
	readonly madeAt: Instant;
	readonly updatedAt: Instant;
	readonly endsAt: Instant | null;
	readonly reasons: readonly string[];
	/** When what was last sent about it comes to its venue; absent when nothing is under way. */
	readonly arrivesAt?: Instant;
	readonly sizing: SizingLine | null;
	readonly verdict: readonly VerdictLine[];
}

/** How far a trailing stop follows, and from which price on; canonical decimals. */
export interface TrailLine {
	readonly by: 'fraction' | 'amount';
	readonly value: string;
	readonly activation: string | null;
}

/** A fill; `realised` is the gross profit it realised, `cashAfter` the cash it left. */
export interface FillRow {
	readonly seq: number;
	readonly orderId: string;
	readonly decisionId: string;
	readonly symbol: string;
	readonly side: OrderSide;
	readonly cause: OrderCause;
	readonly quantity: string;
	readonly price: string;
	readonly fee: string;
	/** How much of what was bought the fee was taken from; absent where it was paid in money. */
	readonly feeQuantity?: string;
	readonly realised: string;
	readonly cashAfter: string;
	readonly at: Instant;
}

/** Cash of an account that moved and was no fill: `amount` is signed, `words` are the broker's, `cashAfter` is the cash it left. */
export interface AdjustmentRow {
	readonly seq: number;
	readonly at: Instant;
	/** The id of the activity at the broker, or one made of what it stands for. */
	readonly activityId: string;
	readonly kind: AdjustmentKind;
	readonly amount: string;
	readonly symbol: string | null;
	readonly words: string;
	readonly cashAfter: string;
}

/** A position from its opening to its close, named by the order that opened it. Levels are those given last. */
export interface PositionRow {
	readonly id: string;
	readonly seq: number;
	readonly symbol: string;
	readonly decisionId: string;
	readonly status: 'open' | 'closed';
	readonly quantity: string;
	readonly averageEntry: string | null;
	readonly basis: string;
	readonly realisedGross: string;
	readonly fees: string;
	readonly stopLoss: string | null;
	readonly takeProfit: string | null;
	readonly trailing: string | null;
	readonly openedAt: Instant;
	readonly updatedAt: Instant;
	readonly closedAt: Instant | null;
}

/**
 * A position from its entry to flat, made by the fill that ended it. Averages are over all fills of their side, `quantity` is the
 * most that was held, `net` is after fees and `return` its part of what was entered. `worst` and `best` are the unrealised
 * gross profit at its lowest and highest, null where prices were not written down.
 */
export interface TradeRow {
	readonly seq: number;
	readonly openedSeq: number;
	/** The order that opened it. */
	readonly positionId: string;
	readonly decisionId: string;
	/** That of the decision that opened it; empty for one by hand. */
	readonly strategy: string;
	readonly symbol: string;
	readonly side: 'long' | 'short';
	readonly cause: OrderCause;
	readonly quantity: string;
	readonly averageEntry: string;
	readonly averageExit: string;
	readonly gross: string;
	readonly entryFees: string;
	readonly exitFees: string;
	readonly net: string;
	readonly return: string;
	readonly worst: string | null;
	readonly best: string | null;
	readonly openedAt: Instant;
	readonly closedAt: Instant;
}

/** A trigger: a level, or a fraction below a high-water mark. `firedLevel` is the level at which it fired. */
export interface TriggerRow {
	readonly id: string;
	readonly seq: number;
	readonly symbol: string;
	readonly kind: TriggerKind;
	readonly status: 'active' | 'triggered' | 'canceled';
	readonly level: string | null;
	readonly fraction: string | null;
	/** The best price for what it guards since it was armed: of a short the lowest. */
	readonly highWater: string | null;
	/** Which way what it guards stands; absent in rows of before there were shorts. */
	readonly guards?: 'long' | 'short';
	readonly firedLevel: string | null;
	readonly armedAt: Instant;
	readonly updatedAt: Instant;
}

/** The account at an instant with the positions it held. */
export interface SnapshotRow {
	readonly seq: number;
	readonly at: Instant;
	readonly endsDay: boolean;
	readonly cash: string;
	readonly positionsValue: string;
	readonly equity: string;
	readonly unrealised: string;
	readonly realisedGross: string;
	readonly fees: string;
	readonly positions: readonly {
		readonly symbol: string;
		readonly quantity: string;
		readonly price: string;
	}[];
}

/**
 * A piece of the equity curve, an hour or some older sessions: `at` is its first point, `seq` the entry it begins with. A
 * point is three numbers in `points`, one after another: its instant, the equity, and the highest equity by then.
 */
export interface EquityRow {
	readonly seq: number;
	readonly at: Instant;
	readonly points: Float64Array;
}

/** A decision and what came of it; `refusal` is why it was refused, `reason` what it says for itself. */
export interface DecisionRow {
	readonly id: string;
	readonly seq: number;
	/** The entry that let it wait, for its time or for a person; null for one that did not wait. */
	readonly queuedSeq: number | null;
	readonly at: Instant;
	readonly takenAt: Instant | null;
	readonly symbol: string;
	readonly action: DecisionAction;
	readonly outcome:
		'waiting' | 'canceled' | 'unconfirmed' | 'dismissed' | 'taken' | 'refused' | 'levels_updated' | 'logged';
	readonly refusal: string | null;
	readonly size: string | null;
	readonly sizeBy: 'fraction' | 'quantity' | 'notional' | null;
	readonly entryPrice: string | null;
	readonly stopLoss: string | null;
	readonly takeProfit: string | null;
	readonly trailing: string | null;
	readonly confidence: number | null;
	readonly strategy: string;
	readonly reason: string;
	readonly tag: string;
	readonly expiresAt: Instant | null;
}

/** A change of settings: what each was before and is since, and what led to it. */
export interface SettingsRow {
	readonly seq: number;
	readonly at: Instant;
	readonly reason: string;
	readonly changes: readonly SettingChange[];
}

/** The rows of each store by its name. */
export interface DeskRows {
	readonly orders: OrderRow;
	readonly fills: FillRow;
	readonly adjustments: AdjustmentRow;
	readonly positions: PositionRow;
	readonly trades: TradeRow;
	readonly triggers: TriggerRow;
	readonly snapshots: SnapshotRow;
	readonly equity: EquityRow;
	readonly decisions: DecisionRow;
	readonly settings: SettingsRow;
}

/** The name of a store. */
export type StoreName = keyof DeskRows;

/** Every store beside the journal. */
export const storeNames = [
	'orders',
	'fills',
	'adjustments',
	'positions',
	'trades',
	'triggers',
	'snapshots',
	'equity',
	'decisions',
	'settings'
] as const satisfies readonly StoreName[];

/** A row as it stands after an event: it takes the place of the one with its key. */
export type RowChange = {
	readonly [Store in StoreName]: { readonly store: Store; readonly row: DeskRows[Store] };
}[StoreName];

/** Rows that go: those that the entries from `from` to `to` made, but not those of `kept`, which ascend. */
export interface RowsDropped {
	readonly store: 'snapshots' | 'equity';
	readonly from: number;
	readonly to: number;
	readonly kept: readonly number[];
}

/** What an entry does to the stores. */
export type StoreChange = RowChange | RowsDropped;

/** A row's store and key in one text. */
export function nameOfRow(change: RowChange): string {
	return `${change.store} ${String(keyOfRow(change))}`;
}

/** The key of a row in its store: the id, or for what has none the entry that made it. */
export function keyOfRow({ row }: RowChange): string | number {
	return 'id' in row ? row.id : row.seq;
}
