import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultToText } from '../../../src/lib/intake/faultText.ts';
import { jsonLimit, parseJson } from '../../../src/lib/intake/json.ts';
import { depthLimit } from '../../../src/lib/intake/jsonDepth.ts';
import { findDuplicates, lineOf, nodeToValue } from '../../../src/lib/intake/jsonValue.ts';
import { WrittenNumber } from '../../../src/lib/schema/writtenNumber.ts';

function valueOf(text: string): unknown {
	const file = parseJson({ name: 'd.json', text });
	if (!file.ok) throw new Error(faultToText(file.error));
	return nodeToValue(file.value.body, file.value.source);
}

function faultOf(text: string): string | null {
	const file = parseJson({ name: 'd.json', text });
	return file.ok ? null : faultToText(file.error);
}

function bodyOf(text: string) {
	const file = parseJson({ name: 'd.json', text });
	if (!file.ok) throw new Error(faultToText(file.error));
	return file.value.body;
}

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('JSON text', () => {
	it.each(['0.10000000000000001', '1e5', '-0', '1.50', '12345678901234567890', '1E-7'])(
		'keeps %s as it is written',
		(text) => {
			expect(valueOf(text)).toEqual(new WrittenNumber(text));
			expect(valueOf(`\uFEFF {"a": [${text}]}`)).toEqual(
				Object.assign(Object.create(null), { a: [new WrittenNumber(text)] })
			);
		}
	);

	it('keeps a member called __proto__ as a member', () => {
		const value = valueOf('{"__proto__": "x"}') as object;
		expect(Object.keys(value)).toEqual(['__proto__']);
		expect(({} as Record<string, unknown>)['x']).toBeUndefined();
	});

	it.each([
		['', 'd.json: there is nothing in it.'],
		[' \n', 'd.json: there is nothing in it.'],
		['\uFEFF', 'd.json: there is nothing in it.'],
		['{', 'd.json, line 1: this is not valid JSON: it ends too early.'],
		['{\n"a": "x', 'd.json, line 2: this is not valid JSON: it ends too early.'],
		['{"a":1,\n}', "d.json, line 2: this is not valid JSON: unexpected '}' at column 1."],
		['\n\n[01]', "d.json, line 3: this is not valid JSON: unexpected character '1' at column 2."],
		['{}\n{}', "d.json, line 2: this is not valid JSON: unexpected '{' at column 1."],
		['[NaN]', "d.json, line 1: this is not valid JSON: unexpected character 'N' at column 2."],
		['{"a" 1}', 'd.json, line 1: this is not valid JSON: unexpected number at column 6.'],
		["{'a':1}", "d.json, line 1: this is not valid JSON: unexpected character ''' at column 2."],
		['// x\n{}', "d.json, line 1: this is not valid JSON: unexpected character '/' at column 1."],
		[
			'[1,\n"a\tb"]',
			'd.json, line 2: this is not valid JSON: a text holds a character that must be escaped.'
		],
		[nested(depthLimit + 1), 'd.json, line 1: objects and lists are nested more than 32 deep.'],
		[
			'\n'.repeat(9) + '{"a":'.repeat(1_000_000),
			'd.json, line 10: objects and lists are nested more than 32 deep.'
		]
	])('refuses %j', (text, sentence) => {
		expect(faultOf(text)).toBe(sentence);
	});

	it('may nest 32 deep, and brackets in texts do not count', () => {
		expect(faultOf(nested(depthLimit))).toBeNull();
		expect(faultOf(`["\\"${'['.repeat(99)}"]`)).toBeNull();
	});

	it('is refused above 16 MB before it is parsed', () => {
		expect(faultOf('['.repeat(50_000_000))).toBe(
			'd.json: 50000000 bytes are more than the limit of 16000000.'
		);
		expect(faultOf(`"${'x'.repeat(jsonLimit - 2)}"`)).toBeNull();
	});

	it('is accepted exactly when the standard accepts it', () => {
		const pieces = fc.constantFrom(
			...[
				'{',
				'}',
				'[',
				']',
				',',
				':',
				'"a"',
				'"b',
				'"',
				'1',
				'-',
				'0',
				'.5',
				'e1',
				'true',
				'null',
				' ',
				'\n',
				'\\u00',
				'\\'
			]
		);
		const broken = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
		const cut = fc.tuple(fc.json(), fc.nat(), pieces).map(([text, at, piece]) => {
			const index = at % (text.length + 1);
			return text.slice(0, index) + piece + text.slice(index + 1);
		});
		fc.assert(
			fc.property(fc.oneof(broken, fc.json(), cut), (text) => {
				let accepted = true;
				try {
					JSON.parse(text);
				} catch {
					accepted = false;
				}
				expect(faultOf(text) === null).toBe(accepted);
			}),
			{ numRuns: 2000 }
		);
	});
});

describe('members of JSON objects', () => {
	it('are found twice at any depth', () => {
		const body = bodyOf('{"a": 1,\n"b": [{"c": 1,\n"c": 2}],\n"a": 3}');
		expect(findDuplicates(body)).toEqual([
			{ path: ['a'], problem: { type: 'duplicate', value: 'a', firstLine: 1 } },
			{ path: ['b', 0, 'c'], problem: { type: 'duplicate', value: 'c', firstLine: 2 } }
		]);
	});

	it('are found twice when one is written with escapes', () => {
		expect(findDuplicates(bodyOf('{"a": 1, "\\u0061": 2}'))).toHaveLength(1);
	});

	it('know their lines, an absent one that of its parent', () => {
		const body = bodyOf('{\n"a": [\n{"b": 1},\n{\n"c": 2}]}');
		expect(lineOf(body, [])).toBe(1);
		expect(lineOf(body, ['a', 0, 'b'])).toBe(3);
		expect(lineOf(body, ['a', 1, 'c'])).toBe(5);
		expect(lineOf(body, ['a', 1, 'x'])).toBe(4);
	});
});
