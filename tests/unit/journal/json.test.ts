import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, parseJson, type Json } from '../../../src/lib/journal/json.ts';
import { holds } from '../../support/propertyCheck.ts';

const someJson = fc.jsonValue({ stringUnit: 'binary' }) as fc.Arbitrary<Json>;

/** The same value with the members of every object in the other order. */
function turnAround(json: Json): Json {
	if (typeof json !== 'object' || json === null) return json;
	if (Array.isArray(json)) return (json as readonly Json[]).map(turnAround);
	const members = Object.entries(json).map(([name, member]) => [name, turnAround(member)] as const);
	return Object.fromEntries(members.reverse());
}

describe('the canonical text of JSON', () => {
	it.each<[Json, string]>([
		[{ b: 1, a: [true, null, 'x'], B: {} }, '{"B":{},"a":[true,null,"x"],"b":1}'],
		[{ z: { y: 1, x: 2 }, '': 0 }, '{"":0,"z":{"x":2,"y":1}}'],
		['line\n "quoted" \u2028 \ud800', '"line\\n \\"quoted\\" \u2028 \\ud800"'],
		[[1e21, 0.1, -0, 1e-7], '[1e+21,0.1,0,1e-7]'],
		[{ '\u{1f600}': 1, '\uffee': 2 }, '{"\u{1f600}":1,"\uffee":2}']
	])('sorts names by code unit and leaves no spaces: %j', (json, text) => {
		expect(canonicalText(json)).toBe(text);
	});

	it('is one text whatever the order of the members, on one line, and means the same', () => {
		holds(
			fc.property(someJson, (json) => {
				const text = canonicalText(json);
				expect(canonicalText(turnAround(json))).toBe(text);
				expect(text).not.toMatch(/[\n\r]/);
				expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)));
				expect(canonicalText(JSON.parse(JSON.stringify(json)) as Json)).toBe(text);
			}),
			500
		);
	});

	it.each([NaN, Infinity, -Infinity])('is not made of %d', (value) => {
		expect(() => canonicalText({ deep: [value] })).toThrow('has no JSON');
	});
});

it('a text that is no JSON has no value', () => {
	expect(parseJson('{"a":')).toBeUndefined();
	expect(parseJson('')).toBeUndefined();
	expect(parseJson('null')).toBeNull();
});
