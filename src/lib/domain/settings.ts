import type { BookConfig } from './bookConfig.ts';
import {
	formatDecimal,
	formatMoney,
	parseRatio,
	readMoney,
	readPrice,
	readRatio,
	subtract,
	oneRatio,
	zeroMoney,
	zeroPrice,
	type Ratio
} from './decimal.ts';
import { shiftPoint } from './digits.ts';
import { isInSettingRange, settingRangeOf } from './settingRanges.ts';

const centDecimals = 2;
const zeroRatio = subtract(oneRatio, oneRatio);

/** How a setting stands in a config as canonical text; `write` gives null for a text that is no value of it. */
interface SettingAccess {
	readonly read: (config: BookConfig) => string;
	readonly write: (config: BookConfig, text: string) => BookConfig | null;
}

/** The text of a limit that does not hold. */
export const offText = 'off';

/**
 * Every setting that can change while a book runs, by the path it has in a `config.json`. Fractions are canonical decimals,
 * slippage counts basis points, a limit is a whole number or `off`, a switch `true` or `false`.
 */
const settingTable = {
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
	'risk.maxOpenTrades': {
		read: ({ risk }) => limitText(risk.maxOpenTrades),
		write: (config, text) => withRisk(config, 'maxOpenTrades', readLimit(text))
	},
	'risk.maxTradesPerSymbol': {
		read: ({ risk }) => limitText(risk.maxTradesPerSymbol),
		write: (config, text) => withRisk(config, 'maxTradesPerSymbol', readLimit(text))
	},
	'risk.maxDataAgeSeconds': {
		read: ({ risk }) => String(risk.maxDataAgeSeconds),
		write: (config, text) => withRisk(config, 'maxDataAgeSeconds', readWhole(text))
	},
	slippageBps: {
		read: ({ fillModel }) => ratioToBps(fillModel.slippage),
		write: (config, text) => withFills(config, 'slippage', bpsToRatio(text) ?? undefined)
	},
	volumeShare: {
		read: ({ fillModel: { volumeShare } }) => (volumeShare === null ? offText : formatDecimal(volumeShare)),
		write: (config, text) =>
			withFills(config, 'volumeShare', text === offText ? null : (readRatio(text) ?? undefined))
	},
	useBidAsk: {
		read: ({ fillModel }) => String(fillModel.useBidAsk),
		write: (config, text) => withFills(config, 'useBidAsk', readFlag(text))
	},
	'commission.perShare': {
		read: ({ fillModel }) => formatDecimal(fillModel.commission.perShare),
		write: (config, text) => withCommission(config, 'perShare', readPrice(text))
	},
	'commission.rate': {
		read: ({ fillModel }) => formatDecimal(fillModel.commission.rate),
		write: (config, text) => withCommission(config, 'rate', readRatio(text))
	},
	'commission.minimum': {
		read: ({ fillModel }) => formatMoney(fillModel.commission.minimum),
		write: (config, text) => withCommission(config, 'minimum', readMoney(text))
	},
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
		read: ({ orders: { entryLimitOffset } }) =>
			entryLimitOffset === null ? offText : formatDecimal(entryLimitOffset),
		write: (config, text) => {
			const entryLimitOffset = text === offText ? null : readRatio(text);
			const isRead = text === offText || entryLimitOffset !== null;
			return isRead ? { ...config, orders: { ...config.orders, entryLimitOffset } } : null;
		}
	},
	'orders.closedMarket': {
		read: ({ orders }) => (orders.queuesWhenClosed ? 'queue' : 'refuse'),
		write: (config, text) => ({ ...config, orders: { ...config.orders, queuesWhenClosed: text === 'queue' } })
	},
	allowAdding: {
		read: ({ allowAdding }) => String(allowAdding),
		write: (config, text) => ({ ...config, allowAdding: text === 'true' })
	},
	extendedHours: {
		read: ({ extendedHours }) => String(extendedHours),
		write: (config, text) => ({ ...config, extendedHours: text === 'true' })
	}
} as const satisfies Record<string, SettingAccess>;

/** The name of a setting: its path in a `config.json`. */
export type SettingKey = keyof typeof settingTable;

/** Every setting in the order in which a person reads them. */
export const settingKeys = Object.keys(settingTable) as readonly SettingKey[];

/** A setting as it was and as it is, in canonical texts. */
export interface SettingChange {
	readonly key: SettingKey;
	readonly from: string;
	readonly to: string;
}

