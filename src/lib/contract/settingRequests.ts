import type { TypedSettings } from './askFields.ts';
import type { SettingDifference, SettingsChange, SettingsPreview, SettingsView } from './settingViews.ts';
import type { ProfileRequests } from './profiles.ts';

/** Requests about the settings of a book. */
export interface SettingRequests extends ProfileRequests {
	/** Every setting of the book with its value and its default. */
	readonly settings: { readonly ask: Record<string, never>; readonly answer: SettingsView };
	/** What changes would come to: values as typed, by the name of the setting. Changes nothing. */
	readonly previewSettings: {
		readonly ask: { readonly changes: TypedSettings };
		readonly answer: SettingsPreview;
	};
	/** All of the changes or none. */
	readonly changeSettings: {
		readonly ask: { readonly changes: TypedSettings; readonly reason?: string; readonly request: string };
		readonly answer: { readonly text: string; readonly changes: readonly SettingDifference[] };
	};
	/** The newest changes first. */
	readonly settingHistory: {
		readonly ask: { readonly limit?: number };
		readonly answer: readonly SettingsChange[];
	};
	/** The settings of the book as a config.json, which a replay and a new book take as well. */
	readonly exportSettings: {
		readonly ask: Record<string, never>;
		readonly answer: { readonly name: string; readonly text: string };
	};
	/** What a config.json would change here, and with `apply` all of it. What the file does not name stays. */
	readonly importSettings: {
		readonly ask: {
			readonly name: string;
			readonly text: string;
			readonly apply: boolean;
			readonly request: string;
		};
		readonly answer: SettingsPreview;
	};
}
