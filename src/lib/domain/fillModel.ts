import type { FillModel } from './bookConfig.ts';
import {
	add,
	oneRatio,
	roundPrice,
	scalePrice,
	subtract,
	zeroQuantity,
	type Price,
	type Quantity
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
