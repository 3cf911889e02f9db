import type { BookConfig } from './bookConfig.ts';
import { formatMoney, zeroMoney, zeroPrice, zeroRatio } from './decimal.ts';
import { noLockRules } from './locks.ts';
import { isInSettingRange, settingRangeOf } from './settingRanges.ts';
import { noLimits, type RiskLimits } from './riskLimits.ts';
import { centDecimals, settingTable } from './settingTable.ts';

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

const blankLimits: RiskLimits = {
	...noLimits,
	...{ maxDataAgeSeconds: 0, orderWindowSeconds: 1, replaceWindowSeconds: 1 },
	...{ errorWindowSeconds: 1, recheckSeconds: 1, breakerPolicy: 'reduce' },
	...{ oldPricesPass: false, requiresStop: false, confirmEntries: false, restricted: [], sectors: {} }
};

const blankConfig: BookConfig = {
	startingCash: zeroMoney,
	fillModel: {
		...{
			slippageModel: 'bps',
			slippage: zeroRatio,
			volumeShare: null,
			queueAhead: null,
			limitFillProbability: zeroRatio,
			depthLevels: null,
			cryptoFee: 'money',
			useBidAsk: true,
			roundPrices: true,
			feeDecimals: null
		},
		slippageTerms: {
			...{ spreadFraction: zeroRatio, volumeImpact: zeroRatio, rootImpact: zeroRatio, rangeShare: zeroRatio }
		},
		depthTerms: { first: zeroRatio, growth: zeroRatio, spacing: zeroRatio },
		commission: {
			...{ perShare: zeroPrice, rate: zeroRatio, minimum: zeroMoney, makerRate: null, takerRate: null }
		},
		regulatory: { isOn: false, secRate: null, tafPerShare: null, tafMost: null }
	},
	latency: {
		submit: { base: 0, jitter: 0 },
		replace: { base: 0, jitter: 0 },
		cancel: { base: 0, jitter: 0 }
	},
	sizing: { maxPositionFraction: zeroRatio, maxTotalExposure: zeroRatio, minTradeNotional: zeroMoney },
	risk: blankLimits,
	locks: noLockRules,
	orders: { entryLimitOffset: null, queuesWhenClosed: true, escalationSeconds: 0 },
	...{ allowAdding: false, allowShort: false, extendedHours: false },
	margin: { shortInitial: zeroRatio, shortMaintenance: zeroRatio }
};

/** What differs between two configs, in the order of the settings; starting cash is no setting of a running book. */
export function differencesOf(from: BookConfig, to: BookConfig): readonly SettingChange[] {
	return settingKeys
		.map((key) => ({ key, from: readSetting(from, key), to: readSetting(to, key) }))
		.filter((change) => change.from !== change.to);
}
