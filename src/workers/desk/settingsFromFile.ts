import { countOf } from '../../lib/contract/countText.ts';
import type { BookConfig } from '../../lib/domain/bookConfig.ts';
import { formatMoney } from '../../lib/domain/decimal.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import { readSetting, settingKeys } from '../../lib/domain/settings.ts';
import { offText } from '../../lib/domain/settingAccess.ts';
import { tableToText } from '../../lib/domain/symbolLists.ts';
import { readSettingsFile } from '../../lib/intake/config.ts';
import { faultToText } from '../../lib/intake/faultText.ts';
import { isCsvName } from '../../lib/intake/fileKind.ts';
import { readSectorsCsv } from '../../lib/intake/sectorsCsv.ts';
import type { ReadSettings } from './settingReading.ts';

/** What a config.json gives to a book that runs, and what of it has no place there; faults as sentences. */
export function readFileChanges(
	given: { readonly name: string; readonly text: string },
	config: BookConfig
): Result<{ readonly values: ReadSettings['values']; readonly notes: readonly string[] }, readonly string[]> {
	if (isCsvName(given.name)) return readSectors(given);
	const read = readSettingsFile(given);
	if (!read.ok) return failed(read.error.map(faultToText));
	const named = new Set(read.value.named);
	const values = settingKeys
		.filter((key) => named.has(key))
		.map((key) => ({ key, to: readSetting(read.value.config, key) }));
	return ok({ values, notes: notesOf(read.value.config, named, settingKeys.length - values.length, config) });
}

/** A CSV is a table of sectors, in place of the one there was. */
function readSectors(given: {
	readonly name: string;
	readonly text: string;
}): ReturnType<typeof readFileChanges> {
	const read = readSectorsCsv(given);
	if (!read.ok) return failed(read.error.map(faultToText));
	const count = Object.keys(read.value).length;
	const notes = [`The file has the sectors of ${countOf(count, 'symbol')}.`];
	const to = count === 0 ? offText : tableToText(read.value);
	return ok({ values: [{ key: 'risk.sectors', to }], notes });
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
