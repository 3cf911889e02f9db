import type { InputFault } from '../domain/inputFault.ts';
import type { Result } from '../domain/result.ts';
import { ok } from '../domain/result.ts';
import type { BarsEntry } from '../schema/barsManifest.ts';
import { readBarsManifestValue } from '../schema/barsManifest.ts';
import type { GivenText } from './givenText.ts';
import { readWhole } from './readWhole.ts';

/** An entry of a list of bars and the line that names its file. */
export interface ListedBars extends BarsEntry {
	readonly line: number;
}

/** Reads the list of the files of bars of a run; any fault refuses the whole file. */
export function readBarsManifest(given: GivenText): Result<readonly ListedBars[], InputFault[]> {
	return readWhole(given, (input, lineAt) => {
		const entries = readBarsManifestValue(input);
		if (!entries.ok) return entries;
		return ok(entries.value.map((entry, index) => ({ ...entry, line: lineAt(['bars', index, 'file']) })));
	});
}
