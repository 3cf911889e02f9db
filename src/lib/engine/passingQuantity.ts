import type { BookConfig } from '../domain/bookConfig.ts';
import {
	add,
	floorToLot,
	fractionOf,
	isNegative,
	isPositive,
	largestFitting,
	lower,
	multiply,
	subtract,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from '../domain/decimal.ts';
import type { Instrument } from '../domain/instrument.ts';
import { goesThroughZero, openedBy } from '../domain/opening.ts';
import type { OrderIntent } from '../domain/order.ts';
import type { CheckName, CheckResult, Verdict } from '../domain/risk.ts';
import { expectedPrice, reserveFor } from './sizing.ts';

/** Checks that another quantity could pass; one of the others denies every quantity. */
const sizedChecks: ReadonlySet<CheckName> = new Set<CheckName>([
	'minimumTrade',
	'positionSize',
	'totalExposure',
	'maintenanceMargin',
	'buyingPower',
	'reducesPosition'
]);

/** Whether a check judges the quantity, so that another one could pass it. */
export function isSizedCheck(check: CheckName): boolean {
	return sizedChecks.has(check);
}

/**
 * The largest quantity of the order, in whole lots, that the same review would have approved, worked out from what its
 * checks measured; null when it would have approved none. Exact: that quantity passes, and one lot more does not.
 * `expected` is what a unit of it was expected to cost, reckoned from its reference price where that is not known.
 */
export function passingQuantity(
	intent: OrderIntent,
	{ checks }: Verdict,
	terms: Terms,
	instrument: Instrument,
	expected: Price | null = null
): Quantity | null {
	if (checks.some(({ check, passed }) => !passed && !isSizedCheck(check))) return null;
	const most =
		intent.purpose === 'exit' && !goesThroughZero(intent)
			? limitOf<Quantity>(checks, 'reducesPosition')
			: mostOpening(intent, checks, terms, instrument, expected);
	return most !== null && isPositive(most) ? most : null;
}

/** What an order costs and holds. */
type Terms = Pick<BookConfig, 'fillModel' | 'margin'>;

/** What only closes passes in any case. */
function mostOpening(intent: OrderIntent, ...given: readonly [...Reviewed]): Quantity {
	const closing = subtract(intent.quantity, openedBy(intent));
	return add(closing, mostOpened(intent, ...given) ?? zeroQuantity);
}

type Reviewed = [
	checks: readonly CheckResult[],
	terms: Terms,
	instrument: Instrument,
	expected: Price | null
];

function mostOpened(
	intent: OrderIntent,
	...[checks, terms, instrument, expected]: Reviewed
): Quantity | null {
	const { refPrice, side } = intent;
	const held = roomUnder(checks, 'positionSize', intent);
	const exposed = roomUnder(checks, 'totalExposure', intent);
	const cash = limitOf<Money>(checks, 'buyingPower');
	const least = limitOf<Money>(checks, 'minimumTrade');
	if (refPrice === null || held === null || exposed === null || cash === null || least === null) return null;
	const { lot } = instrument;
	const allowed = floorToLot(lower(held, exposed), refPrice, lot);
	const price = expected ?? expectedPrice(terms, instrument, side, refPrice, intent);
	const maintained = limitOf<Money>(checks, 'maintenanceMargin');
	if (side === 'buy' && maintained !== null && isNegative(maintained)) return null;
	const marginOf = (quantity: Quantity) =>
		fractionOf(multiply(quantity, refPrice), terms.margin.shortMaintenance);
	const most = largestFitting(allowed, lot, (quantity) => {
		const isPaid = reserveFor(terms, instrument, { side, quantity, price }) <= cash;
		return isPaid && (side === 'buy' || maintained === null || marginOf(quantity) <= maintained);
	});
	return multiply(most, refPrice) >= least ? most : null;
}

/** What a limit on a notional leaves to the order itself: the limit less all that was measured beside it. */
function roomUnder(checks: readonly CheckResult[], name: CheckName, intent: OrderIntent): Money | null {
	const check = checks.find(({ check: one }) => one === name);
	if (check === undefined || intent.refPrice === null) return null;
	const { measured, limit } = check as CheckResult & {
		readonly measured: Money | null;
		readonly limit: Money | null;
	};
	return measured === null || limit === null
		? null
		: add(subtract(limit, measured), multiply(openedBy(intent), intent.refPrice));
}

function limitOf<Value extends Money | Quantity>(
	checks: readonly CheckResult[],
	name: CheckName
): Value | null {
	return (checks.find(({ check }) => check === name)?.limit ?? null) as Value | null;
}
