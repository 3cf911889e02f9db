/** In what a setting is spoken of, and typed. */
export type SettingKind =
	'percent' | 'bps' | 'money' | 'quantity' | 'seconds' | 'milliseconds' | 'count' | 'choice' | 'list';

/** What a setting is called, what it does, and where its default comes from. */
export interface SettingEntry {
	readonly group: SettingGroup;
	readonly name: string;
	/** One sentence. */
	readonly effect: string;
	readonly kind: SettingKind;
	/** What a percentage is a part of. */
	readonly of?: string;
	/** Values in words, for a setting that is chosen. */
	readonly choices?: Readonly<Record<string, string>>;
	/** Whether the limit can be switched off. */
	readonly canBeOff?: boolean;
	/** Whether the default is one of the trading rules the desk is built to, or ours. */
	readonly source: 'rules' | 'ours';
}

/** The groups in the order in which they are shown. */
export const settingGroups = [
	'Sizing',
	'Size and stop',
	'Exposure',
	'Prices',
	'Pace',
	'Strategies',
	'Breakers',
	'Confirmation and time',
	'Locks',
	'Shorts',
	'Orders',
	'Fills and costs',
	'Latency',
	'Market hours'
] as const;
export type SettingGroup = (typeof settingGroups)[number];
