import type { OrderRow } from '../domain/deskRows.ts';
import { isOpenStatus, orderTable, type OrderSide, type OrderStatus } from '../domain/order.ts';
import type { OrderCause } from '../domain/orderCause.ts';
import { formatInstant } from '../domain/time.ts';
import { rowTermsText, rowTrailText } from './orderTexts.ts';
import { triggerNames } from './triggerNames.ts';

/** What an order must be like to be found; what is absent says nothing. Days are New York days, `2025-03-07`. */
export interface OrderFilter {
	readonly symbol?: string;
	readonly side?: OrderSide;
	/** One of these. */
	readonly statuses?: readonly OrderStatus[];
	readonly strategy?: string;
	/** The first and the last day on which it was made. */
	readonly from?: string;
	readonly to?: string;
	/** Words that stand in its id, its decision, its reason, its tag, its symbol or why it ended. */
	readonly text?: string;
}

/** An order as the history lists it: with the decision behind it, and without the arithmetic of its sizing and review. */
export interface OrderListRow extends Omit<OrderRow, 'sizing' | 'verdict' | 'reasons' | 'realised'> {
	/** The gross profit that an exit realised so far; null for what realises none, or where it is not on record. */
	readonly realised: string | null;
	/** What its decision says; null when that is not on record. */
	readonly strategy: string | null;
	readonly tag: string | null;
	/** What its decision says for it; of an exit that no decision asked for, what did. */
	readonly reason: string | null;
	/** Whether it was denied because the book of an account was in dry run. */
	readonly isDryRun: boolean;
	/** Why it was denied, rejected or expired, with the numbers; null when it was not. */
	readonly ending: string | null;
}

const reasonByExit: Readonly<Partial<Record<OrderCause, string>>> = {
	closed_by_hand: 'Closed by hand',
	flattened: 'Closed by the kill switch',
	ordered_by_hand: 'Ordered by hand',
	stop_leg: 'Stop of its order',
	target_leg: 'Target of its order',
	stop_loss: `${triggerNames.stop_loss} fired`,
	trailing_stop: `${triggerNames.trailing_stop} fired`,
	take_profit: `${triggerNames.take_profit} fired`,
	external: 'External, ordered elsewhere',
	adopted: 'From the account, as it held it',
	fee_in_kind: 'From the account, a fee',
	split: 'From the account, a split'
};

/** Why an order was made; `said` is what the decision it is named after says, which for most exits is that of the entry. */
export function orderReason({ cause }: Pick<OrderRow, 'cause'>, said: string | null): string | null {
	if (cause === 'sell_market') return said === null || said === '' ? 'SELL decision' : said;
	if (cause === 'buy_market') return said === null || said === '' ? 'BUY decision' : said;
	return reasonByExit[cause] ?? said;
}

/** A column of the history: its key, its heading, and the exact value that is sorted and copied. */
interface OrderColumn {
	readonly key: string;
	readonly label: string;
	readonly kind: 'word' | 'decimal' | 'instant';
	readonly value: (row: OrderListRow) => string | number | null;
}

