/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** An object as JSON has it. */
export interface JsonObject {
	readonly [name: string]: Json;
}

/** The one text of a value: names sorted by code unit, no spaces; throws on a number that is not finite. */
export function canonicalText(value: Json): string {
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) throw new Error(`${String(value)} has no JSON`);
		return JSON.stringify(value);
	}
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	if (isList(value)) return `[${value.map(canonicalText).join(',')}]`;
	const members = Object.keys(value)
		.sort()
		.map((name) => `${JSON.stringify(name)}:${canonicalText(value[name] ?? null)}`);
	return `{${members.join(',')}}`;
}

/** Whether a value is an object with names, not a list. */
export function isObject(value: Json): value is JsonObject {
	return typeof value === 'object' && value !== null && !isList(value);
}

/** Whether a value is a list. */
export function isList(value: Json): value is readonly Json[] {
	return Array.isArray(value);
}

/** The value of a JSON text; undefined when it is none. */
export function parseJson(text: string): Json | undefined {
	try {
		return JSON.parse(text) as Json;
	} catch {
		return undefined;
	}
}
