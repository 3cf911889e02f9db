import type { Commission, FillModel } from './bookConfig.ts';
import {
	add,
	fractionOf,
	higher,
	multiply,
	oneRatio,
	roundMoney,
	roundPrice,
	scalePrice,
	subtract,
	type Money,
	type Price,
	type Quantity
} from './decimal.ts';
import type { Instrument } from './instrument.ts';
import type { OrderSide } from './order.ts';

/** What a market order pays or gets at `reference`: slippage against the order, rounded once to the instrument. */
export function slippedPrice(
	model: FillModel,
	instrument: Instrument,
	reference: Price,
	side: OrderSide
): Price {
	const factor = side === 'buy' ? add(oneRatio, model.slippage) : subtract(oneRatio, model.slippage);
	return scalePrice(reference, factor, model.roundPrices ? instrument.priceDecimals : null);
}

/** A price taken from the market as it is, rounded to the instrument when the model rounds prices. */
export function tradedPrice(model: FillModel, instrument: Instrument, price: Price): Price {
	return roundPrice(price, model.roundPrices ? instrument.priceDecimals : null);
}

/** The fee of one fill: max(minimum, perShare × quantity + rate × notional), rounded half up as the model says. */
export function feeOf(model: FillModel, quantity: Quantity, price: Price): Money {
	return roundMoney(
		higher(model.commission.minimum, variableFee(model.commission, quantity, price)),
		model.feeDecimals
	);
}

function variableFee(commission: Commission, quantity: Quantity, price: Price): Money {
	return add(multiply(quantity, commission.perShare), fractionOf(multiply(quantity, price), commission.rate));
}
