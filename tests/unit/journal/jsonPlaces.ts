import { isList, isObject, type Json } from '../../../src/lib/journal/json.ts';

/** A place in JSON: how it is called, and the same JSON with something else there, or with nothing. */
export interface JsonPlace {
	readonly path: string;
	readonly value: Json;
	readonly with: (value: Json | undefined) => Json;
	/** A member of an object; not an item of a list. */
	readonly isMember: boolean;
}

/** Every place below the outermost value. */
export function placesOf(json: Json, path = ''): readonly JsonPlace[] {
	if (isList(json)) {
		return json.flatMap((item, index) => {
			const replace = (value: Json | undefined) =>
				value === undefined ? json.toSpliced(index, 1) : json.with(index, value);
			return placesAt(item, `${path}[${String(index)}]`, replace, false);
		});
	}
	if (!isObject(json)) return [];
	return Object.entries(json).flatMap(([name, member]) => {
		const replace = (value: Json | undefined) => {
			const rest = Object.entries(json).filter(([other]) => other !== name);
			return Object.fromEntries(value === undefined ? rest : [...rest, [name, value]]);
		};
		return placesAt(member, path === '' ? name : `${path}.${name}`, replace, true);
	});
}

function placesAt(
	value: Json,
	path: string,
	replace: (value: Json | undefined) => Json,
	isMember: boolean
): readonly JsonPlace[] {
	const below = placesOf(value, path).map((place) => {
		return { ...place, with: (given: Json | undefined) => replace(place.with(given)) };
	});
	return [{ path, value, with: replace, isMember }, ...below];
}

/** The places that hold a text, a number, true, false or null. */
export function leavesOf(json: Json): readonly JsonPlace[] {
	return placesOf(json).filter(({ value }) => typeof value !== 'object' || value === null);
}

/** The same JSON with one more member in every object. */
export function withUnknowns(json: Json): Json {
	if (isList(json)) return json.map(withUnknowns);
	if (!isObject(json)) return json;
	const members = Object.entries(json).map(([name, member]) => [name, withUnknowns(member)] as const);
	return Object.fromEntries([...members, ['unknown', { of: ['a', 'newer', 'build'] }]]);
}

/** Whether a place is one of what a live price has and another one does not. */
export function mayBeAbsent(path: string): boolean {
	return /(^|\.)on\.(madeAt|origin|isLastAlone)$/.test(path);
}
