import type { FillModel } from './bookConfig.ts';
import {
	add,
	decimalToNumber,
	fractionOf,
	isPositive,
	lower,
	multiply,
	oneRatio,
	oneUnit,
	parseRatio,
	ratioOf,
	scalePrice,
	subtract,
	unitsToPrice,
	type Price,
	type Quantity,
	type Ratio
} from './decimal.ts';

/** The market that a fill meets: what its bar or quote has, and what of its volume other fills have taken. */
export interface Liquidity {
	/** Null where nobody says. */
	readonly volume: Quantity | null;
	readonly taken: Quantity;
	/** Ask less bid; null on a bar. */
	readonly spread: Price | null;
	/** High less low; on a quote the spread. */
	readonly range: Price;
	/** The standard deviation of the price that a range stands for, as a part of it. */
	readonly deviation: number;
}

/** High less low of a bar is on average 2 √(ln 2) of its deviation (Parkinson, The extreme value method, 1980). */
export const deviationOfBar = 0.6006;
/**
 * The spread of a quote is about the deviation of a trade (Wyart, Bouchaud and others, Relation between bid-ask spread,
 * impact and volatility in order-driven markets, 2008).
 */
export const deviationOfQuote = 1;

/** Slippage never takes more than half of the price. */
const mostSlippage = ratioOf(oneRatio, add(oneRatio, oneRatio));
const one = multiply(oneUnit, unitsToPrice(1_000_000_000));

/**
 * By how much of `reference` a fill of `quantity` is worse, at most a half. What a market does not say falls back to basis points, as
 * does every model where no market is known yet.
 */
export function slippageAt(
	model: FillModel,
	reference: Price,
	quantity: Quantity,
	liquidity: Liquidity | null
): Ratio {
	if (model.slippageModel === 'none') return subtract(oneRatio, oneRatio);
	const own =
		liquidity === null || !isPositive(reference) ? null : ownSlippage(model, reference, quantity, liquidity);
	return lower(own ?? model.slippage, mostSlippage);
}

function ownSlippage(
	{ slippageModel, slippageTerms }: FillModel,
	reference: Price,
	quantity: Quantity,
	liquidity: Liquidity
): Ratio | null {
	const { spread, range } = liquidity;
	const share = shareTaken(quantity, liquidity);
	switch (slippageModel) {
		case 'none':
		case 'bps':
			return null;
		case 'spreadFraction':
			return spread === null
				? null
				: ratioOf(scalePrice(spread, slippageTerms.spreadFraction, null), reference);
		case 'volumeShare':
			return share === null ? null : ofVolumeShare(share, slippageTerms.volumeImpact);
		case 'squareRoot':
			return share === null ? null : ofSquareRoot(share, slippageTerms.rootImpact, reference, liquidity);
		case 'volatilityShare':
			return ratioOf(scalePrice(range, slippageTerms.rangeShare, null), reference);
	}
}

/** What a fill and those before it take of the volume, at most all of it; null where there is none. */
function shareTaken(quantity: Quantity, { volume, taken }: Liquidity): Ratio | null {
	if (volume === null || !isPositive(volume)) return null;
	return ratioOf(lower(add(taken, quantity), volume), volume);
}

/**
 * impact × (quantity ÷ volume)², all fills of the bar together: `VolumeShareSlippage` of zipline, whose impact is 0.1. Its
 * limit of the volume is the setting of the share that fills take.
 */
function ofVolumeShare(share: Ratio, impact: Ratio): Ratio {
	return ratioOf(fractionOf(fractionOf(fractionOf(one, share), share), impact), one);
}

/**
 * impact × volatility × √(quantity ÷ volume): the square-root law (Torre, BARRA Market Impact Model Handbook, 1997; Almgren and
 * others, Direct Estimation of Equity Market Impact, 2005). Volatility and volume are those of one and the same bar or
 * quote, since both grow with the time they are taken over so that the law holds for any.
 */
function ofSquareRoot(
	share: Ratio,
	impact: Ratio,
	reference: Price,
	{ range, deviation }: Liquidity
): Ratio | null {
	const volatility = decimalToNumber(ratioOf(range, reference)) * deviation;
	// Square roots are exact to the last digit in every engine, and so is this.
	const slipped = decimalToNumber(impact) * volatility * Math.sqrt(decimalToNumber(share));
	const read = parseRatio(Math.min(slipped, 1).toFixed(9));
	return read.ok ? read.value : null;
}
