import type { BookConfig } from '../domain/bookConfig.ts';
import {
	add,
	floorToLot,
	fractionOf,
	isNegative,
	isPositive,
	isZero,
	largestFitting,
	lower,
	multiply,
	subtract,
	unitsToPrice,
	volumeToQuantity,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from '../domain/decimal.ts';
import type { Instrument } from '../domain/instrument.ts';
import { goesThroughZero, openedBy } from '../domain/opening.ts';
import type { OrderIntent } from '../domain/order.ts';
import type { CheckName, CheckResult, Verdict } from '../domain/risk.ts';
import { riskPerUnit } from './orderRisk.ts';
import { expectedPrice, reserveFor } from './sizing.ts';

/** What a unit more adds to what a check measures: its last price, what it risks, or itself. */
type Slope = 'price' | 'risk' | 'unit';

/** The checks that set a ceiling to the quantity that opens, each with what a unit adds to it. */
const slopeByCheck: Readonly<Partial<Record<CheckName, Slope>>> = {
	...{ positionSize: 'price', totalExposure: 'price', tradeNotional: 'price', tradeMoney: 'price' },
	...{
		sectorExposure: 'price',
		grossExposure: 'price',
		netExposure: 'price',
		leverage: 'price',
		strategyExposure: 'price'
	},
	...{ positionRisk: 'risk', openRisk: 'risk', positionQuantity: 'unit' }
};

/** Checks that another quantity could pass; one of the others denies every quantity. */
const sizedChecks: ReadonlySet<CheckName> = new Set<CheckName>([
	...(Object.keys(slopeByCheck) as CheckName[]),
	...(['minimumTrade', 'maintenanceMargin', 'buyingPower', 'reducesPosition'] as const)
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
	const cash = limitOf<Money>(checks, 'buyingPower');
	const least = limitOf<Money>(checks, 'minimumTrade');
	const { lot } = instrument;
	const ceilings = checks.map((check) => ceilingOf(check, intent, lot)).filter((one) => one !== 'none');
	const allowed = ceilings.reduce((a, b) => (a === null || b === null ? null : lower(a, b)), largest);
	if (refPrice === null || allowed === null || cash === null || least === null) return null;
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

/** More than any order asks for. */
const largest = volumeToQuantity(1e15);

const onePrice = unitsToPrice(1e9);

/**
 * The largest quantity, in whole lots, that a check leaves to what the order opens: its limit less all that was measured beside it.
 * `'none'` where it sets no ceiling, null where it passes nothing.
 */
function ceilingOf(
	{ check, measured, limit }: CheckResult,
	intent: OrderIntent,
	lot: Quantity
): Quantity | 'none' | null {
	const slope = slopeByCheck[check];
	if (slope === undefined) return 'none';
	const perUnit = slope === 'unit' ? onePrice : slope === 'risk' ? riskPerUnit(intent) : intent.refPrice;
	if (measured === null || limit === null || perUnit === null) return null;
	const opened = openedBy(intent);
	const room =
		slope === 'unit'
			? multiply(add(subtract(limit as Quantity, measured as Quantity), opened), onePrice)
			: add(subtract(limit as Money, measured as Money), multiply(opened, perUnit));
	if (isNegative(room)) return null;
	return isZero(perUnit) ? largest : floorToLot(room, perUnit, lot);
}

function limitOf<Value extends Money | Quantity>(
	checks: readonly CheckResult[],
	name: CheckName
): Value | null {
	return (checks.find(({ check }) => check === name)?.limit ?? null) as Value | null;
}
