import { estimateText } from '#lib/app/format/estimateText.ts';
import type { TicketPreview } from '#lib/contract/deskView.ts';

/** A ticket as it is filled in: texts as typed, percentages as percentages. */
export interface TicketDraft {
	readonly symbol: string;
	readonly action: 'BUY' | 'SELL' | 'HOLD';
	readonly sizeBy: 'percent' | 'quantity';
	readonly size: string;
	readonly entryPrice: string;
	readonly stopLoss: string;
	readonly takeProfit: string;
	readonly trailingPercent: string;
	readonly reason: string;
}

/** What came of a ticket that was sent: in sentences, at an instant of the book's clock. */
export interface TicketAnswer {
	readonly text: string;
	/** It was neither refused nor denied. */
	readonly isTaken: boolean;
	readonly at: number;
	/** The order that came of it; null when none did. */
	readonly orderId: string | null;
}

/** What became of its order since: a sentence, at an instant of the book's clock. */
export interface TicketOutcome {
	readonly text: string;
	readonly at: number;
}

/** The actions of a ticket as they are offered. */
export const actions = [
	{ value: 'BUY', label: 'Buy' },
	{ value: 'SELL', label: 'Sell' },
	{ value: 'HOLD', label: 'Hold' }
] as const;

/** What the size of a ticket counts. */
export const sizeUnits = [
	{ value: 'percent', label: '% of equity' },
	{ value: 'quantity', label: 'Quantity' }
] as const;

/** What the button of a ticket does: `Buy 41 ALFA`; without a number while it would come to nothing. */
export function submitText(draft: TicketDraft, preview: TicketPreview | null, sellsShort = false): string {
	const symbol = draft.symbol.trim().toUpperCase();
	if (symbol === '') return 'Pick a symbol';
	if (draft.action === 'HOLD') return `Adjust ${symbol}`;
	const quantity = preview?.quantity ?? null;
	const much = quantity === null || quantity === '0' ? '' : `${quantity} `;
	const sell = sellsShort ? 'Sell short' : 'Sell';
	return `${draft.action === 'BUY' ? 'Buy' : sell} ${much}${symbol}`;
}

/** The fault of the size, whichever way it is given. */
export function sizeFault(preview: TicketPreview | null): string | undefined {
	return preview?.fields['sizePct'] ?? preview?.fields['quantity'];
}

/** The fields whose faults have a place of their own on the ticket of a decision. */
export const decisionFieldNames: ReadonlySet<string> = new Set([
	'symbol',
	'sizePct',
	'quantity',
	'entryPrice',
	'stopLoss',
	'takeProfit',
	'trailingStopPct',
	'reason'
]);

/** Faults of fields that have no place of their own on a ticket. */
export function otherFaults(preview: TicketPreview | null, shown: ReadonlySet<string>): readonly string[] {
	return Object.entries(preview?.fields ?? {})
		.filter(([field]) => !shown.has(field))
		.map(([, text]) => text);
}

/** A stop that might do: 5 % below the ask, of a short above it, to the cent; a suggestion only. */
export function stopSuggestion(ask: string | null, isShort = false): string | undefined {
	return ask === null ? undefined : estimateText(Number(ask) * (isShort ? 1.05 : 0.95)).replaceAll(',', '');
}
