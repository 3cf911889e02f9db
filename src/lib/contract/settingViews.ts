import type { Instant } from '../domain/time.ts';
import type { SettingEntry } from './settingEntry.ts';

/** A setting of the book: its value and its default as canonical texts, as typed, and in words. */
export interface SettingView extends Pick<SettingEntry, 'group' | 'name' | 'effect' | 'kind' | 'source'> {
	readonly key: string;
	/** What stands behind the number. */
	readonly unit: string;
	readonly choices: readonly { readonly value: string; readonly label: string }[];
	readonly canBeOff: boolean;
	/** The least and the most, as typed. */
	readonly range: readonly [string, string] | null;
	readonly typed: string;
	readonly defaultTyped: string;
	readonly defaultText: string;
	readonly isDefault: boolean;
	/** The book's clock when it was changed last; null for never, or before what is remembered. */
	readonly changedAt: Instant | null;
}

/** The settings of a book. */
export interface SettingsView {
	readonly settings: readonly SettingView[];
	/** What is set when a book is opened, and stays. */
	readonly fixed: readonly { readonly name: string; readonly value: string }[];
	/** Nothing can be changed in an archived book. */
	readonly isReadOnly: boolean;
}

/** A setting that differs, its values in words. */
export interface SettingDifference {
	readonly key: string;
	readonly name: string;
	readonly from: string;
	readonly to: string;
}

/** What changes of settings would come to. `faults` are by the name of the setting. */
export interface SettingsPreview {
	readonly faults: Readonly<Record<string, string>>;
	readonly changes: readonly SettingDifference[];
	/** A sentence: what would change, or why nothing. */
	readonly summary: string;
	/** What else is to be known. */
	readonly notes: readonly string[];
}

/** Settings that were changed together. */
export interface SettingsChange {
	/** Its entry in the journal. */
	readonly seq: number;
	/** The book's own clock. */
	readonly at: Instant;
	/** Wall clock; null when the entry cannot be read. */
	readonly recordedAt: Instant | null;
	/** What led to it. */
	readonly reason: string;
	readonly changes: readonly SettingDifference[];
}
