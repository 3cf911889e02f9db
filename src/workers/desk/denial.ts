import { dryRunText } from '../../lib/contract/accountTexts.ts';
import { denialText } from '../../lib/contract/denials.ts';
import { signalText } from '../../lib/contract/killTexts.ts';
import { intentText } from '../../lib/contract/orderTexts.ts';
import { isZero, type Quantity } from '../../lib/domain/decimal.ts';
import type { BookEvent } from '../../lib/domain/events.ts';
import { openedBy } from '../../lib/domain/opening.ts';
import { isSizedCheck, passingQuantity } from '../../lib/engine/passingQuantity.ts';
import { expectedPrice, reserveFor } from '../../lib/engine/sizing.ts';
import type { Book } from '../../lib/engine/state.ts';

/** What a review found of an order. */
export type ReviewedOrder = Pick<
	Extract<BookEvent, { type: 'OrderInitialized' }>,
	'intent' | 'sizing' | 'verdict'
>;

/** What an order is judged by beside its review. */
export type Rules = Pick<Book, 'config' | 'instruments'>;

/** The largest quantity of an order that its review would have approved; null when none. */
export function passingOf(
	{ intent, sizing, verdict }: ReviewedOrder,
	{ config, instruments }: Rules
): Quantity | null {
	const known = instruments.find(({ instrument }) => instrument.symbol === intent.symbol);
	if (known === undefined) return null;
	return passingQuantity(intent, verdict, config, known.instrument, sizing?.expected ?? null);
}

/** Why an order is denied: what was measured, the limit, and what would pass. */
export function tellDenial(order: ReviewedOrder, rules: Rules): string {
	const { intent, sizing, verdict } = order;
	const known = rules.instruments.find(({ instrument }) => instrument.symbol === intent.symbol);
	return denialText({
		verdict,
		sizing,
		symbol: intent.symbol,
		assetClass: known?.instrument.assetClass ?? 'us_equity',
		passes: passingOf(order, rules),
		isSized: isOfSize(order, rules)
	});
}

/** Whether the quantity alone was at fault, so that another one might have passed. */
export function isOfSize(order: ReviewedOrder, rules: Rules): boolean {
	const { checks } = order.verdict;
	return checks.every(({ check, passed }) => passed || isSizedCheck(check)) && isOfFillModel(order, rules);
}

/** Why an order was not sent: denied, or a signal alone. */
export function tellDenied(order: ReviewedOrder, reasons: readonly string[], rules: Rules): string {
	const denial = order.verdict.approved ? null : tellDenial(order, rules);
	if (reasons.includes('signal_only')) return signalText(intentText(order.intent), denial);
	if (reasons.includes('dry_run')) return dryRunText(intentText(order.intent), denial);
	return `Denied: ${denial ?? ''}`;
}

/** Whether the fill model is the one of the review still: with another one, what would have passed is not known. */
function isOfFillModel({ intent, sizing }: ReviewedOrder, { config, instruments }: Rules): boolean {
	const { symbol, side, refPrice, reserve } = intent;
	const quantity = openedBy(intent);
	if (isZero(quantity) || refPrice === null) return true;
	const known = instruments.find(({ instrument }) => instrument.symbol === symbol);
	if (known === undefined) return false;
	const { instrument } = known;
	const price = sizing?.expected ?? expectedPrice(config, instrument, side, refPrice, intent);
	return reserveFor(config, instrument, { side, quantity, price }) === reserve;
}
