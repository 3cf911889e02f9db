import type { Money, Price, Ratio } from './decimal.ts';
import type { Latency } from './latency.ts';
import type { LockTerms } from './locks.ts';
import type { MarginTerms } from './margin.ts';
import type { RiskLimits } from './riskLimits.ts';

/** What an order costs: max(minimum, Σ of its fills (perShare × quantity + rate × notional)), in account currency. */
export interface Commission {
	readonly perShare: Price;
	readonly rate: Ratio;
	readonly minimum: Money;
	/** The rate of a limit order that rested before it filled, and of all others; `null` is the rate. */
	readonly makerRate: Ratio | null;
	readonly takerRate: Ratio | null;
}

/**
 * What US regulators take of a sale of shares: a part of its worth (Section 31 of the Exchange Act) and something a share up to a
 * most a trade (FINRA's trading activity fee); `null` is what was or is in force on the day of the trade (`regulatoryRates.ts`).
 */
export interface RegulatoryFees {
	readonly isOn: boolean;
	readonly secRate: Ratio | null;
	readonly tafPerShare: Price | null;
	readonly tafMost: Money | null;
}

/** How a market order slips, by name; `bps` is the usual one. */
export type SlippageModel = (typeof slippageModels)[number];
/** Every slippage model. */
export const slippageModels = [
	'none',
	'bps',
	'spreadFraction',
	'volumeShare',
	'squareRoot',
	'volatilityShare'
] as const;

/** How strong each model is that takes something of the market: plain factors. */
export interface SlippageTerms {
	/** Part of the spread beyond the far side. */
	readonly spreadFraction: Ratio;
	/** Of the price, for all of the volume. */
	readonly volumeImpact: Ratio;
	/** Of a volatility, for all of the volume. */
	readonly rootImpact: Ratio;
	/** Part of the range. */
	readonly rangeShare: Ratio;
}

/** What stands beyond the best price: plain factors, and the distance of two levels as a fraction of that price. */
export interface DepthTerms {
	/** The size of the first level as a part of what a quote shows on the far side, or of the volume of a bar. */
	readonly first: Ratio;
	/** The size of each level as a multiple of that of the one before it. */
	readonly growth: Ratio;
	readonly spacing: Ratio;
}

/** How the simulator fills: slippage in basis points as a fraction of the price, decimals kept (`null` rounds nothing). */
export interface FillModel {
	readonly slippageModel: SlippageModel;
	readonly slippage: Ratio;
	readonly slippageTerms: SlippageTerms;
	readonly commission: Commission;
	readonly regulatory: RegulatoryFees;
	/** Whether the fee of a bought coin is paid in money, or taken from the coins that are received. */
	readonly cryptoFee: 'money' | 'received';
	/** The most of a bar's volume, or of the size that a quote offers, that fills together take; `null` takes what is asked for. */
	readonly volumeShare: Ratio | null;
	/**
	 * What stands before a limit that begins to rest, as a multiple of what the market shows there then: the size at the best price of
	 * its side, or the volume of the bar. `null` lets it fill when it is touched.
	 */
	readonly queueAhead: Ratio | null;
	/** How likely a limit that rests fills when it is no more than touched and no queue decides; 1 always. */
	readonly limitFillProbability: Ratio;
	/** How many levels of prices what trades at once walks, and how they are made; `null` lets the slippage model price all of it. */
	readonly depthLevels: number | null;
	readonly depthTerms: DepthTerms;
	/** On quotes a market order pays the ask and gets the bid; `false` trades at the last price instead. Slippage comes on top. */
	readonly useBidAsk: boolean;
	/** `true` rounds fill prices half up to the decimals of the instrument, `false` keeps 9 decimals. */
	readonly roundPrices: boolean;
	/** Decimals of a fee, half up; `null` rounds nothing. */
	readonly feeDecimals: number | null;
}

/** How a decision becomes a quantity: fractions of equity, and the least notional worth a trade. */
export interface SizingLimits {
	readonly maxPositionFraction: Ratio;
	readonly maxTotalExposure: Ratio;
	readonly minTradeNotional: Money;
}

/** How orders are made where nothing is said of it. */
export interface OrderPolicy {
	/** An entry without a price is a limit order for the day this fraction beyond the last price; null makes it a market order. */
	readonly entryLimitOffset: Ratio | null;
	/** Whether an order that is made while the market is closed waits for the session that comes. */
	readonly queuesWhenClosed: boolean;
	/** How long a stop-limit that the market has jumped over waits for its limit before what is left goes at the market. */
	readonly escalationSeconds: number;
}

/** The settings a book is opened with. */
export interface BookConfig {
	readonly startingCash: Money;
	readonly fillModel: FillModel;
	readonly latency: Latency;
	readonly sizing: SizingLimits;
	readonly risk: RiskLimits;
	/** What locks symbols for a time. */
	readonly locks: LockTerms;
	readonly orders: OrderPolicy;
	readonly allowAdding: boolean;
	/** Whether what is not held may be sold. */
	readonly allowShort: boolean;
	readonly margin: MarginTerms;
	readonly extendedHours: boolean;
}
