import {
	slippageModels,
	type BookConfig,
	type Commission,
	type DepthTerms,
	type FillModel,
	type OrderPolicy,
	type RegulatoryFees,
	type SizingLimits,
	type SlippageTerms
} from '../domain/bookConfig.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { Delay, Latency } from '../domain/latency.ts';
import type { MarginTerms } from '../domain/margin.ts';
import type { MarketSource, PricedInstrument } from '../domain/market.ts';
import {
	isSettingValue,
	settingKeys,
	settingRangeText,
	unsettableOf,
	type SettingChange
} from '../domain/settings.ts';
import {
	UnreadableEntry,
	flag,
	money,
	nullable,
	number,
	object,
	price,
	quantity,
	ratio,
	text,
	union,
	word,
	type Codec
} from './codec.ts';
import { lockTerms } from './lockCodec.ts';
import { riskLimits } from './riskLimitsCodec.ts';

const commission = object<Commission>({
	...{ perShare: price, rate: ratio, minimum: money },
	...{ makerRate: nullable(ratio), takerRate: nullable(ratio) }
});

const slippageTerms = object<SlippageTerms>({
	spreadFraction: ratio,
	volumeImpact: ratio,
	rootImpact: ratio,
	rangeShare: ratio
});

const regulatory = object<RegulatoryFees>({
	isOn: flag,
	secRate: nullable(ratio),
	tafPerShare: nullable(price),
	tafMost: nullable(money)
});

const fillModel = object<FillModel>({
	slippageModel: word(...slippageModels),
	slippage: ratio,
	slippageTerms,
	commission,
	regulatory,
	cryptoFee: word('money', 'received'),
	volumeShare: nullable(ratio),
	queueAhead: nullable(ratio),
	limitFillProbability: ratio,
	depthLevels: nullable(number),
	depthTerms: object<DepthTerms>({ first: ratio, growth: ratio, spacing: ratio }),
	useBidAsk: flag,
	roundPrices: flag,
	feeDecimals: nullable(number)
});

const sizingLimits = object<SizingLimits>({
	maxPositionFraction: ratio,
	maxTotalExposure: ratio,
	minTradeNotional: money
});

const delay = object<Delay>({ base: number, jitter: number });

const anyConfig = object<BookConfig>({
	startingCash: money,
	fillModel,
	latency: object<Latency>({ submit: delay, replace: delay, cancel: delay }),
	sizing: sizingLimits,
	risk: riskLimits,
	locks: lockTerms,
	orders: object<OrderPolicy>({
		entryLimitOffset: nullable(ratio),
		queuesWhenClosed: flag,
		escalationSeconds: number
	}),
	allowAdding: flag,
	allowShort: flag,
	margin: object<MarginTerms>({ shortInitial: ratio, shortMaintenance: ratio }),
	extendedHours: flag
});

/** The settings of a book; those that no person could have set cannot be read. */
export const bookConfig: Codec<BookConfig> = {
	write: anyConfig.write,
	read: (json, path) => {
		const config = anyConfig.read(json, path);
		const [wrong] = unsettableOf(config);
		if (wrong === undefined) return config;
		const { key, text: found } = wrong;
		throw new UnreadableEntry(`${path}.${key}`, `a value${settingRangeText(key)}: it is ${found}`);
	}
};

const changedTexts = object<SettingChange>({ key: word(...settingKeys), from: text, to: text });

/** A setting as it was and as it is; a text that is no value of the setting, as a person could give it, cannot be read. */
export const settingChange: Codec<SettingChange> = {
	write: changedTexts.write,
	read: (json, path) => {
		const change = changedTexts.read(json, path);
		for (const side of ['from', 'to'] as const) {
			const { key, [side]: found } = change;
			if (isSettingValue(key, found)) continue;
			throw new UnreadableEntry(
				`${path}.${side}`,
				`a value of ${key}${settingRangeText(key)}: it is ${JSON.stringify(found)}`
			);
		}
		return change;
	}
};

/** Where a book's prices come from. */
export const marketSource = union<MarketSource, 'type'>('type', {
	generated: { seed: number, symbols: number, startsAt: number },
	bars: { startsAt: number },
	history: { startsAt: number },
	alpaca: { startsAt: number, account: nullable(text) }
});

const instrument = object<Instrument>({
	symbol: text,
	assetClass: word('us_equity', 'crypto'),
	lot: quantity,
	priceDecimals: number
});

/** An instrument and the interval of its bars. */
export const pricedInstrument = object<PricedInstrument>({ instrument, interval: word('1m', '1d') });
