import type { BookConfig, Commission, FillModel, RiskLimits, SizingLimits } from '../domain/bookConfig.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { MarketSource, PricedInstrument } from '../domain/market.ts';
import { flag, money, nullable, number, object, price, quantity, ratio, text, union, word } from './codec.ts';

const commission = object<Commission>({ perShare: price, rate: ratio, minimum: money });

const fillModel = object<FillModel>({
	slippage: ratio,
	commission,
	useBidAsk: flag,
	roundPrices: flag,
	feeDecimals: nullable(number)
});

const sizingLimits = object<SizingLimits>({
	maxPositionFraction: ratio,
	maxTotalExposure: ratio,
	minTradeNotional: money
});

const riskLimits = object<RiskLimits>({
	maxDataAgeSeconds: number,
	maxOpenTrades: nullable(number),
	maxTradesPerSymbol: nullable(number)
});

/** The settings of a book. */
export const bookConfig = object<BookConfig>({
	startingCash: money,
	fillModel,
	sizing: sizingLimits,
	risk: riskLimits,
	allowAdding: flag,
	extendedHours: flag
});

/** Where a book's prices come from. */
export const marketSource = union<MarketSource, 'type'>('type', {
	generated: { seed: number, symbols: number, startsAt: number },
	bars: { startsAt: number },
	history: { startsAt: number }
});

const instrument = object<Instrument>({
	symbol: text,
	assetClass: word('us_equity', 'crypto'),
	lot: quantity,
	priceDecimals: number
});

/** An instrument and the interval of its bars. */
export const pricedInstrument = object<PricedInstrument>({ instrument, interval: word('1m', '1d') });
