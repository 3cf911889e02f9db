import type { BookConfig } from '../domain/bookConfig.ts';
import { formatMoney } from '../domain/decimal.ts';
import { readSetting, settingKeys } from '../domain/settings.ts';
import { settingsCatalogue, settingValueText } from './settingsCatalogue.ts';

/** A setting as it is shown: what it is called, and its value: a canonical decimal, one with its unit, or a word. */
export interface Setting {
	readonly name: string;
	readonly value: string;
}

/** Lists the settings of a book in the order in which a trader reads them. */
export function configToSettings(config: BookConfig): readonly Setting[] {
	const changeable = settingKeys.map((key) => ({
		name: settingsCatalogue[key].name,
		value: settingValueText(key, readSetting(config, key))
	}));
	return [{ name: 'Starting cash', value: formatMoney(config.startingCash) }, ...changeable];
}
