import type { BookConfig } from '../../lib/domain/bookConfig.ts';
import { formatMoney } from '../../lib/domain/decimal.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import { readSetting, settingKeys } from '../../lib/domain/settings.ts';
import { readSettingsFile } from '../../lib/intake/config.ts';
import { faultToText } from '../../lib/intake/faultText.ts';
import type { ReadSettings } from './settingReading.ts';

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
