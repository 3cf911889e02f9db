import { slippageModels, type BookConfig } from './bookConfig.ts';
import {
	formatDecimal,
	formatMoney,
	parseRatio,
	readMoney,
	readPrice,
	readRatio,
	type Ratio
} from './decimal.ts';
import { shiftPoint } from './digits.ts';
import type { Delay, Errand } from './latency.ts';
import { lockSettings } from './lockSettings.ts';
import { readWhole } from './riskLimits.ts';
import { riskSettings } from './riskSettings.ts';
import { offText, readFlag, type SettingAccess } from './settingAccess.ts';

/** The decimals of a fee that is rounded. */
export const centDecimals = 2;

/**
 * Every setting that can change while a book runs, by the path it has in a `config.json`. Fractions are canonical decimals,
 * slippage counts basis points, a limit that does not hold is `off`, a switch `true` or `false`.
 */
export const settingTable = {
	'sizing.maxPositionFraction': {
		read: ({ sizing }) => formatDecimal(sizing.maxPositionFraction),
		write: (config, text) => withSizing(config, 'maxPositionFraction', readRatio(text))
	},
	'sizing.maxTotalExposure': {
		read: ({ sizing }) => formatDecimal(sizing.maxTotalExposure),
		write: (config, text) => withSizing(config, 'maxTotalExposure', readRatio(text))
	},
	'sizing.minTradeNotional': {
		read: ({ sizing }) => formatMoney(sizing.minTradeNotional),
		write: (config, text) => withSizing(config, 'minTradeNotional', readMoney(text))
	},
	...riskSettings,
	...lockSettings,
	slippageBps: {
		read: ({ fillModel }) => ratioToBps(fillModel.slippage),
		write: (config, text) => withFills(config, 'slippage', bpsToRatio(text) ?? undefined)
	},
	slippageModel: {
		read: ({ fillModel }) => fillModel.slippageModel,
		write: (config, text) =>
			withFills(
				config,
				'slippageModel',
				slippageModels.find((name) => name === text)
			)
	},
	'slippage.spreadFraction': slippageTerm('spreadFraction'),
	'slippage.volumeImpact': slippageTerm('volumeImpact'),
	'slippage.rootImpact': slippageTerm('rootImpact'),
	'slippage.rangeShare': slippageTerm('rangeShare'),
	volumeShare: {
		read: ({ fillModel }) => rateText(fillModel.volumeShare),
		write: (config, text) => withFills(config, 'volumeShare', readRate(text))
	},
	'fills.queueAhead': {
		read: ({ fillModel }) => rateText(fillModel.queueAhead),
		write: (config, text) => withFills(config, 'queueAhead', readRate(text))
	},
	'fills.limitFillProbability': {
		read: ({ fillModel }) => formatDecimal(fillModel.limitFillProbability),
		write: (config, text) => withFills(config, 'limitFillProbability', readRatio(text) ?? undefined)
	},
	'fills.depthLevels': {
		read: ({ fillModel: { depthLevels } }) => (depthLevels === null ? offText : String(depthLevels)),
		write: (config, text) => withFills(config, 'depthLevels', readUnlessOff(text, readWhole))
	},
	'fills.depthFirst': depthTerm('first', formatDecimal, readRatio),
	'fills.depthGrowth': depthTerm('growth', formatDecimal, readRatio),
	'fills.depthSpacingBps': depthTerm('spacing', ratioToBps, bpsToRatio),
	useBidAsk: {
		read: ({ fillModel }) => String(fillModel.useBidAsk),
		write: (config, text) => withFills(config, 'useBidAsk', readFlag(text))
	},
	'commission.perShare': {
		read: ({ fillModel }) => formatDecimal(fillModel.commission.perShare),
		write: (config, text) => withCommission(config, 'perShare', readPrice(text) ?? undefined)
	},
	'commission.rate': {
		read: ({ fillModel }) => formatDecimal(fillModel.commission.rate),
		write: (config, text) => withCommission(config, 'rate', readRatio(text) ?? undefined)
	},
	'commission.minimum': {
		read: ({ fillModel }) => formatMoney(fillModel.commission.minimum),
		write: (config, text) => withCommission(config, 'minimum', readMoney(text) ?? undefined)
	},
	'commission.makerRate': roleRate('makerRate'),
	'commission.takerRate': roleRate('takerRate'),
	'commission.ofCoins': {
		read: ({ fillModel }) => fillModel.cryptoFee,
		write: (config, text) =>
			withFills(config, 'cryptoFee', text === 'money' || text === 'received' ? text : undefined)
	},
	'regulatory.fees': {
		read: ({ fillModel }) => String(fillModel.regulatory.isOn),
		write: (config, text) => withRegulatory(config, 'isOn', readFlag(text))
	},
	'regulatory.secRate': {
		read: ({ fillModel }) => rateText(fillModel.regulatory.secRate),
		write: (config, text) => withRegulatory(config, 'secRate', readRate(text))
	},
	'regulatory.tafPerShare': {
		read: ({ fillModel: { regulatory } }) =>
			regulatory.tafPerShare === null ? offText : formatDecimal(regulatory.tafPerShare),
		write: (config, text) => withRegulatory(config, 'tafPerShare', readUnlessOff(text, readPrice))
	},
	'regulatory.tafMost': {
		read: ({ fillModel: { regulatory } }) =>
			regulatory.tafMost === null ? offText : formatMoney(regulatory.tafMost),
		write: (config, text) => withRegulatory(config, 'tafMost', readUnlessOff(text, readMoney))
	},
	'latency.submit': delaySetting('submit', 'base'),
	'latency.submitJitter': delaySetting('submit', 'jitter'),
	'latency.cancel': delaySetting('cancel', 'base'),
	'latency.cancelJitter': delaySetting('cancel', 'jitter'),
	'latency.replace': delaySetting('replace', 'base'),
	'latency.replaceJitter': delaySetting('replace', 'jitter'),
	'rounding.prices': {
		read: ({ fillModel }) => (fillModel.roundPrices ? 'instrument' : 'none'),
		write: (config, text) => withFills(config, 'roundPrices', text === 'instrument')
	},
	'rounding.fees': {
		read: ({ fillModel }) => (fillModel.feeDecimals === null ? 'none' : 'cents'),
		write: ({ fillModel, ...config }, text) => ({
			...config,
			fillModel: { ...fillModel, feeDecimals: text === 'cents' ? centDecimals : null }
		})
	},
	'orders.entryLimitOffset': {
		read: ({ orders }) => rateText(orders.entryLimitOffset),
		write: (config, text) => {
			const entryLimitOffset = readRate(text);
			if (entryLimitOffset === undefined) return null;
			return { ...config, orders: { ...config.orders, entryLimitOffset } };
		}
	},
	'orders.closedMarket': {
		read: ({ orders }) => (orders.queuesWhenClosed ? 'queue' : 'refuse'),
		write: (config, text) => ({ ...config, orders: { ...config.orders, queuesWhenClosed: text === 'queue' } })
	},
	'orders.escalationSeconds': {
		read: ({ orders }) => String(orders.escalationSeconds),
		write: (config, text) => {
			const escalationSeconds = readWhole(text);
			return escalationSeconds === null
				? null
				: { ...config, orders: { ...config.orders, escalationSeconds } };
		}
	},
	allowAdding: {
		read: ({ allowAdding }) => String(allowAdding),
		write: (config, text) => ({ ...config, allowAdding: text === 'true' })
	},
	allowShort: {
		read: ({ allowShort }) => String(allowShort),
		write: (config, text) => ({ ...config, allowShort: text === 'true' })
	},
	'margin.shortInitial': marginTerm('shortInitial'),
	'margin.shortMaintenance': marginTerm('shortMaintenance'),
	extendedHours: {
		read: ({ extendedHours }) => String(extendedHours),
		write: (config, text) => ({ ...config, extendedHours: text === 'true' })
	}
} as const satisfies Record<string, SettingAccess>;

