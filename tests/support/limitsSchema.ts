import { limitKeys } from '../../src/lib/contract/riskProfiles.ts';
import { settingsCatalogue } from '../../src/lib/contract/settingsCatalogue.ts';
import type { SettingKey } from '../../src/lib/domain/settings.ts';
import { settingRangeOf } from '../../src/lib/domain/settingRanges.ts';

/** The JSON Schema of a file of limits, as the settings are. */
export function limitsSchema(): object {
	return {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		$id: 'risk-1.schema.json',
		title: 'Limits of a Blotter book',
		description:
			'A limit that is null is off; one that is not named stays as it is. Fractions are plain numbers: 0.05 is 5 %. Fractions and quantities have at most 9 decimals, money at most 18.',
		...objectOf({ blotterRisk: { const: 1 }, sizing: sectionOf('sizing'), risk: sectionOf('risk') }),
		required: ['blotterRisk']
	};
}

const objectOf = (properties: object) => ({ type: 'object', additionalProperties: false, properties });

function sectionOf(section: string): object {
	const keys = limitKeys.filter((key) => key.startsWith(`${section}.`));
	return objectOf(Object.fromEntries(keys.map((key) => [key.slice(section.length + 1), fieldOf(key)])));
}

function fieldOf(key: SettingKey): object {
	const { name, canBeOff = false } = settingsCatalogue[key];
	const form = formOf(key);
	return {
		title: name,
		...(canBeOff ? { anyOf: [form, { type: 'null' }] } : form)
	};
}

function formOf(key: SettingKey): object {
	if (key === 'risk.restricted') return { type: 'array', maxItems: 2000, items: { type: 'string' } };
	if (key === 'risk.sectors') return { type: 'object', additionalProperties: { type: 'string' } };
	const { kind, choices = {} } = settingsCatalogue[key];
	const words = Object.keys(choices);
	if (kind === 'choice') return words.includes('true') ? { type: 'boolean' } : { enum: words };
	const [least, most] = settingRangeOf(key) ?? ['0', '0'];
	const type = kind === 'count' || kind === 'seconds' || kind === 'milliseconds' ? 'integer' : 'number';
	return { type, minimum: Number(least), maximum: Number(most) };
}
