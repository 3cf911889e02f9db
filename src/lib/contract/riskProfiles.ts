import type { BookConfig } from '../domain/bookConfig.ts';
import { readSetting, settingKeys, withSetting, type SettingKey } from '../domain/settings.ts';
import { defaultConfig } from '../schema/bookConfig.ts';

/** The profiles of limits there are. */
export const profileNames = ['sources', 'cautious', 'moderate', 'first_day'] as const;
export type ProfileName = (typeof profileNames)[number];

type Values = Readonly<Partial<Record<SettingKey, string>>>;

/** A named set of limits; what it does not name is off, or as in a config.json that says nothing. */
export interface RiskProfile {
	readonly title: string;
	/** Who it is for, in a sentence. */
	readonly about: string;
	readonly values: Values;
}

/** What depends on where prices come from, or is a person's own list, is left alone by every profile. */
const ofNoProfile: ReadonlySet<SettingKey> = new Set<SettingKey>([
	'risk.maxDataAgeSeconds',
	'risk.restricted',
	'risk.sectors'
]);

/** Every setting that is a limit: of sizing, or of the risk review. */
export const limitKeys: readonly SettingKey[] = settingKeys.filter(
	(key) => key.startsWith('sizing.') || key.startsWith('risk.')
);

/** The limits that a profile sets. */
export const profileKeys: readonly SettingKey[] = limitKeys.filter((key) => !ofNoProfile.has(key));

const sources: Values = {
	'sizing.maxPositionFraction': '0.1',
	'sizing.maxTotalExposure': '0.8',
	'sizing.minTradeNotional': '100',
	'risk.maxOpenTrades': '10',
	'risk.maxTradesPerSymbol': '1',
	'risk.maxTradeNotional': '0.1',
	'risk.maxPositionRisk': '0.05',
	'risk.maxPositionQuantity': '100',
	'risk.maxSectorExposure': '0.3',
	'risk.maxOrdersPerInstant': '10',
	'risk.maxStrategyTrades': '50',
	'risk.maxDayLoss': '0.02',
	'risk.maxDayLossMoney': '5000',
	'risk.maxDayDrawdown': '0.02',
	'risk.maxDayTrades': '50',
	'risk.maxLossStreak': '5',
	'risk.maxErrors': '5',
	'risk.maxLimitOverrun': '0.25'
};

/** The profiles by their names. */
export const riskProfiles: Readonly<Record<ProfileName, RiskProfile>> = {
	sources: {
		title: 'standard',
		about: 'The trading rules that the desk is built to. New books begin with it.',
		values: sources
	},
	cautious: {
		title: 'cautious',
		about: 'Half of everything, and every entry brings a stop.',
		values: {
			...sources,
			'sizing.maxPositionFraction': '0.05',
			'sizing.maxTotalExposure': '0.4',
			'risk.maxOpenTrades': '5',
			'risk.maxTradeNotional': '0.05',
			'risk.maxPositionRisk': '0.01',
			'risk.maxSectorExposure': '0.15',
			'risk.maxOpenRisk': '0.04',
			'risk.minStopDistance': '0.002',
			'risk.maxPriceDistance': '0.05',
			'risk.maxSpread': '0.01',
			'risk.maxOrdersPerInstant': '3',
			'risk.maxOrders': '10',
			'risk.duplicateSeconds': '60',
			'risk.maxStrategyTrades': '20',
			'risk.maxDayLoss': '0.01',
			'risk.maxDayDrawdown': '0.01',
			'risk.maxPeakDrawdown': '0.1',
			'risk.maxDayTrades': '20',
			'risk.maxLossStreak': '3',
			'risk.requiresStop': 'true'
		}
	},
	moderate: {
		title: 'moderate',
		about: 'The trading rules with a limit of what all stops lose together, and guards against slips.',
		values: {
			...sources,
			'sizing.maxTotalExposure': '0.6',
			'risk.maxOpenTrades': '8',
			'risk.maxPositionRisk': '0.02',
			'risk.maxSectorExposure': '0.25',
			'risk.maxOpenRisk': '0.1',
			'risk.minStopDistance': '0',
			'risk.maxPriceDistance': '0.1',
			'risk.maxSpread': '0.02',
			'risk.maxOrdersPerInstant': '5',
			'risk.maxOrders': '30',
			'risk.duplicateSeconds': '10',
			'risk.maxStrategyTrades': '30'
		}
	},
	first_day: {
		title: 'first day',
		about:
			'Orders of 100 to 500, at most 10 symbols, each entry of a decision confirmed by you; entries pause by themselves after 2 h.',
		values: {
			...sources,
			'risk.maxTradeMoney': '500',
			'risk.stopsAfterSeconds': '7200',
			'risk.confirmEntries': 'true'
		}
	}
};

/** The value of a limit in a profile, as canonical text. */
export function profileValue(name: ProfileName, key: SettingKey): string {
	return riskProfiles[name].values[key] ?? readSetting(defaultConfig, key);
}

/** A config with the limits of a profile. */
export function withProfile(config: BookConfig, name: ProfileName): BookConfig {
	return profileKeys.reduce((before, key) => {
		const after = withSetting(before, key, profileValue(name, key));
		if (after === null) throw new Error(`no value of ${key} in the profile ${name}`);
		return after;
	}, config);
}

/** The limits in which a config differs from a profile. */
export function differingKeys(config: BookConfig, name: ProfileName): readonly SettingKey[] {
	return profileKeys.filter((key) => readSetting(config, key) !== profileValue(name, key));
}

/** The profile from which a config differs least, the first of those where there are several. */
export function nearestProfile(config: BookConfig): ProfileName {
	const counts = profileNames.map((name) => ({ name, count: differingKeys(config, name).length }));
	return counts.reduce((best, one) => (one.count < best.count ? one : best)).name;
}