/** Whether a text names a setting. */
export function isSettingKey(text: string): text is SettingKey {
	return Object.hasOwn(settingTable, text);
}

/** The value of a setting in a config, as canonical text. */
export function readSetting(config: BookConfig, key: SettingKey): string {
	return settingTable[key].read(config);
}

/** The config with another value of a setting; null when the text is not the canonical text of a value in its range. */
export function withSetting(config: BookConfig, key: SettingKey, text: string): BookConfig | null {
	const changed = settingTable[key].write(config, text);
	return changed !== null && readSetting(changed, key) === text && isInSettingRange(key, text)
		? changed
		: null;
}

/** Whether a text is the canonical text of a value of a setting. */
export function isSettingValue(key: SettingKey, text: string): boolean {
	return withSetting(blankConfig, key, text) !== null;
}

/** What the values of a setting are, in words that follow a noun: ` from 0 to 1`; empty for one that is chosen. */
export function settingRangeText(key: string): string {
	const range = settingRangeOf(key);
	return range === null ? '' : ` from ${range[0]} to ${range[1]}`;
}

/** The settings of a config that no person could have set, starting cash among them, each with its value. */
export function unsettableOf(config: BookConfig): readonly { readonly key: string; readonly text: string }[] {
	const cash = { key: 'startingCash', text: formatMoney(config.startingCash) };
	const fees = { key: 'rounding.fees', text: `${String(config.fillModel.feeDecimals)} decimals` };
	const keepsOtherDecimals = ![null, centDecimals].includes(config.fillModel.feeDecimals);
	return [
		...(isInSettingRange(cash.key, cash.text) ? [] : [cash]),
		...settingKeys
			.map((key) => ({ key, text: readSetting(config, key) }))
			.filter(({ key, text }) => !isSettingValue(key, text)),
		...(keepsOtherDecimals ? [fees] : [])
	];
}

const blankConfig: BookConfig = {
	startingCash: zeroMoney,
	fillModel: {
		...{ slippage: zeroRatio, volumeShare: null, useBidAsk: true, roundPrices: true, feeDecimals: null },
		commission: { perShare: zeroPrice, rate: zeroRatio, minimum: zeroMoney }
	},
	sizing: { maxPositionFraction: zeroRatio, maxTotalExposure: zeroRatio, minTradeNotional: zeroMoney },
	risk: { maxDataAgeSeconds: 0, maxOpenTrades: null, maxTradesPerSymbol: null },
	orders: { entryLimitOffset: null, queuesWhenClosed: true },
	...{ allowAdding: false, extendedHours: false }
};

/** What differs between two configs, in the order of the settings; starting cash is no setting of a running book. */
export function differencesOf(from: BookConfig, to: BookConfig): readonly SettingChange[] {
	return settingKeys
		.map((key) => ({ key, from: readSetting(from, key), to: readSetting(to, key) }))
		.filter((change) => change.from !== change.to);
}

function withSizing<Name extends keyof BookConfig['sizing']>(
	config: BookConfig,
	name: Name,
	value: BookConfig['sizing'][Name] | null
): BookConfig | null {
	return value === null ? null : { ...config, sizing: { ...config.sizing, [name]: value } };
}

function withRisk<Name extends keyof BookConfig['risk']>(
	config: BookConfig,
	name: Name,
	value: BookConfig['risk'][Name] | undefined
): BookConfig | null {
	return value === undefined ? null : { ...config, risk: { ...config.risk, [name]: value } };
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
	value: BookConfig['fillModel']['commission'][Name] | null
): BookConfig | null {
	if (value === null) return null;
	return withFills(config, 'commission', { ...config.fillModel.commission, [name]: value });
}

function limitText(limit: number | null): string {
	return limit === null ? offText : String(limit);
}

function readLimit(text: string): number | null | undefined {
	return text === offText ? null : readWhole(text);
}

function readWhole(text: string): number | undefined {
	return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function readFlag(text: string): boolean | undefined {
	return text === 'true' ? true : text === 'false' ? false : undefined;
}

function bpsToRatio(text: string): Ratio | null {
	const read = /^\d+(?:\.\d+)?$/.test(text) ? parseRatio(`${text}e-4`) : null;
	return read?.ok === true ? read.value : null;
}

function ratioToBps(ratio: Ratio): string {
	return shiftPoint(formatDecimal(ratio), 4);
}
