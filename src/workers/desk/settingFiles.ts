import { settingsCatalogue } from '../../lib/contract/settingsCatalogue.ts';
import type { BookConfig } from '../../lib/domain/bookConfig.ts';
import { formatMoney } from '../../lib/domain/decimal.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import { offText, readSetting, settingKeys } from '../../lib/domain/settings.ts';
import { readSettingsFile } from '../../lib/intake/config.ts';
import { faultToText } from '../../lib/intake/faultText.ts';
import { settingsVersion } from '../../lib/schema/bookConfig.ts';
import type { ReadSettings } from './settingReading.ts';

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
	return kind === 'count' || kind === 'seconds' ? Number(text) : text;
}

/** What a config.json gives to a book that runs, and what of it has no place there; faults as sentences. */
export function readFileChanges(
	given: { readonly name: string; readonly text: string },
	config: BookConfig
): Result<{ readonly values: ReadSettings['values']; readonly notes: readonly string[] }, readonly string[]> {
	const read = readSettingsFile(given);
	if (!read.ok) return failed(read.error.map(faultToText));
	const named = new Set(read.value.named);
	const values = settingKeys
		.filter((key) => named.has(key))
		.map((key) => ({ key, to: readSetting(read.value.config, key) }));
	return ok({ values, notes: notesOf(read.value.config, named, settingKeys.length - values.length, config) });
}

function notesOf(
	given: BookConfig,
	named: ReadonlySet<string>,
	absent: number,
	{ startingCash }: BookConfig
): readonly string[] {
	const notes: string[] = [];
	if (named.has('startingCash') && given.startingCash !== startingCash) {
		notes.push(
			`Starting cash stays ${formatMoney(startingCash)}: the ${formatMoney(given.startingCash)} of the file are for a new book.`
		);
	}
	if (absent > 0) {
		notes.push(`${String(absent)} ${absent === 1 ? 'setting is' : 'settings are'} not in the file and stay.`);
	}
	return notes;
}
