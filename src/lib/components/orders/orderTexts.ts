import { decimalText } from '#lib/app/format/decimalText.ts';
import { percentText } from '#lib/app/format/estimateText.ts';
import type { DecisionRow } from '#lib/domain/deskRows.ts';
import type { OrderStatus } from '#lib/domain/order.ts';

const textByStatus: Readonly<Partial<Record<OrderStatus, string>>> = {
	initialized: 'Made',
	submitted: 'Sent',
	accepted: 'Working',
	partially_filled: 'Partly filled',
	pending_cancel: 'Cancel asked for',
	pending_replace: 'Change asked for'
};

/** Where an open order is in its life. */
export const openStatusText = (status: OrderStatus): string => textByStatus[status] ?? status;

const verbByAction = { BUY: 'Buy', SELL: 'Sell', HOLD: 'Hold' } as const;

/** What a waiting decision asks for. */
export function waitingText({ action, symbol, size, sizeBy }: DecisionRow): string {
	if (size === null || sizeBy === null) return `${verbByAction[action]} ${symbol}`;
	if (sizeBy === 'quantity') return `${verbByAction[action]} ${decimalText(size)} ${symbol}`;
	return `${verbByAction[action]} ${symbol} for ${percentText(Number(size))} of equity`;
}
