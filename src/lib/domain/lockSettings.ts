import type { BookConfig } from './bookConfig.ts';
import { formatDecimal, readRatio } from './decimal.ts';
import {
	lockScopes,
	lockTermKinds,
	lockTermNames,
	type LockTermKind,
	type LockTermName,
	type LockTerms
} from './locks.ts';
import { readWhole } from './riskLimits.ts';
import { offText, type SettingAccess } from './settingAccess.ts';

type LockSettings = { readonly [Name in LockTermName as `locks.${Name}`]: SettingAccess };

/** The settings of the rules that lock, by their paths. */
export const lockSettings = Object.fromEntries(
	lockTermNames.map((name) => [`locks.${name}`, termSetting(name)])
) as unknown as LockSettings;

/** A value of a term; undefined for a text that is none. */
const readTerm = {
	count: readNumber,
	seconds: readNumber,
	scope: (text) => lockScopes.find((scope) => scope === text),
	countOrOff: (text) => (text === offText ? null : readNumber(text)),
	secondsOrOff: (text) => (text === offText ? null : readNumber(text)),
	fractionOrOff: (text) => (text === offText ? null : (readRatio(text) ?? undefined))
} as const satisfies Record<LockTermKind, (text: string) => LockTerms[LockTermName] | undefined>;

function termSetting(name: LockTermName): SettingAccess {
	return {
		read: ({ locks }) => termText(locks[name]),
		write: (config, text) => {
			const value = readTerm[lockTermKinds[name]](text);
			return value === undefined ? null : withTerm(config, name, value);
		}
	};
}

function termText(value: LockTerms[LockTermName]): string {
	if (value === null) return offText;
	return typeof value === 'bigint' ? formatDecimal(value) : String(value);
}

function withTerm(config: BookConfig, name: LockTermName, value: LockTerms[LockTermName]): BookConfig {
	return { ...config, locks: { ...config.locks, [name]: value } };
}

function readNumber(text: string): number | undefined {
	return readWhole(text) ?? undefined;
}
