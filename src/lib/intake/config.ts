import type { BookConfig } from '../domain/bookConfig.ts';
import type { InputFault } from '../domain/inputFault.ts';
import type { Result } from '../domain/result.ts';
import { failed, ok } from '../domain/result.ts';
import { readBookConfig } from '../schema/bookConfig.ts';
import { fieldFaults } from './fieldFaults.ts';
import type { GivenText } from './givenText.ts';
import { parseJson } from './json.ts';
import { findDuplicates, nodeToValue } from './jsonValue.ts';

export { defaultConfig } from '../schema/bookConfig.ts';

/** Reads the settings of a book; what the file does not say is the default, and any fault refuses the whole file. */
export function readConfig(given: GivenText): Result<BookConfig, InputFault[]> {
	const file = parseJson(given);
	if (!file.ok) return failed([file.error]);
	const { source, body } = file.value;
	const config = readBookConfig(nodeToValue(body, source));
	const problems = [...findDuplicates(body), ...(config.ok ? [] : config.error)];
	if (config.ok && problems.length === 0) return ok(config.value);
	return failed(fieldFaults(given.name, body, [], problems));
}
