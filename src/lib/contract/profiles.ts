import type { SettingDifference, SettingsPreview } from './settingViews.ts';
import type { ProfileName } from './riskProfiles.ts';

/** A profile of limits, and what it would change. */
export interface ProfileView {
	readonly name: ProfileName;
	readonly title: string;
	readonly about: string;
	/** What it would change here; nothing where it is active. */
	readonly changes: readonly SettingDifference[];
}

/** The profiles, and which of them the book has. */
export interface ProfilesView {
	/** The profile that the limits are of, or are nearest to. */
	readonly of: ProfileName;
	/** `sources`, or `changed from moderate: 3 differ`. */
	readonly text: string;
	/** What was changed: the value of the profile, and that of the book. */
	readonly differ: readonly SettingDifference[];
	readonly profiles: readonly ProfileView[];
	/** The newest change of settings, turned round; null when there was none. */
	readonly undo: {
		readonly seq: number;
		readonly reason: string;
		readonly changes: readonly SettingDifference[];
	} | null;
}

interface Changed {
	readonly text: string;
	readonly changes: readonly SettingDifference[];
}

/** Requests about the limits of a book. */
export interface ProfileRequests {
	readonly profiles: { readonly ask: Record<string, never>; readonly answer: ProfilesView };
	/** Sets the limits of a profile, all of them. */
	readonly applyProfile: {
		readonly ask: { readonly name: ProfileName; readonly request: string };
		readonly answer: Changed;
	};
	/** Turns the newest change of settings round; `seq` is its entry. */
	readonly undoSettings: {
		readonly ask: { readonly seq: number; readonly request: string };
		readonly answer: Changed;
	};
	/** The limits alone, as JSON. */
	readonly exportLimits: {
		readonly ask: Record<string, never>;
		readonly answer: { readonly name: string; readonly text: string };
	};
	/** What a file of limits would change here, and with `apply` all of it. What the file does not name stays. */
	readonly importLimits: {
		readonly ask: {
			readonly name: string;
			readonly text: string;
			readonly apply: boolean;
			readonly request: string;
		};
		readonly answer: SettingsPreview;
	};
}
