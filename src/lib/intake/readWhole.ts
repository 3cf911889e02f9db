import type { InputFault } from '../domain/inputFault.ts';
import type { Result } from '../domain/result.ts';
import { failed, ok } from '../domain/result.ts';
import type { FieldPath, FieldProblem } from '../schema/problem.ts';
import { fieldFaults } from './fieldFaults.ts';
import type { GivenText } from './givenText.ts';
import { parseJson } from './json.ts';
import { findDuplicates, lineOf, nodeToValue } from './jsonValue.ts';

/** Makes something of the value of a file; `lineAt` knows where its members stand. */
export type ValueReader<Value> = (
	input: unknown,
	lineAt: (path: FieldPath) => number
) => Result<Value, FieldProblem[]>;

/** Reads a JSON file of one value; any fault refuses the whole file. */
export function readWhole<Value>(
	given: GivenText,
	readValue: ValueReader<Value>
): Result<Value, InputFault[]> {
	const file = parseJson(given);
	if (!file.ok) return failed([file.error]);
	const { source, body } = file.value;
	const value = readValue(nodeToValue(body, source), (path) => lineOf(body, path));
	const problems = [...findDuplicates(body), ...(value.ok ? [] : value.error)];
	if (value.ok && problems.length === 0) return ok(value.value);
	return failed(fieldFaults(given.name, body, [], problems));
}
