import type { CancelReason, OrderEndReason } from '../domain/order.ts';
import type { DenialReason } from '../domain/risk.ts';
import type { RejectionReason, RequestRefusal } from '../domain/venue.ts';
import { accountRemedies, brokersRemedies } from './accountTexts.ts';
import { breakerRemedies } from './breakerTexts.ts';
import { reasonText } from './denials.ts';
import { limitRemedies } from './limitTexts.ts';
import { endingText } from './orderEnding.ts';
import { requestRefusalText } from './orderTexts.ts';

/** A code that the desk or the venue answers with: its words, and what a person can do. */
export interface CodeRow {
	readonly code: string;
	readonly words: string;
	readonly remedy: string;
}

const denialRemedies: Readonly<Record<DenialReason, string>> = {
	unknown_symbol: 'Choose a symbol of this book, or open a book that has bars of it.',
	duplicate_decision: 'Give it another id if it shall count once more.',
	decision_expired: 'Give it again with a later expiresAt, or with none.',
	market_closed: 'Wait for the open, or give an order that rests: day, gtc or gtd.',
	already_held:
		'Set Adding to positions to allowed in the settings to buy more, or give the order itself on the tab Order.',
	entry_pending: 'Change or cancel the entry that is open.',
	confirmation_pending: 'Confirm or dismiss the entry of the symbol that waits.',
	exit_pending: 'Wait for the exit, or cancel it first.',
	no_position:
		'Nothing has to be done: there is nothing to close. To open a short, allow shorts in the settings.',
	short_not_allowed: 'Allow shorts in the settings, or sell no more than is held.',
	short_without_size: 'Give the SELL a size: sizePct or quantity. Without one it only closes.',
	through_zero_not_at_market: 'Close with this order and open with another, or give it at the market.',
	other_side_pending: 'Cancel the orders of the symbol that open the other side.',
	not_shortable: 'Sell only what is held of it: coins are not lent.',
	halted: 'Resume trading. Closing by hand passes all the same.',
	reducing: 'Resume entries, or give an order that shrinks a position.',
	risk_data_unavailable: 'Wait for its next price, or allow older prices in the settings.',
	below_minimum_trade: 'Order more, or set a smaller least trade.',
	position_limit: 'Order as much as the denial says would pass, or set a larger position limit.',
	exposure_limit: 'Close something, order less, or set a larger exposure limit.',
	open_trades_limit: 'Close a position or cancel an entry, or allow more open trades.',
	symbol_trades_limit: 'Cancel the open entry of the symbol, or allow more trades of one symbol.',
	maintenance_margin: 'Buy back a short, or order less: equity has to carry the shorts there are.',
	insufficient_cash: 'Order less, cancel an entry, or buy back a short: open entries and shorts hold cash.',
	not_reducing: 'Close no more than is held and not being closed by another order.',
	check_failed:
		'Look at the journal for what broke, and resume when you know why. Trading is halted until then.',
	signal_only: 'Switch signal only off to let decisions become orders.',
	...accountRemedies,
	...breakerRemedies,
	...limitRemedies
};

const rejectionRemedies: Readonly<Record<RejectionReason, string>> = {
	insufficient_cash: 'Cash went elsewhere while the order waited. Order less and give it again.',
	no_position: 'The position was closed before. Nothing has to be done.',
	unknown_symbol: 'Choose a symbol of this book.',
	duplicate_order: 'The first one counts. Nothing has to be done.',
	...brokersRemedies
};

const endRemedies: Readonly<Record<CancelReason | OrderEndReason, string>> = {
	kill_switch: 'Nothing. Resume, and give it again if it shall work on.',
	by_hand: 'Nothing. An exit that a person takes back is not sent again.',
	follows_position: 'Nothing: its counterpart or another order closed the position.',
	position_closed: 'Nothing: the rest of the entry would have opened the position anew.',
	escalated: 'Nothing: a stop-limit that was jumped over is let go at the market.',
	immediate_or_cancel: 'Give it as day or gtc to let it rest, or at a price nearer to the market.',
	fill_or_kill: 'Order less, or give it as ioc, which takes a part.',
	at_broker: 'Nothing, or give it again: it was canceled at the account by something else.',
	auction_missed: 'Give it at a better price for the next auction, or as day.',
	insufficient_cash: 'What had filled stays. Order the rest when there is cash.',
	no_position: 'What had filled stays. Nothing is left to close.',
	session_close: 'Give it as gtc or gtd to let it work on.',
	expires_at: 'Give it again with a later date.'
};

const requestRemedies: Readonly<Record<RequestRefusal, string>> = {
	unknown_order: 'Look the order up: it is not one of this venue.',
	order_ended: 'It ended while it was asked. Look at how it ended.',
	below_filled: 'Ask for more than has filled, or cancel the rest.',
	terms_refused: 'Read Alpaca’s words in the order’s story, and ask for other terms.',
	not_possible: 'Cancel the order, and give it anew.'
};

function rowsOf<Code extends string>(
	remedies: Readonly<Record<Code, string>>,
	tell: (code: Code) => string
): readonly CodeRow[] {
	return (Object.keys(remedies) as Code[]).map((code) => {
		const words = tell(code);
		return { code, words: `${words.charAt(0).toUpperCase()}${words.slice(1)}.`, remedy: remedies[code] };
	});
}

/** Why the desk denies an order, or refuses a decision. */
export const denialCodes: readonly CodeRow[] = rowsOf(denialRemedies, reasonText);
/** Why the venue rejects an order. */
export const rejectionCodes: readonly CodeRow[] = rowsOf(rejectionRemedies, endingText);
/** Why an order is canceled or expires. */
export const endCodes: readonly CodeRow[] = rowsOf(endRemedies, endingText);
/** Why the venue does not cancel or replace an order. */
export const requestCodes: readonly CodeRow[] = rowsOf(requestRemedies, requestRefusalText);
