import { settingRange, settingsCatalogue } from '../../lib/contract/settingsCatalogue.ts';
import type { InputProblem } from '../../lib/domain/inputFault.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import { isSettingKey, readSetting, settingKeys, type SettingKey } from '../../lib/domain/settings.ts';
import { offText } from '../../lib/domain/settingAccess.ts';
import { problemToText } from '../../lib/intake/faultText.ts';
import { readBookConfig } from '../../lib/schema/bookConfig.ts';
import { shiftDecimal } from '../../lib/schema/decimalField.ts';

/** Settings as typed: their values in canonical text, or what is wrong by the name of the setting. */
export interface ReadSettings {
	readonly values: readonly { readonly key: SettingKey; readonly to: string }[];
	readonly faults: Readonly<Record<string, string>>;
}

/** Reads settings as a person types them, each by the schema of a config.json. */
export function readTypedSettings(typed: Readonly<Record<string, string>>): ReadSettings {
	const faults: [string, string][] = [];
	const values = Object.entries(typed).flatMap(([key, text]) => {
		const read = isSettingKey(key) ? readTyped(key, text) : failed(unknownText(key));
		if (read.ok) return [{ key: key as SettingKey, to: read.value }];
		faults.push([key, read.error]);
		return [];
	});
	// Made of entries: a name like __proto__ is a name like any other.
	return { values, faults: Object.fromEntries(faults) };
}

function unknownText(key: string): string {
	return `There is no setting ${key}; the settings are ${settingKeys.join(', ')}.`;
}

/** What is no list is no longer than this. */
const mostLetters = 64;

/** A percentage with its sign is read as one: `8 %` is 0.08. Other units may be written behind the number. */
function readTyped(key: SettingKey, text: string): Result<string, string> {
	const given = text.trim();
	if (given === '') return failed(`Give a value${offHint(key)}.`);
	const { kind } = settingsCatalogue[key];
	if (kind !== 'list' && given.length > mostLetters) return failed('That is too long for a value.');
	const isPercent = kind === 'percent' && given.endsWith('%');
	const number = kind === 'list' ? given : bareNumber(given, unitByKind[kind]);
	const read = readBookConfig(
		nest(key.split('.'), jsonOf(key, isPercent ? shiftDecimal(number, -2) : number))
	);
	if (read.ok) return ok(readSetting(read.value, key));
	const problem = read.error[0]?.problem ?? { type: 'missing' };
	const fault = faultText(key, given, isPercent, problem);
	return failed(fault.endsWith('?') ? fault : `${fault}${offHint(key)}.`);
}

const unitByKind: Readonly<Record<(typeof settingsCatalogue)[SettingKey]['kind'], string>> = {
	percent: '%',
	bps: 'bps',
	seconds: 's',
	milliseconds: 'ms',
	money: '',
	quantity: '',
	count: '',
	choice: '',
	list: ''
};

/** Without the unit of its kind, and without commas where they stand between thousands; anything else stays to be refused. */
function bareNumber(given: string, unit: string): string {
	const bare = unit !== '' && given.endsWith(unit) ? given.slice(0, -unit.length).trimEnd() : given;
	return /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare;
}

/** What stands for the text in a config.json: null for a limit that is off, true and false for a switch. */
function jsonOf(key: SettingKey, text: string): unknown {
	const { canBeOff, choices } = settingsCatalogue[key];
	if (canBeOff === true && text.toLowerCase() === offText) return null;
	return choices !== undefined && (text === 'true' || text === 'false') ? text === 'true' : text;
}

function nest([name = '', ...rest]: readonly string[], value: unknown): unknown {
	return { [name]: rest.length === 0 ? value : nest(rest, value) };
}

function faultText(key: SettingKey, given: string, isPercent: boolean, problem: InputProblem): string {
	const { kind, choices } = settingsCatalogue[key];
	if (choices !== undefined) return `Expected ${Object.keys(choices).join(' or ')}, found ${given}`;
	const [least, most] = settingRange(key) ?? ['', ''];
	if (problem.type === 'decimal' && problem.fault.type === 'not_a_number') return `${given} is not a number`;
	if (problem.type === 'out_of_range' && kind === 'percent') {
		const suggestion = isPercent ? null : suggestFraction(key, given);
		if (suggestion !== null) return `${given} is not a fraction; did you mean ${suggestion}?`;
		return `${given} is not between ${least} % and ${most} %`;
	}
	const text = problemToText(problem);
	return text[0] === undefined ? text : text[0].toUpperCase() + text.slice(1);
}

/** The fraction of a percentage that was typed without its sign. */
function suggestFraction(key: SettingKey, given: string): string | null {
	const read = readBookConfig(nest(key.split('.'), shiftDecimal(given, -2)));
	return read.ok && Number(given) > 1 ? readSetting(read.value, key) : null;
}

function offHint(key: SettingKey): string {
	return settingsCatalogue[key].canBeOff === true ? `, or ${offText}` : '';
}
