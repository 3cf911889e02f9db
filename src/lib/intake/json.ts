import type { ValueNode } from '@humanwhocodes/momoa';
import { parse } from '@humanwhocodes/momoa';
import type { InputFault, InputProblem } from '../domain/inputFault.ts';
import type { Result } from '../domain/result.ts';
import { failed, ok } from '../domain/result.ts';
import type { GivenText } from './givenText.ts';
import { depthLimit, findTooDeep } from './jsonDepth.ts';

/** The largest JSON file that is read: 16 MB. */
export const jsonLimit = 16_000_000;

/** A parsed JSON file: its nodes know their lines, and where in `source` they were written. */
export interface JsonFile {
	readonly name: string;
	readonly source: string;
	readonly body: ValueNode;
}

/** Parses JSON by the letter of the standard, into nodes that know their lines. */
export function parseJson({ name, text }: GivenText): Result<JsonFile, InputFault> {
	const refuse = (line: number | null, problem: InputProblem) =>
		failed({ file: name, line, field: null, problem });
	// A character is at least one byte: what is longer than the limit is larger too.
	if (text.length > jsonLimit)
		return refuse(null, { type: 'too_large', bytes: text.length, limit: jsonLimit });
	const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
	if (source.trim() === '') return refuse(null, { type: 'empty' });
	const tooDeep = findTooDeep(source);
	if (tooDeep !== null) return refuse(tooDeep, { type: 'too_deep', limit: depthLimit });
	try {
		const { body } = parse(source, { mode: 'json' });
		// The parser with lines lets line breaks in strings pass; this one holds to the standard.
		JSON.parse(source);
		return ok({ name, source, body });
	} catch (error) {
		const { line, detail } = describeSyntaxError(source, error instanceof Error ? error.message : '');
		return refuse(line, { type: 'not_json', detail });
	}
}

const textByToken: Readonly<Record<string, string>> = {
	'token LBrace': "'{'",
	'token RBrace': "'}'",
	'token LBracket': "'['",
	'token RBracket': "']'",
	'token Colon': "':'",
	'token Comma': "','",
	'token String': 'text',
	'token Number': 'number',
	'token Boolean': 'true or false',
	'token Null': 'null'
};

// What is left of a text from its last token on.
const lastToken = /^(?:"(?:[^"\\]|\\.)*"|[\w.+-]+|[[{:,])\s*$/;

function describeSyntaxError(source: string, message: string): { line: number | null; detail: string } {
	const [, unexpected = '', line, column = ''] =
		/^Unexpected (.*?)(?: found\.)? \((\d+):(\d+)\)$/s.exec(message) ?? [];
	if (line === undefined) {
		return { line: lineFromEngine(source, message), detail: 'a text holds a character that must be escaped' };
	}
	const lines = source.trimEnd().split('\n');
	const rest = lines
		.slice(Number(line) - 1)
		.join('\n')
		.slice(Number(column) - 1);
	if (unexpected === 'end of input' || (unexpected.startsWith('token') && lastToken.test(rest))) {
		return { line: lines.length, detail: 'it ends too early' };
	}
	const what = textByToken[unexpected] ?? unexpected;
	return { line: Number(line), detail: `unexpected ${what} at column ${column}` };
}

/** The line in the words of the JavaScript engine: V8 counts characters, others say the line. */
function lineFromEngine(source: string, message: string): number | null {
	const line = /line (\d+)/.exec(message)?.[1];
	if (line !== undefined) return Number(line);
	const position = /position (\d+)/.exec(message)?.[1];
	return position === undefined ? null : source.slice(0, Number(position)).split('\n').length;
}
