import { decimalText } from '#lib/app/format/decimalText.ts';
import { orderStatusText } from '#lib/app/format/storyTexts.ts';
import { countOf, percentText } from '#lib/app/format/estimateText.ts';
import type { DecisionRow, OrderRow } from '#lib/domain/deskRows.ts';
import { isOpenStatus, type OrderStatus } from '#lib/domain/order.ts';

/** How far an order has come on the way from made over sent and working to filled, and how it ended if not there. */
export interface OrderWay {
	/** Steps that were reached, 1 to 4. */
	readonly reached: number;
	readonly isEnded: boolean;
	/** It ended without being filled whole. */
	readonly isCut: boolean;
	/** Something was asked of it that the venue has not answered. */
	readonly isPending: boolean;
}

const plain = { isEnded: false, isCut: false, isPending: false } as const;

/** The way of an order; one that was denied was never sent, one that was filled in part has worked. */
export function orderWay(status: OrderStatus, isPartFilled: boolean): OrderWay {
	switch (status) {
		case 'initialized':
			return { ...plain, reached: 1 };
		case 'denied':
			return { ...plain, reached: 1, isEnded: true, isCut: true };
		case 'submitted':
			return { ...plain, reached: 2 };
		case 'accepted':
		case 'partially_filled':
			return { ...plain, reached: 3 };
		case 'pending_cancel':
		case 'pending_replace':
			return { ...plain, reached: 3, isPending: true };
		case 'filled':
			return { ...plain, reached: 4, isEnded: true };
		case 'rejected':
			return { ...plain, reached: isPartFilled ? 3 : 2, isEnded: true, isCut: true };
		case 'canceled':
		case 'expired':
			return { ...plain, reached: 3, isEnded: true, isCut: true };
	}
}

const steps = ['made', 'sent', 'working', 'filled'] as const;

/** The way in words: `made, sent, working; canceled`, or `; change requested`. */
export function wayText(status: OrderStatus, isPartFilled: boolean): string {
	const { reached, isCut, isPending } = orderWay(status, isPartFilled);
	const passed = steps.slice(0, reached).join(', ');
	return isCut || isPending ? `${passed}; ${orderStatusText(status).toLowerCase()}` : passed;
}

const verbByAction = { BUY: 'Buy', SELL: 'Sell', HOLD: 'Hold' } as const;

/** What a waiting decision asks for. */
export function waitingText({ action, symbol, size, sizeBy }: DecisionRow): string {
	if (size === null || sizeBy === null) return `${verbByAction[action]} ${symbol}`;
	if (sizeBy === 'quantity') return `${verbByAction[action]} ${decimalText(size)} ${symbol}`;
	return `${verbByAction[action]} ${symbol} for ${percentText(Number(size))} of equity`;
}

/** What orders are for. */
export type Purpose = OrderRow['purpose'];

/** Whether an order can be taken back: it is open, and that was not asked for yet. */
export const canCancel = ({ status }: Pick<OrderRow, 'status'>): boolean =>
	isOpenStatus(status) && status !== 'pending_cancel' && status !== 'initialized';

/** Whether an order can get other terms: the venue works it, nothing is asked of it, and it has a term that can change. */
export function canChange({ status, type, groupId }: Pick<OrderRow, 'status' | 'type' | 'groupId'>): boolean {
	return (status === 'accepted' || status === 'partially_filled') && (type !== 'market' || groupId === null);
}

/** What canceling many comes to: `Cancels 9 open orders in 4 symbols: 6 entries and 3 exits.` */
export function cancelQuestion(orders: readonly Pick<OrderRow, 'purpose' | 'symbol'>[]): string {
	const entries = orders.filter(({ purpose }) => purpose === 'entry').length;
	const exits = orders.length - entries;
	const symbols = new Set(orders.map(({ symbol }) => symbol)).size;
	const kinds = [
		...(entries > 0 ? [countOf(entries, 'entry', 'entries')] : []),
		...(exits > 0 ? [countOf(exits, 'exit')] : [])
	].join(' and ');
	const what = `Cancels ${countOf(orders.length, 'open order')} in ${countOf(symbols, 'symbol')}: ${kinds}.`;
	return exits === 0 ? what : `${what} What the exits were for is left without them.`;
}
