import { settingsCatalogue } from '../../lib/contract/settingsCatalogue.ts';
import type { BookConfig } from '../../lib/domain/bookConfig.ts';
import { formatMoney } from '../../lib/domain/decimal.ts';
import { readSetting, settingKeys } from '../../lib/domain/settings.ts';
import { offText } from '../../lib/domain/settingAccess.ts';
import { settingsVersion } from '../../lib/schema/bookConfig.ts';

/** The settings of a book as a config.json: decimals as texts, so that none loses a digit. */
export function configToFile(config: BookConfig): string {
	const file: Record<string, unknown> = {
		blotterSettings: settingsVersion,
		startingCash: formatMoney(config.startingCash)
	};
	for (const key of settingKeys) {
		const [first = '', second] = key.split('.');
		const value = valueOf(readSetting(config, key), settingsCatalogue[key].kind);
		if (second === undefined) file[first] = value;
		else file[first] = { ...(file[first] as object | undefined), [second]: value };
	}
	return `${JSON.stringify(file, null, '\t')}\n`;
}

function valueOf(text: string, kind: string): unknown {
	if (text === offText) return null;
	if (text === 'true' || text === 'false') return text === 'true';
	return kind === 'count' || kind === 'seconds' || kind === 'milliseconds' ? Number(text) : text;
}
