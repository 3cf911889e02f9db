import type { ApiFault } from './readAnswer.ts';

/** Why Alpaca does not take an order, in the desk's own words for it. */
export type OrderRejection =
	| 'insufficient_buying_power'
	| 'quantity_held'
	| 'wash_trade'
	| 'not_fractionable'
	| 'price_increment'
	| 'not_tradable'
	| 'short_not_allowed'
	| 'stop_beyond_market'
	| 'symbol_halted'
	| 'account_blocked'
	| 'key_refused'
	| 'id_taken'
	| 'not_accepted';

/** The marks by which a refusal is known; its number alone says too little, since one stands for a dozen causes. */
const marks: readonly (readonly [RegExp, OrderRejection])[] = [
	[/client_order_id must be unique/, 'id_taken'],
	[/insufficient (buying power|balance)|buying power/, 'insufficient_buying_power'],
	[/insufficient qty|held_for_orders/, 'quantity_held'],
	[/wash trade|opposite side/, 'wash_trade'],
	[/cannot open a (long|short)/, 'wash_trade'],
	[/not fractionable|fractional/, 'not_fractionable'],
	[/sub-?penny|pricing criteria|increment/, 'price_increment'],
	[/not allowed to short|cannot be sold short|not shortable/, 'short_not_allowed'],
	[/stop price must be/, 'stop_beyond_market'],
	[/halted/, 'symbol_halted'],
	[/asset .*not (found|active|tradable)|not tradable/, 'not_tradable'],
	[/account .*(blocked|not (authorized|active))|trading.*(blocked|suspended)/, 'account_blocked']
];

/** What Alpaca means by a refusal. */
export function rejectionOf({ status, message }: Extract<ApiFault, { type: 'refused' }>): OrderRejection {
	const words = message.toLowerCase();
	const known = marks.find(([mark]) => mark.test(words));
	if (known !== undefined) return known[1];
	return status === 401 || words.includes('unauthorized') ? 'key_refused' : 'not_accepted';
}

/**
 * Whether a fault leaves open what became of a call: no answer, an answer of a gateway in between, or one that cannot be read. A call
 * that was never sent, and one that was refused for being too many, did nothing for sure.
 */
export function isUnclear(fault: ApiFault): boolean {
	if (fault.type === 'refused') return fault.status >= 500;
	return fault.type === 'unreadable' || fault.isSent;
}

/** Whether a call did nothing for sure and may simply be made again. */
export function isUnsent(fault: ApiFault): boolean {
	return fault.type === 'silent' ? !fault.isSent : fault.type === 'refused' && fault.status === 429;
}
