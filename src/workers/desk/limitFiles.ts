import { limitKeys } from '../../lib/contract/riskProfiles.ts';
import { settingsCatalogue } from '../../lib/contract/settingsCatalogue.ts';
import type { BookConfig } from '../../lib/domain/bookConfig.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import { readSetting, type SettingKey } from '../../lib/domain/settings.ts';
import { offText } from '../../lib/domain/settingAccess.ts';
import { readLimitsFile } from '../../lib/intake/config.ts';
import { faultToText } from '../../lib/intake/faultText.ts';
import { limitsVersion } from '../../lib/schema/riskFile.ts';
import type { ReadSettings } from './settingReading.ts';

/** The limits of a book as a file; numbers are written digit by digit, so that none is lost. */
export function limitsToFile({ risk, ...config }: BookConfig): string {
	const sections = ['sizing', 'risk'].map((section) => {
		const rows = limitKeys
			.filter((key) => key.startsWith(`${section}.`))
			.map((key) => `\t\t"${key.slice(section.length + 1)}": ${jsonOf(key, { risk, ...config })}`);
		return `\t"${section}": {\n${rows.join(',\n')}\n\t}`;
	});
	return `{\n\t"blotterRisk": ${String(limitsVersion)},\n${sections.join(',\n')}\n}\n`;
}

function jsonOf(key: SettingKey, config: BookConfig): string {
	if (key === 'risk.restricted') return JSON.stringify(config.risk.restricted);
	if (key === 'risk.sectors') return JSON.stringify(config.risk.sectors);
	const text = readSetting(config, key);
	if (text === offText) return 'null';
	// A choice that is no switch is a word.
	const isWord = settingsCatalogue[key].kind === 'choice' && text !== 'true' && text !== 'false';
	return isWord ? JSON.stringify(text) : text;
}

/** What a file of limits gives to a book that runs; faults as sentences. */
export function readLimitChanges(given: {
	readonly name: string;
	readonly text: string;
}): Result<
	{ readonly values: ReadSettings['values']; readonly notes: readonly string[] },
	readonly string[]
> {
	const read = readLimitsFile(given);
	if (!read.ok) return failed(read.error.map(faultToText));
	const named = new Set(read.value.named);
	const values = limitKeys
		.filter((key) => named.has(key))
		.map((key) => ({ key, to: readSetting(read.value.config, key) }));
	const absent = limitKeys.length - values.length;
	const notes =
		absent === 0
			? []
			: [`${String(absent)} ${absent === 1 ? 'limit is' : 'limits are'} not in the file and stay.`];
	return ok({ values, notes });
}
