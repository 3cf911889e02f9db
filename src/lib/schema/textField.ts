import type { InputProblem } from '../domain/inputFault.ts';
import type { Result } from '../domain/result.ts';
import { failed, ok } from '../domain/result.ts';
import { describeInput, fieldOf, shorten } from './problem.ts';

/** Line breaks, control characters, half characters, and the marks that turn the direction of writing around. */
export const forbiddenCharacter = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;
const markup = /<[/!?]?[a-z][^<>]*>|<!--|<[a-z][^<>]*\s(?:on[a-z]+|src|href|style)\s*=/i;
const idPattern = /^[A-Za-z0-9._:-]+$/;
const symbolPattern = /^[A-Z0-9][A-Z0-9./-]{0,14}$/;
const idLimit = 64;

function readText(input: unknown, limit: number): Result<string, InputProblem> {
	if (input === undefined) return failed({ type: 'missing' });
	if (typeof input !== 'string') {
		return failed({ type: 'wrong_type', expected: 'text', found: describeInput(input) });
	}
	if (input.length > limit) return failed({ type: 'too_long', length: input.length, limit });
	const control = forbiddenCharacter.exec(input)?.[0];
	if (control !== undefined) {
		const code = (control.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
		return failed({ type: 'control_character', code: `U+${code}` });
	}
	const tag = markup.exec(input)?.[0];
	return tag === undefined ? ok(input) : failed({ type: 'markup', found: shorten(tag) });
}

function readPattern(
	input: unknown,
	limit: number,
	pattern: RegExp,
	expected: string
): Result<string, InputProblem> {
	const text = readText(input, limit);
	if (!text.ok || pattern.test(text.value)) return text;
	return failed({ type: 'wrong_type', expected, found: describeInput(input) });
}

/** Text a person reads: at most `limit` characters, without control characters and without markup. */
export function textUpTo(limit: number) {
	return fieldOf<string>((input) => readText(input, limit));
}

/** An id: 1 to 64 letters, digits, dots, underscores, colons and hyphens. */
export const idField = fieldOf<string>((input) =>
	readPattern(input, idLimit, idPattern, 'an id of letters, digits and . _ : -')
);

/** Whether a text can be the symbol of an instrument. */
export function isSymbol(text: string): boolean {
	return symbolPattern.test(text);
}

/** A symbol such as AAPL or BTC/USD; with `known` given it must be one of those. */
export function symbolField(known: readonly string[] | null) {
	const knownSet = known === null ? null : new Set(known);
	return fieldOf<string>((input) => {
		const symbol = readPattern(input, idLimit, symbolPattern, 'a symbol such as AAPL or BTC/USD');
		if (!symbol.ok || known === null || knownSet?.has(symbol.value) === true) return symbol;
		return failed({ type: 'unknown_symbol', symbol: symbol.value, known });
	});
}