function withSizing<Name extends keyof BookConfig['sizing']>(
	config: BookConfig,
	name: Name,
	value: BookConfig['sizing'][Name] | null
): BookConfig | null {
	return value === null ? null : { ...config, sizing: { ...config.sizing, [name]: value } };
}

function withFills<Name extends keyof BookConfig['fillModel']>(
	config: BookConfig,
	name: Name,
	value: BookConfig['fillModel'][Name] | undefined
): BookConfig | null {
	return value === undefined ? null : { ...config, fillModel: { ...config.fillModel, [name]: value } };
}

function withCommission<Name extends keyof BookConfig['fillModel']['commission']>(
	config: BookConfig,
	name: Name,
	value: BookConfig['fillModel']['commission'][Name] | undefined
): BookConfig | null {
	if (value === undefined) return null;
	return withFills(config, 'commission', { ...config.fillModel.commission, [name]: value });
}

/** The rate of makers or of takers, off where it is the rate of all. */
function roleRate(name: 'makerRate' | 'takerRate'): SettingAccess {
	return {
		read: ({ fillModel }) => rateText(fillModel.commission[name]),
		write: (config, text) => withCommission(config, name, readRate(text))
	};
}

function withRegulatory<Name extends keyof BookConfig['fillModel']['regulatory']>(
	config: BookConfig,
	name: Name,
	value: BookConfig['fillModel']['regulatory'][Name] | undefined
): BookConfig | null {
	if (value === undefined) return null;
	return withFills(config, 'regulatory', { ...config.fillModel.regulatory, [name]: value });
}

