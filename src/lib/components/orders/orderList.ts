import type { OrderColumnKey, OrderListRow } from '#lib/contract/orderHistory.ts';

/** How wide a column of the history is at least, its share of what is left, and how it is aligned. */
interface ColumnShape {
	readonly width: number;
	readonly grow: number;
	readonly align: 'start' | 'end';
}

/** The shape of each column. */
export const columnShapes: Readonly<Record<OrderColumnKey, ColumnShape>> = {
	made: { width: 148, grow: 0, align: 'start' },
	symbol: { width: 84, grow: 0, align: 'start' },
	side: { width: 44, grow: 0, align: 'start' },
	quantity: { width: 92, grow: 0, align: 'end' },
	filled: { width: 84, grow: 0, align: 'end' },
	// A stop and a limit of four digits.
	terms: { width: 190, grow: 3, align: 'start' },
	type: { width: 96, grow: 0, align: 'start' },
	limit: { width: 72, grow: 0, align: 'end' },
	stop: { width: 72, grow: 0, align: 'end' },
	trail: { width: 140, grow: 1, align: 'start' },
	time: { width: 96, grow: 0, align: 'start' },
	group: { width: 132, grow: 0, align: 'start' },
	average: { width: 80, grow: 0, align: 'end' },
	realised: { width: 96, grow: 0, align: 'end' },
	status: { width: 150, grow: 2, align: 'start' },
	ending: { width: 200, grow: 2, align: 'start' },
	cause: { width: 132, grow: 0, align: 'start' },
	strategy: { width: 64, grow: 1, align: 'start' },
	reason: { width: 114, grow: 2, align: 'start' },
	tag: { width: 92, grow: 0, align: 'start' },
	fees: { width: 84, grow: 0, align: 'end' },
	ref: { width: 96, grow: 0, align: 'end' },
	arrives: { width: 158, grow: 0, align: 'start' },
	ends: { width: 158, grow: 0, align: 'start' },
	changed: { width: 158, grow: 0, align: 'start' },
	decision: { width: 190, grow: 1, align: 'start' },
	id: { width: 200, grow: 1, align: 'start' }
};

/** Where the rows of the history lead, and what can be done with them. */
export interface OrderActs {
	readonly storyHref: (orderId: string) => string;
	readonly symbolHref: (symbol: string) => string;
	readonly isDisabled: boolean;
	readonly oncancel: (row: OrderListRow) => void;
	/** Gives it other terms. */
	readonly onedit: (row: OrderListRow) => void;
}
