import type { Commission, FillModel } from './bookConfig.ts';
import {
	add,
	floorToLot,
	fractionOf,
	higher,
	isPositive,
	lower,
	multiply,
	oneRatio,
	parseMoney,
	roundMoney,
	roundPrice,
	scalePrice,
	subtract,
	zeroMoney,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity,
	type Ratio
} from './decimal.ts';
import type { Instrument } from './instrument.ts';
import type { OrderSide } from './order.ts';
import { slippageAt, type Liquidity } from './slippage.ts';

/** What a market order of a quantity pays or gets at `reference`: slippage against the order, rounded once to the instrument. */
export function slippedPrice(
	model: FillModel,
	instrument: Instrument,
	reference: Price,
	side: OrderSide,
	quantity: Quantity = zeroQuantity,
	liquidity: Liquidity | null = null
): Price {
	const slippage = slippageAt(model, reference, quantity, liquidity);
	const factor = side === 'buy' ? add(oneRatio, slippage) : subtract(oneRatio, slippage);
	return scalePrice(reference, factor, model.roundPrices ? instrument.priceDecimals : null);
}

/** A price taken from the market as it is, rounded to the instrument when the model rounds prices. */
export function tradedPrice(model: FillModel, instrument: Instrument, price: Price): Price {
	return roundPrice(price, model.roundPrices ? instrument.priceDecimals : null);
}

/** Whether a fill gave liquidity, as a limit order that rested, or took it; `either` is the dearer of the two. */
export type Role = 'maker' | 'taker' | 'either';

/** The commission of one fill: max(minimum, perShare × quantity + rate × notional), rounded half up as the model says. */
export function feeOf(model: FillModel, quantity: Quantity, price: Price, role: Role = 'either'): Money {
	return roundMoney(unroundedFee(model.commission, quantity, price, role), model.feeDecimals);
}

function unroundedFee(commission: Commission, quantity: Quantity, price: Price, role: Role): Money {
	const ofShares = multiply(quantity, commission.perShare);
	const ofWorth = fractionOf(multiply(quantity, price), rateOf(commission, role));
	return higher(commission.minimum, add(ofShares, ofWorth));
}

function rateOf({ rate, makerRate, takerRate }: Commission, role: Role): Ratio {
	const [maker, taker] = [makerRate ?? rate, takerRate ?? rate];
	if (role === 'either') return higher(maker, taker);
	return role === 'maker' ? maker : taker;
}

/** What US regulators take of a sale of shares, each fee rounded up as the model rounds; nothing of what else is traded. */
function regulatoryFeeOf(
	{ regulatory, feeDecimals }: FillModel,
	{ assetClass }: Instrument,
	side: OrderSide,
	quantity: Quantity,
	price: Price
): Money {
	if (!regulatory.isOn || side === 'buy' || assetClass !== 'us_equity') return zeroMoney;
	const sec = fractionOf(multiply(quantity, price), regulatory.secRate);
	const taf = lower(multiply(quantity, regulatory.tafPerShare), regulatory.tafMost);
	return add(roundUp(sec, feeDecimals), roundUp(taf, feeDecimals));
}

function roundUp(amount: Money, decimals: number | null): Money {
	const rounded = roundMoney(amount, decimals);
	if (decimals === null || rounded >= amount) return rounded;
	const unit = parseMoney(`1e-${String(decimals)}`);
	return unit.ok ? add(rounded, unit.value) : amount;
}

/** What is paid for a fill: the fee in money, and how much of what was bought it was taken from, if it was. */
export interface Charge {
	readonly fee: Money;
	readonly feeQuantity: Quantity;
}

/** A trade that costs something. */
interface Charged {
	readonly side: OrderSide;
	readonly quantity: Quantity;
	readonly price: Price;
	readonly role: Role;
}

/** What a fill costs. A fee in coins is counted in money at the price of the fill, to the last digit. */
export function chargeOf(model: FillModel, instrument: Instrument, charged: Charged): Charge {
	const { side, quantity, price, role } = charged;
	const feeQuantity = coinFeeOf(model, instrument, charged);
	if (isPositive(feeQuantity)) return { fee: multiply(feeQuantity, price), feeQuantity };
	const commission = feeOf(model, quantity, price, role);
	return { fee: add(commission, regulatoryFeeOf(model, instrument, side, quantity, price)), feeQuantity };
}

/**
 * The coins that a fill of a buy leaves its venue as a fee, in whole lots: the commission at the price of the fill. None where it is paid in
 * money, and where it would leave nothing.
 */
function coinFeeOf(
	{ commission, cryptoFee }: FillModel,
	{ assetClass, lot }: Instrument,
	{ side, quantity, price, role }: Charged
): Quantity {
	if (cryptoFee === 'money' || side === 'sell' || assetClass !== 'crypto') return zeroQuantity;
	const coins = floorToLot(unroundedFee(commission, quantity, price, role), price, lot);
	return coins < quantity ? coins : zeroQuantity;
}
