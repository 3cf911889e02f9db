import type { BookConfig } from './bookConfig.ts';

/** How a setting stands in a config as canonical text; `write` gives null for a text that is no value of it. */
export interface SettingAccess {
	readonly read: (config: BookConfig) => string;
	readonly write: (config: BookConfig, text: string) => BookConfig | null;
}

/** The text of a limit that does not hold, and of a list that is empty. */
export const offText = 'off';

/** A switch as it is written: `true` or `false`; undefined for any other text. */
export function readFlag(text: string): boolean | undefined {
	return text === 'true' ? true : text === 'false' ? false : undefined;
}
