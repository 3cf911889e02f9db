import type { BookConfig } from '../domain/bookConfig.ts';
import type { InputFault } from '../domain/inputFault.ts';
import type { Result } from '../domain/result.ts';
import { readBookConfig, readGivenSettings, type GivenSettings } from '../schema/bookConfig.ts';
import { readGivenLimits } from '../schema/riskFile.ts';
import type { GivenText } from './givenText.ts';
import { readWhole } from './readWhole.ts';

export { defaultConfig } from '../schema/bookConfig.ts';

/** Reads the settings of a book; what the file does not say is the default, and any fault refuses the whole file. */
export function readConfig(given: GivenText): Result<BookConfig, InputFault[]> {
	return readWhole(given, readBookConfig);
}

/** Reads a file of settings, and says which it names. */
export function readSettingsFile(given: GivenText): Result<GivenSettings, InputFault[]> {
	return readWhole(given, readGivenSettings);
}

/** Reads a file of limits alone, and says which it names. */
export function readLimitsFile(given: GivenText): Result<GivenSettings, InputFault[]> {
	return readWhole(given, readGivenLimits);
}
