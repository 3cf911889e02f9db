import type { OrderRow } from '../domain/deskRows.ts';
import type { CancelReason, OrderEndReason } from '../domain/order.ts';
import type { RejectionReason } from '../domain/venue.ts';
import { brokersReasonTexts, isBrokersReason } from './accountTexts.ts';
import { shortRefusalText } from './denials.ts';

const textByReason: Readonly<Record<CancelReason | OrderEndReason | RejectionReason, string>> = {
	by_hand: 'canceled by hand',
	kill_switch: 'taken back by the kill switch',
	session_close: 'at the session close',
	expires_at: 'at its own time',
	position_closed: 'what it had bought was closed',
	follows_position: 'nothing was left for it to close',
	escalated: 'the market ran past its limit, so what is left is sold at the market',
	immediate_or_cancel: 'it could not trade at once, or not in full',
	fill_or_kill: 'it could not trade at once and as a whole',
	at_broker: 'canceled at the account by something else',
	auction_missed: 'the auction did not reach its price',
	insufficient_cash: 'not enough cash when it would have filled',
	no_position: 'nothing was held to close',
	unknown_symbol: 'the simulator does not know the symbol',
	duplicate_order: 'the same order was there already',
	...brokersReasonTexts
};
const endingTexts: Readonly<Record<string, string>> = textByReason;

/** What ended or rejected an order, in words; one of another version as it is called. */
export function endingText(reason: string): string {
	return Object.hasOwn(endingTexts, reason) ? (endingTexts[reason] ?? reason) : reason.replaceAll('_', ' ');
}

/** Why an order was taken back, behind its name; nothing when a person asked. */
export function cancelText(reason: CancelReason): string {
	return reason === 'by_hand' ? '' : `: ${endingText(reason)}`;
}

/** Who rejects an order and why; one that never came there was rejected by nobody. */
export function rejectionText(reason: RejectionReason, name: string): string {
	if (reason === 'never_arrived')
		return `Not at Alpaca, ${name}: it was not sent, or was lost on its way; nothing of it trades.`;
	return isBrokersReason(reason)
		? `Rejected by Alpaca, ${name}: ${endingText(reason)}.`
		: `Rejected by the simulator, ${name}: ${reason.replaceAll('_', ' ')}.`;
}

/** Why an order was denied, rejected, canceled or expired, with the numbers of each failed check; null when it was not. */
export function orderEnding(order: OrderRow): string | null {
	const { status, reasons } = order;
	if (reasons.length === 0) return null;
	const tell = (reason: string): string =>
		status === 'denied' ? shortRefusalText(reason, order) : endingText(reason);
	return reasons.map(tell).join('; ');
}
