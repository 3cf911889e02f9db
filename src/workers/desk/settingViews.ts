import type { SettingsView, SettingView } from '../../lib/contract/deskView.ts';
import { settingGroups } from '../../lib/contract/settingEntry.ts';
import {
	settingRange,
	settingsCatalogue,
	settingTypedText,
	settingValueText
} from '../../lib/contract/settingsCatalogue.ts';
import type { BookConfig } from '../../lib/domain/bookConfig.ts';
import { formatMoney } from '../../lib/domain/decimal.ts';
import type { SettingsRow } from '../../lib/domain/deskRows.ts';
import { readSetting, settingKeys, type SettingKey } from '../../lib/domain/settings.ts';
import type { Book } from '../../lib/engine/state.ts';
import { defaultsOf } from './deskConfig.ts';

/** The settings of a book; `rows` are its changes, the newest first. */
export function viewSettings(
	{ config, source }: Pick<Book, 'config' | 'source'>,
	isReadOnly: boolean,
	rows: readonly SettingsRow[]
): SettingsView {
	const defaults = defaultsOf(source);
	return {
		settings: settingGroups.flatMap((group) =>
			settingKeys
				.filter((key) => settingsCatalogue[key].group === group)
				.map((key) => viewSetting(key, config, defaults, rows))
		),
		fixed: [{ name: 'Starting cash', value: formatMoney(config.startingCash) }],
		isReadOnly
	};
}

function viewSetting(
	key: SettingKey,
	config: BookConfig,
	defaults: BookConfig,
	rows: readonly SettingsRow[]
): SettingView {
	const { choices = {}, canBeOff = false, of: _, ...entry } = settingsCatalogue[key];
	const [value, usual] = [config, defaults].map((one) => readSetting(one, key));
	const [text = '', defaultText = ''] = [value, usual];
	return {
		...entry,
		...{ key, canBeOff, unit: unitOf(key), range: settingRange(key) },
		choices: Object.entries(choices).map(([one, label]) => ({ value: one, label })),
		typed: settingTypedText(key, text),
		defaultTyped: settingTypedText(key, defaultText),
		defaultText: settingValueText(key, defaultText),
		isDefault: text === defaultText,
		changedAt: rows.find(({ changes }) => changes.some((change) => change.key === key))?.at ?? null
	};
}

function unitOf(key: SettingKey): string {
	const { kind, of = '' } = settingsCatalogue[key];
	return {
		percent: `% of ${of}`,
		bps: 'bps',
		money: '',
		quantity: '',
		list: '',
		seconds: 's',
		milliseconds: 'ms',
		count: '',
		choice: ''
	}[kind];
}
