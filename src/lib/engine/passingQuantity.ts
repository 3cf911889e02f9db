import type { FillModel } from '../domain/bookConfig.ts';
import {
	add,
	floorToLot,
	isPositive,
	largestFitting,
	lower,
	multiply,
	subtract,
	type Money,
	type Price,
	type Quantity
} from '../domain/decimal.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { OrderIntent } from '../domain/order.ts';
import type { CheckName, CheckResult, Verdict } from '../domain/risk.ts';
import { expectedPrice, reserveFor } from './sizing.ts';

/** Checks that another quantity could pass; one of the others denies every quantity. */
const sizedChecks: ReadonlySet<CheckName> = new Set<CheckName>([
	'minimumTrade',
	'positionSize',
	'totalExposure',
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
	model: FillModel,
	instrument: Instrument,
	expected: Price | null = null
): Quantity | null {
	if (checks.some(({ check, passed }) => !passed && !isSizedCheck(check))) return null;
	const most =
		intent.purpose === 'exit'
			? limitOf<Quantity>(checks, 'reducesPosition')
			: mostOfEntry(intent, checks, model, instrument, expected);
	return most !== null && isPositive(most) ? most : null;
}

function mostOfEntry(
	intent: OrderIntent,
	checks: readonly CheckResult[],
	model: FillModel,
	instrument: Instrument,
	expected: Price | null
): Quantity | null {
	const { refPrice } = intent;
	const held = roomUnder(checks, 'positionSize', intent);
	const exposed = roomUnder(checks, 'totalExposure', intent);
	const cash = limitOf<Money>(checks, 'buyingPower');
	const least = limitOf<Money>(checks, 'minimumTrade');
	if (refPrice === null || held === null || exposed === null || cash === null || least === null) return null;
	const { lot } = instrument;
	const allowed = floorToLot(lower(held, exposed), refPrice, lot);
	const price = expected ?? expectedPrice(model, instrument, refPrice, intent);
	const paid = largestFitting(
		floorToLot(cash, price, lot),
		lot,
		(quantity) => reserveFor(model, quantity, price) <= cash
	);
	const most = lower(allowed, paid);
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
		: add(subtract(limit, measured), multiply(intent.quantity, intent.refPrice));
}

function limitOf<Value extends Money | Quantity>(
	checks: readonly CheckResult[],
	name: CheckName
): Value | null {
	return (checks.find(({ check }) => check === name)?.limit ?? null) as Value | null;
}
