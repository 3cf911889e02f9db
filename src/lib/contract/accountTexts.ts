import type { AdjustmentKind, BrokerEvent, Difference, Routing, Standing } from '../domain/brokerEvents.ts';
import { isNegative, negate } from '../domain/decimal.ts';
import type { DenialReason } from '../domain/risk.ts';
import type { RejectionReason } from '../domain/venue.ts';
import { moneyText } from './amounts.ts';

/** How far orders of an account's book go, in words. */
export const routingTexts: Readonly<Record<Routing, string>> = {
	dry_run: 'dry run: nothing is sent',
	exits_only: 'only what shrinks a position is sent',
	paper: 'everything is sent to the paper account'
};

/** How book and account stand, in words. */
export const standingTexts: Readonly<Record<Standing, string>> = {
	unread: 'not compared yet',
	equal: 'equal',
	different: 'different'
};

type AccountReason = Extract<DenialReason, 'dry_run' | 'not_armed' | 'not_reconciled' | 'outcome_unknown'>;

/** Why the book of an account denies, in words. */
export const accountReasonTexts: Readonly<Record<AccountReason, string>> = {
	dry_run: 'dry run: it would have been sent',
	not_armed: 'entries to the paper account are not armed',
	not_reconciled: 'book and account are not known to be equal',
	outcome_unknown: 'it is not known what became of an order before'
};

/** What to do about each. */
export const accountRemedies: Readonly<Record<AccountReason, string>> = {
	dry_run: 'Nothing: the account’s book is in dry run. Arm paper on the Alpaca page to send orders.',
	not_armed: 'Arm paper on the Alpaca page. After each reload entries have to be armed anew.',
	not_reconciled: 'Look at the reconciliation page: what is left there has to be settled first.',
	outcome_unknown:
		'Look at the order in the journal and at Alpaca’s own page; the next reading that has it settles it.'
};

/** What a check of an account's book found. */
export const accountTellers = {
	routing: () => ({ long: accountReasonTexts.not_armed, short: 'not armed' }),
	standing: (measured: string) => {
		const standing = standingTexts[measured as Standing] ?? measured;
		return { long: `book and account: ${standing}`, short: `account ${standing}` };
	},
	unknownOutcomes: (measured: string) => ({
		long: `of ${measured} ${measured === '1' ? 'order' : 'orders'} it is not known what became of it`,
		short: `${measured} of unknown outcome`
	})
};

type BrokersReason = Exclude<
	RejectionReason,
	'insufficient_cash' | 'no_position' | 'unknown_symbol' | 'duplicate_order'
>;

/** Why Alpaca rejects an order, in words. */
export const brokersReasonTexts: Readonly<Record<BrokersReason, string>> = {
	insufficient_buying_power: 'the account has too little buying power',
	quantity_held: 'what it would close is held by another order',
	wash_trade: 'an order on the other side of the symbol is open',
	not_fractionable: 'it is not traded in parts of a share, or not in this way',
	price_increment: 'its price has more decimals than the market takes',
	not_tradable: 'the symbol is not traded at Alpaca',
	short_not_allowed: 'it cannot be sold short there',
	stop_beyond_market: 'its stop is on the wrong side of the market',
	symbol_halted: 'trading in the symbol is halted',
	account_blocked: 'the account may not trade',
	key_refused: 'Alpaca refuses the key',
	id_collision: 'another order of the account has its id',
	not_accepted: 'Alpaca does not take it',
	ended_at_broker: 'it ended at Alpaca without a reason',
	never_arrived: 'it has not come to Alpaca'
};

/** What to do about each. */
export const brokersRemedies: Readonly<Record<BrokersReason, string>> = {
	insufficient_buying_power: 'Order less, or take back an open order that reserves buying power.',
	quantity_held: 'Take back the open order that holds it, then close.',
	wash_trade: 'Take back the order on the other side first.',
	not_fractionable: 'Order whole shares. Parts of a share go for the day alone, and follow no trail.',
	price_increment: 'Give prices from 1 dollar on with 2 decimals, below with 4.',
	not_tradable: 'Look the symbol up on the Alpaca page, and take it off the watchlist.',
	short_not_allowed: 'Order no more than is held, or a symbol that can be borrowed.',
	stop_beyond_market: 'Move the stop to the other side of the price.',
	symbol_halted: 'Wait until trading goes on.',
	account_blocked: 'Look at Alpaca’s own page: the account is blocked or suspended there.',
	key_refused: 'Connect again with a key that works.',
	id_collision: 'Give the order again: it gets another id.',
	not_accepted: 'Read Alpaca’s words in the order’s story.',
	ended_at_broker: 'Look at the order on Alpaca’s own page.',
	never_arrived: 'Give it again if you still want it.'
};

