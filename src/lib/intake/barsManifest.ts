import type { InputFault } from '../domain/inputFault.ts';
import type { Result } from '../domain/result.ts';
import { failed, ok } from '../domain/result.ts';
import type { BarsEntry } from '../schema/barsManifest.ts';
import { readBarsManifestValue } from '../schema/barsManifest.ts';
import { fieldFaults } from './fieldFaults.ts';
import type { GivenText } from './givenText.ts';
import { parseJson } from './json.ts';
import { findDuplicates, nodeToValue } from './jsonValue.ts';

export type { BarsEntry } from '../schema/barsManifest.ts';

/** Reads the list of the files of bars of a run; any fault refuses the whole file. */
export function readBarsManifest(given: GivenText): Result<readonly BarsEntry[], InputFault[]> {
	const file = parseJson(given);
	if (!file.ok) return failed([file.error]);
	const { source, body } = file.value;
	const entries = readBarsManifestValue(nodeToValue(body, source));
	const problems = [...findDuplicates(body), ...(entries.ok ? [] : entries.error)];
	if (entries.ok && problems.length === 0) return ok(entries.value);
	return failed(fieldFaults(given.name, body, [], problems));
}