function delaySetting(errand: Errand, part: keyof Delay): SettingAccess {
	return {
		read: ({ latency }) => String(latency[errand][part]),
		write: (config, text) => {
			const value = readWhole(text);
			if (value === null) return null;
			const delay = { ...config.latency[errand], [part]: value };
			return { ...config, latency: { ...config.latency, [errand]: delay } };
		}
	};
}

function marginTerm(name: keyof BookConfig['margin']): SettingAccess {
	return {
		read: ({ margin }) => formatDecimal(margin[name]),
		write: (config, text) => {
			const value = readRatio(text);
			return value === null ? null : { ...config, margin: { ...config.margin, [name]: value } };
		}
	};
}

function slippageTerm(name: keyof BookConfig['fillModel']['slippageTerms']): SettingAccess {
	return {
		read: ({ fillModel }) => formatDecimal(fillModel.slippageTerms[name]),
		write: (config, text) => {
			const value = readRatio(text);
			if (value === null) return null;
			return withFills(config, 'slippageTerms', { ...config.fillModel.slippageTerms, [name]: value });
		}
	};
}

function depthTerm(
	name: keyof BookConfig['fillModel']['depthTerms'],
	write: (ratio: Ratio) => string,
	readText: (text: string) => Ratio | null
): SettingAccess {
	return {
		read: ({ fillModel }) => write(fillModel.depthTerms[name]),
		write: (config, text) => {
			const value = readText(text);
			if (value === null) return null;
			return withFills(config, 'depthTerms', { ...config.fillModel.depthTerms, [name]: value });
		}
	};
}

function rateText(rate: Ratio | null): string {
	return rate === null ? offText : formatDecimal(rate);
}

function readRate(text: string): Ratio | null | undefined {
	return readUnlessOff(text, readRatio);
}

function readUnlessOff<Value>(
	text: string,
	readText: (text: string) => Value | null
): Value | null | undefined {
	return text === offText ? null : (readText(text) ?? undefined);
}

function bpsToRatio(text: string): Ratio | null {
	const read = /^\d+(?:\.\d+)?$/.test(text) ? parseRatio(`${text}e-4`) : null;
	return read?.ok === true ? read.value : null;
}

function ratioToBps(ratio: Ratio): string {
	return shiftPoint(formatDecimal(ratio), 4);
}
