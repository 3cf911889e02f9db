import type { Commission, FillModel } from './bookConfig.ts';
import {
	add,
	floorToLot,
	fractionOf,
	higher,
	isPositive,
	lower,
	multiply,
	parseMoney,
	roundMoney,
	subtract,
	zeroMoney,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity,
	type Ratio
} from './decimal.ts';
import type { Instrument } from './instrument.ts';
import { activityFeeAt, secRateAt } from './regulatoryRates.ts';
import type { Instant } from './time.ts';

/** Whether a fill gave liquidity, as a limit order that rested, or took it; `either` is the dearer of the two. */
export type Role = 'maker' | 'taker' | 'either';

/** What is paid to the broker, to the SEC and to FINRA. */
export interface Costs {
	readonly commission: Money;
	readonly sec: Money;
	readonly taf: Money;
}

/**
 * What a fill or all fills of an order cost: reckoned to the last digit without the minimum, and charged: rounded, the minimum of
 * the order among it.
 */
export interface Charges {
	readonly reckoned: Costs;
	readonly charged: Costs;
}

const noCosts: Costs = { commission: zeroMoney, sec: zeroMoney, taf: zeroMoney };
/** What an order cost before its first fill. */
export const noCharges: Charges = { reckoned: noCosts, charged: noCosts };

/** What a fill cost of which nothing but the fee is known. */
export function chargesOfFee(fee: Money): Charges {
	const costs = { ...noCosts, commission: fee };
	return { reckoned: costs, charged: costs };
}

/** What fills of an order cost together with one more. */
export function addCharges(before: Charges, fill: Charges): Charges {
	return {
		reckoned: addCosts(before.reckoned, fill.reckoned),
		charged: addCosts(before.charged, fill.charged)
	};
}

function addCosts(a: Costs, b: Costs): Costs {
	return {
		commission: add(a.commission, b.commission),
		sec: add(a.sec, b.sec),
		taf: add(a.taf, b.taf)
	};
}

/** The commission of an order in one fill: max(minimum, perShare × quantity + rate × notional), rounded half up as the model says. */
export function feeOf(model: FillModel, quantity: Quantity, price: Price, role: Role = 'either'): Money {
	const { commission, feeDecimals } = model;
	const reckoned = reckonCommission(commission, quantity, price, role);
	return roundMoney(higher(commission.minimum, reckoned), feeDecimals);
}

function reckonCommission(commission: Commission, quantity: Quantity, price: Price, role: Role): Money {
	const ofShares = multiply(quantity, commission.perShare);
	const ofWorth = fractionOf(multiply(quantity, price), rateOf(commission, role));
	return add(ofShares, ofWorth);
}

function rateOf({ rate, makerRate, takerRate }: Commission, role: Role): Ratio {
	const [maker, taker] = [makerRate ?? rate, takerRate ?? rate];
	if (role === 'either') return higher(maker, taker);
	return role === 'maker' ? maker : taker;
}

/** A trade that costs something, and what the order cost before it. */
export interface Charged {
	readonly side: 'buy' | 'sell';
	readonly quantity: Quantity;
	readonly price: Price;
	readonly role: Role;
	/** Null while it is not known: then the dearest rates that there were. */
	readonly at: Instant | null;
	readonly before: Charges;
}

/** What is paid for a fill: the fee in money, how much of what was bought it was taken from, if it was, and how it was reckoned. */
export interface Charge extends Charges {
	readonly fee: Money;
	readonly feeQuantity: Quantity;
}

/**
 * What a fill costs: what the order costs up to it, less what was charged before, so that the minimum and the rounding are those of
 * the order, however many fills it takes. A fee in coins is counted in money at the price of the fill, to the last digit.
 */
export function chargeOf(model: FillModel, instrument: Instrument, fill: Charged): Charge {
	const { commission, feeDecimals } = model;
	const { quantity, price, role, before } = fill;
	const { sec, taf } = regulatoryCosts(model, instrument, fill);
	const reckoned: Costs = { commission: reckonCommission(commission, quantity, price, role), sec, taf };
	const sum = addCosts(before.reckoned, reckoned);
	const due = higher(commission.minimum, sum.commission);
	const feeQuantity = coinsFor(model, instrument, fill, subtract(due, before.charged.commission));
	const charged: Costs = {
		commission: isPositive(feeQuantity)
			? multiply(feeQuantity, price)
			: stillDue(roundMoney(due, feeDecimals), before.charged.commission),
		sec: stillDue(roundUp(sum.sec, feeDecimals), before.charged.sec),
		taf: stillDue(roundUp(sum.taf, feeDecimals), before.charged.taf)
	};
	return { fee: add(add(charged.commission, charged.sec), charged.taf), feeQuantity, reckoned, charged };
}

/** What an order in one fill would cost at most, whenever that is. */
export function expectedFee(
	model: FillModel,
	instrument: Instrument,
	{ side, quantity, price }: Pick<Charged, 'side' | 'quantity' | 'price'>
): Money {
	const fill: Charged = { side, quantity, price, role: 'either', at: null, before: noCharges };
	return chargeOf(model, instrument, fill).fee;
}

/** Less than nothing is not paid back: the settings may have changed between two fills. */
function stillDue(due: Money, charged: Money): Money {
	return higher(subtract(due, charged), zeroMoney);
}

/**
 * What US regulators take of a sale of shares, by the rates of the settings or else of the day of the trade; nothing of what else is
 * traded. FINRA's most is that of a trade, which a fill is.
 */
function regulatoryCosts(
	{ regulatory }: FillModel,
	{ assetClass }: Instrument,
	{ side, quantity, price, at }: Charged
): Pick<Costs, 'sec' | 'taf'> {
	if (!regulatory.isOn || side === 'buy' || assetClass !== 'us_equity') {
		return { sec: zeroMoney, taf: zeroMoney };
	}
	const { perShare, most } = activityFeeAt(at);
	const taf = multiply(quantity, regulatory.tafPerShare ?? perShare);
	return {
		sec: fractionOf(multiply(quantity, price), regulatory.secRate ?? secRateAt(at)),
		taf: lower(taf, regulatory.tafMost ?? most)
	};
}

function roundUp(amount: Money, decimals: number | null): Money {
	const rounded = roundMoney(amount, decimals);
	if (decimals === null || rounded >= amount) return rounded;
	const unit = parseMoney(`1e-${String(decimals)}`);
	return unit.ok ? add(rounded, unit.value) : amount;
}

/**
 * The coins that a fill of a buy leaves its venue as a fee, in whole lots: what is due at the price of the fill. None where it is paid in
 * money, and where it would leave nothing.
 */
function coinsFor(
	{ cryptoFee }: FillModel,
	{ assetClass, lot }: Instrument,
	{ side, quantity, price }: Charged,
	due: Money
): Quantity {
	if (cryptoFee === 'money' || side === 'sell' || assetClass !== 'crypto' || !isPositive(due))
		return zeroQuantity;
	const coins = floorToLot(due, price, lot);
	return coins < quantity ? coins : zeroQuantity;
}
