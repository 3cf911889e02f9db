import { decimalText } from '#lib/app/format/decimalText.ts';
import { percentText } from '#lib/app/format/estimateText.ts';
import { orderStatusText } from '#lib/app/format/storyTexts.ts';
import type { DecisionRow } from '#lib/domain/deskRows.ts';
import type { OrderStatus } from '#lib/domain/order.ts';

/** How far an order has come on the way from made over sent and working to filled, and how it ended if not there. */
export interface OrderWay {
	/** Steps that were reached, 1 to 4. */
	readonly reached: number;
	readonly isEnded: boolean;
	/** It ended without being filled whole. */
	readonly isCut: boolean;
}

/** The way of an order; one that was denied was never sent, one that was filled in part has worked. */
export function orderWay(status: OrderStatus, isPartFilled: boolean): OrderWay {
	switch (status) {
		case 'initialized':
			return { reached: 1, isEnded: false, isCut: false };
		case 'denied':
			return { reached: 1, isEnded: true, isCut: true };
		case 'submitted':
			return { reached: 2, isEnded: false, isCut: false };
		case 'accepted':
		case 'partially_filled':
		case 'pending_cancel':
		case 'pending_replace':
			return { reached: 3, isEnded: false, isCut: false };
		case 'filled':
			return { reached: 4, isEnded: true, isCut: false };
		case 'rejected':
			return { reached: isPartFilled ? 3 : 2, isEnded: true, isCut: true };
		case 'canceled':
		case 'expired':
			return { reached: 3, isEnded: true, isCut: true };
	}
}

const steps = ['made', 'sent', 'working', 'filled'] as const;

/** The way in words: `made, sent, working; canceled`. */
export function wayText(status: OrderStatus, isPartFilled: boolean): string {
	const { reached, isCut } = orderWay(status, isPartFilled);
	const passed = steps.slice(0, reached).join(', ');
	return isCut ? `${passed}; ${orderStatusText(status).toLowerCase()}` : passed;
}

const verbByAction = { BUY: 'Buy', SELL: 'Sell', HOLD: 'Hold' } as const;

/** What a waiting decision asks for. */
export function waitingText({ action, symbol, size, sizeBy }: DecisionRow): string {
	if (size === null || sizeBy === null) return `${verbByAction[action]} ${symbol}`;
	if (sizeBy === 'quantity') return `${verbByAction[action]} ${decimalText(size)} ${symbol}`;
	return `${verbByAction[action]} ${symbol} for ${percentText(Number(size))} of equity`;
}
