import type { BookConfig } from './bookConfig.ts';
import {
	breakerPolicies,
	limitNames,
	limitToText,
	readWhole,
	textToLimit,
	type LimitName,
	type RiskLimits
} from './riskLimits.ts';
import { offText, readFlag, type SettingAccess } from './settingAccess.ts';
import { listToText, tableToText, textToList, textToTable } from './symbolLists.ts';

type LimitSettings = { readonly [Name in LimitName as `risk.${Name}`]: SettingAccess };

/** The settings of the risk review, by their paths. */
export const riskSettings = {
	...(Object.fromEntries(
		limitNames.map((name) => [`risk.${name}`, limitSetting(name)])
	) as unknown as LimitSettings),
	'risk.breakerPolicy': {
		read: ({ risk }) => risk.breakerPolicy,
		write: (config, text) =>
			withRisk(config, 'breakerPolicy', breakerPolicies.find((one) => one === text) ?? null)
	},
	'risk.errorWindowSeconds': wholeSetting('errorWindowSeconds'),
	'risk.recheckSeconds': wholeSetting('recheckSeconds'),
	'risk.orderWindowSeconds': wholeSetting('orderWindowSeconds'),
	'risk.replaceWindowSeconds': wholeSetting('replaceWindowSeconds'),
	'risk.maxDataAgeSeconds': wholeSetting('maxDataAgeSeconds'),
	'risk.oldPricesPass': flagSetting('oldPricesPass'),
	'risk.requiresStop': flagSetting('requiresStop'),
	'risk.confirmEntries': flagSetting('confirmEntries'),
	'risk.restricted': {
		read: ({ risk }) => (risk.restricted.length === 0 ? offText : listToText(risk.restricted)),
		write: (config, text) => withRisk(config, 'restricted', text === offText ? [] : textToList(text))
	},
	'risk.sectors': {
		read: ({ risk }) => (Object.keys(risk.sectors).length === 0 ? offText : tableToText(risk.sectors)),
		write: (config, text) => withRisk(config, 'sectors', text === offText ? {} : textToTable(text))
	}
} as const satisfies Record<string, SettingAccess>;

function limitSetting(name: LimitName): SettingAccess {
	return {
		read: ({ risk }) => {
			const value = risk[name];
			return value === null ? offText : limitToText(name, value);
		},
		write: ({ risk, ...config }, text) => {
			const value = textToLimit(name, text);
			return value === null && text !== offText ? null : { ...config, risk: { ...risk, [name]: value } };
		}
	};
}

function wholeSetting(
	name:
		| 'maxDataAgeSeconds'
		| 'orderWindowSeconds'
		| 'replaceWindowSeconds'
		| 'errorWindowSeconds'
		| 'recheckSeconds'
): SettingAccess {
	return {
		read: ({ risk }) => String(risk[name]),
		write: (config, text) => withRisk(config, name, readWhole(text))
	};
}

function flagSetting(name: 'oldPricesPass' | 'requiresStop' | 'confirmEntries'): SettingAccess {
	return {
		read: ({ risk }) => String(risk[name]),
		write: (config, text) => withRisk(config, name, readFlag(text) ?? null)
	};
}

function withRisk<Name extends keyof RiskLimits>(
	config: BookConfig,
	name: Name,
	value: RiskLimits[Name] | null
): BookConfig | null {
	return value === null ? null : { ...config, risk: { ...config.risk, [name]: value } };
}
