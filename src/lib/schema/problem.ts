import type { InputProblem } from '../domain/inputFault.ts';
import type { Result } from '../domain/result.ts';
import { failed, ok } from '../domain/result.ts';
import { WrittenNumber } from './writtenNumber.ts';
import { z } from './zod.ts';

/** The way from a value to a member of it. */
export type FieldPath = readonly (string | number)[];

/** A problem of one member of a value. */
export interface FieldProblem {
	readonly path: FieldPath;
	readonly problem: InputProblem;
}

const foundLimit = 40;

/** What was found, in a few words or characters. */
export function describeInput(input: unknown): string {
	if (input instanceof WrittenNumber) return shorten(input.text);
	if (typeof input === 'string') return shorten(JSON.stringify(input));
	if (Array.isArray(input)) return 'a list';
	if (typeof input === 'object' && input !== null) return 'an object';
	return String(input);
}

/** The text, cut after 40 characters. */
export function shorten(text: string): string {
	return text.length > foundLimit ? `${text.slice(0, foundLimit)}…` : text;
}

/** A field that `read` makes a value of, or says what is wrong with it. */
export function fieldOf<Value>(read: (input: unknown) => Result<Value, InputProblem>) {
	return z.pipe(
		z.unknown(),
		z.transform((input, context) => {
			const result = read(input);
			if (result.ok) return result.value;
			context.issues.push(problemToIssue(input, result.error));
			return z.NEVER;
		})
	);
}

/** The issue by which a problem of the desk travels through zod. */
export function problemToIssue(input: unknown, problem: InputProblem, path: (string | number)[] = []) {
	return { code: 'custom' as const, input, path, params: { problem } };
}

/** A JSON object, whatever its members. */
export const jsonObject = fieldOf<Record<string, unknown>>((input) => {
	if (input === undefined) return failed({ type: 'missing' });
	if (
		typeof input === 'object' &&
		input !== null &&
		!Array.isArray(input) &&
		!(input instanceof WrittenNumber)
	) {
		return ok(input as Record<string, unknown>);
	}
	return failed({ type: 'wrong_type', expected: 'an object', found: describeInput(input) });
});

/** An object of these members and no others. */
export function objectOf<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
	// The message of an unknown member is the names that are known: no other message of this object is ever read.
	const known = Object.keys(shape).join(' ');
	return z.strictObject(shape, { error: () => known });
}

/** An object of these members and no others, as a member itself. */
export function innerObjectOf<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
	return z.pipe(jsonObject, objectOf(shape));
}

/** Reads a value by a schema and gives every problem it has. */
export function readBySchema<Value>(
	schema: z.ZodMiniType<Value>,
	input: unknown
): Result<Value, FieldProblem[]> {
	const object = z.safeParse(jsonObject, input, { reportInput: true });
	const parsed = object.success ? z.safeParse(schema, input, { reportInput: true }) : object;
	if (!parsed.success) return failed(parsed.error.issues.flatMap(issueToProblems));
	return ok(parsed.data);
}

type Issue = z.core.$ZodIssue;

function issueToProblems(issue: Issue): FieldProblem[] {
	const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
	if (issue.code === 'unrecognized_keys') {
		const known = issue.message.split(' ');
		return issue.keys.map((key) => ({ path: [...path, key], problem: { type: 'unknown_field', known } }));
	}
	return [{ path, problem: issueToProblem(issue) }];
}

function issueToProblem(issue: Issue): InputProblem {
	if (issue.code === 'custom') {
		const problem: unknown = issue.params?.['problem'];
		if (problem !== undefined) return problem as InputProblem;
	}
	if (issue.input === undefined) return { type: 'missing' };
	const found = describeInput(issue.input);
	if (issue.code === 'invalid_value')
		return { type: 'wrong_choice', allowed: issue.values.map(String), found };
	const expected =
		issue.code === 'invalid_type' ? (typeNames[issue.expected] ?? issue.expected) : issue.message;
	return { type: 'wrong_type', expected, found };
}

const typeNames: Readonly<Record<string, string>> = {
	string: 'text',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object'
};