/** Whether it is the broker who rejects for a reason, and not the simulator. */
export const isBrokersReason = (reason: string): reason is BrokersReason =>
	Object.hasOwn(brokersReasonTexts, reason);

/** What to do about the first of some reasons that is one of an account; null when none is. */
export function remedyOf(reasons: readonly string[]): string | null {
	for (const reason of reasons) {
		if (isBrokersReason(reason)) return brokersRemedies[reason];
		if (Object.hasOwn(accountRemedies, reason)) return accountRemedies[reason as AccountReason];
	}
	return null;
}

/** A result of the dry run: what was not sent, and what would have kept it back otherwise. */
export function dryRunText(name: string, denial: string | null): string {
	const would = denial === null ? 'Every check passed' : `It would have been denied: ${denial}`;
	return `Dry run, ${name}: sized and reviewed, not sent. ${would.replace(/\.$/, '')}.`;
}

const kindTexts: Readonly<Record<AdjustmentKind, string>> = {
	opening: 'Cash as the account had it',
	fee: 'Fee',
	dividend: 'Dividend',
	interest: 'Interest',
	transfer: 'Transfer',
	rounding: 'Cents of rounding',
	other: 'Alpaca booked'
};

/** One difference in words: `position of AAPL: 10 here, 12 at Alpaca, added`. */
export function differenceText({ about, of, ours, theirs, did }: Difference): string {
	const subject = of === '' ? about : `${about} ${of}`;
	return `${subject}: ${ours || 'nothing'} here, ${theirs || 'nothing'} at Alpaca, ${actTexts[did]}`;
}

/** What was done about a difference. */
export const actTexts: Readonly<Record<Difference['did'], string>> = {
	adopted: 'taken over as external',
	ended: 'ended here too',
	added: 'added',
	adjusted: 'booked as an adjustment',
	waits: 'looked at again with the next reading',
	none: 'left to you'
};

/** What happened between a book and its account, in a sentence; `name` names the order it is about. */
export function brokerText(event: BrokerEvent, name: string): string {
	switch (event.type) {
		case 'InstrumentsAdded':
			return `Followed from now on: ${event.instruments.map(({ instrument }) => instrument.symbol).join(', ')}.`;
		case 'RoutingChanged':
			return `From now on ${routingTexts[event.routing]}${event.reason === '' ? '' : ` (${event.reason})`}.`;
		case 'BrokerCalled':
			return `Asked Alpaca to ${event.errand} ${name}: ${event.status === null ? 'no answer' : `status ${String(event.status)}`}.`;
		case 'BrokerIdGiven':
			return `Alpaca knows it as ${event.brokerId}: ${name}.`;
		case 'OutcomeUnknown':
			return `It is not known what became of the ${event.errand}, and it is not sent again: ${name}.`;
		case 'OrderAdopted':
			return `Taken over from the account: ${name}.`;
		case 'CashAdjusted':
			return adjustmentText(event);
		case 'ActivitiesPassed':
			return `Already in the book: ${String(event.ids.length)} of the account’s activities.`;
		case 'Reconciled':
			return `Book and account are ${standingTexts[event.standing]}${differencesText(event.differences)}.`;
	}
}

/** What an adjustment of cash is, with the broker's words: `Dividend (AAPL cash dividend)`. */
export function adjustmentName(kind: AdjustmentKind, words: string): string {
	return `${kindTexts[kind]}${saidText(words)}`;
}

const saidText = (words: string): string => (words === '' ? '' : ` (${words})`);

function adjustmentText({
	kind,
	amount,
	symbol,
	words
}: Extract<BrokerEvent, { type: 'CashAdjusted' }>): string {
	const isOut = isNegative(amount);
	const of = symbol === null ? '' : ` of ${symbol}`;
	return `${kindTexts[kind]}${of}: ${moneyText(isOut ? negate(amount) : amount)} ${isOut ? 'out' : 'in'}${saidText(words)}.`;
}

function differencesText(differences: readonly Difference[]): string {
	return differences.length === 0 ? '' : `. ${differences.map(differenceText).join('; ')}`;
}