/** Every column there is, in the order in which they stand. */
export const orderColumns = [
	{ key: 'made', label: 'Made', kind: 'instant', value: ({ madeAt }) => madeAt },
	{ key: 'symbol', label: 'Symbol', kind: 'word', value: ({ symbol }) => symbol },
	{ key: 'side', label: 'Side', kind: 'word', value: ({ side }) => side },
	{ key: 'quantity', label: 'Quantity', kind: 'decimal', value: ({ quantity }) => quantity },
	{ key: 'filled', label: 'Filled', kind: 'decimal', value: ({ filled }) => filled },
	{ key: 'terms', label: 'Priced', kind: 'word', value: rowTermsText },
	{ key: 'type', label: 'Type', kind: 'word', value: ({ type }) => type },
	{ key: 'limit', label: 'Limit', kind: 'decimal', value: ({ limitPrice }) => limitPrice },
	{ key: 'stop', label: 'Stop', kind: 'decimal', value: ({ stopPrice }) => stopPrice },
	{ key: 'trail', label: 'Trail', kind: 'word', value: rowTrailText },
	{ key: 'time', label: 'Time in force', kind: 'word', value: ({ timeInForce }) => timeInForce },
	{ key: 'group', label: 'Exit of', kind: 'word', value: ({ groupId }) => groupId },
	{ key: 'average', label: 'Average', kind: 'decimal', value: ({ averagePrice }) => averagePrice },
	{ key: 'realised', label: 'Realised P&L', kind: 'decimal', value: ({ realised }) => realised },
	{ key: 'status', label: 'State', kind: 'word', value: ({ status }) => status },
	{ key: 'ending', label: 'Why it ended', kind: 'word', value: ({ ending }) => ending },
	{ key: 'cause', label: 'Why it was made', kind: 'word', value: ({ cause }) => cause },
	{ key: 'strategy', label: 'Strategy', kind: 'word', value: ({ strategy }) => strategy },
	{ key: 'reason', label: 'Reason', kind: 'word', value: ({ reason }) => reason },
	{ key: 'tag', label: 'Tag', kind: 'word', value: ({ tag }) => tag },
	{ key: 'fees', label: 'Fees', kind: 'decimal', value: ({ fees }) => fees },
	{ key: 'ref', label: 'Sized at', kind: 'decimal', value: ({ refPrice }) => refPrice },
	{ key: 'arrives', label: 'Arrives', kind: 'instant', value: ({ arrivesAt }) => arrivesAt ?? null },
	{ key: 'ends', label: 'Good until', kind: 'instant', value: ({ endsAt }) => endsAt },
	{ key: 'changed', label: 'Last change', kind: 'instant', value: ({ updatedAt }) => updatedAt },
	{ key: 'decision', label: 'Decision', kind: 'word', value: ({ decisionId }) => decisionId },
	{ key: 'id', label: 'Order', kind: 'word', value: ({ id }) => id }
] as const satisfies readonly OrderColumn[];

/** The key of a column. */
export type OrderColumnKey = (typeof orderColumns)[number]['key'];

/** The column of a key. */
export function orderColumn(key: OrderColumnKey): OrderColumn {
	const found = orderColumns.find((column) => column.key === key);
	if (found === undefined) throw new Error(`there is no column ${key}`);
	return found;
}

/** What stands in a column when it is copied: exact decimals, instants in ISO UTC, nothing for what does not exist. */
export function orderValueText(row: OrderListRow, key: OrderColumnKey): string {
	const { kind, value } = orderColumn(key);
	const found = value(row);
	if (found === null) return '';
	return kind === 'instant' ? formatInstant(Number(found)) : String(found);
}

/** How the history is sorted; orders that are equal stand in the order of their making. */
export interface OrderSort {
	readonly key: OrderColumnKey;
	readonly descending: boolean;
}

/** The newest first. */
export const newestFirst: OrderSort = { key: 'made', descending: true };

/** Every status an order can have, in the order of its life. */
export const orderStatuses = Object.keys(orderTable) as readonly OrderStatus[];

/** The statuses in groups, as a person thinks of them. */
export const statusGroups = [
	{ key: 'open', label: 'Open', statuses: orderStatuses.filter(isOpenStatus) },
	{ key: 'filled', label: 'Filled', statuses: ['filled'] },
	{ key: 'canceled', label: 'Canceled', statuses: ['canceled'] },
	{ key: 'expired', label: 'Expired', statuses: ['expired'] },
	{ key: 'denied', label: 'Denied', statuses: ['denied'] },
	{ key: 'rejected', label: 'Rejected', statuses: ['rejected'] }
] as const satisfies readonly {
	readonly key: string;
	readonly label: string;
	readonly statuses: readonly OrderStatus[];
}[];

/** The name of a group of statuses. */
export type StatusGroup = (typeof statusGroups)[number]['key'];

/** Some of the orders that a filter finds, in their sort. */
export interface OrderWindow {
	readonly bookId: string;
	/** How many are found, and how many there are. */
	readonly total: number;
	readonly all: number;
	/** The place of the first of `rows` among all that are found. */
	readonly from: number;
	readonly rows: readonly OrderListRow[];
	/** Where the order that was held stands now; null when it was not asked for or is not found any more. */
	readonly heldAt: number | null;
	/** How many of each status the rest of the filter finds. */
	readonly countByStatus: Readonly<Partial<Record<OrderStatus, number>>>;
	/** What there is to choose from. */
	readonly symbols: readonly string[];
	readonly strategies: readonly string[];
	/** How many orders have been read so far, the newest first; null when all have been. */
	readonly read: number | null;
}
