import type { ArrayNode, ObjectNode, ValueNode } from '@humanwhocodes/momoa';
import type { Decision } from '../domain/decision.ts';
import type { InputFault, InputProblem } from '../domain/inputFault.ts';
import type { AssetClass } from '../domain/instrument.ts';
import type { Result } from '../domain/result.ts';
import { failed, ok } from '../domain/result.ts';
import type { FieldProblem } from '../schema/problem.ts';
import { describeInput } from '../schema/problem.ts';
import { fieldFaults } from './fieldFaults.ts';
import type { JsonFile } from './json.ts';
import { findDuplicateMembers, findMember, memberNames, nodeToValue } from './jsonValue.ts';

/** The symbols a decision may name. */
export interface DecisionSymbols {
	readonly assetClassBySymbol: ReadonlyMap<string, AssetClass>;
}

/** The good rows of a decisions file in its order, and what is wrong with the others. */
export interface ReadDecisions {
	readonly decisions: readonly Decision[];
	/** Every fault of every refused row. */
	readonly refused: readonly InputFault[];
	readonly refusedRows: number;
}

/** The most decisions a file may hold. */
export const decisionsLimit = 200_000;

const formatName = 'blotter-decisions';
const expectedFile = `{"format":"${formatName}","version":1,"decisions":[…]}`;

interface MemberRule {
	readonly name: string;
	readonly expected: string;
	readonly accepts: (node: ValueNode) => boolean;
}

const memberRules: readonly MemberRule[] = [
	{
		name: 'format',
		expected: `"${formatName}"`,
		accepts: (node) => node.type === 'String' && node.value === formatName
	},
	{ name: 'version', expected: '1', accepts: (node) => node.type === 'Number' && node.value === 1 },
	{ name: 'decisions', expected: 'a list', accepts: (node) => node.type === 'Array' }
];
const known = memberRules.map(({ name }) => name);

/** The rows of a decisions file, or why it is none. */
export function findDecisionRows({ name: file, source, body }: JsonFile): Result<ArrayNode, InputFault[]> {
	const refuse = (node: ValueNode, field: string | null, problem: InputProblem) =>
		failed([{ file, line: node.loc.start.line, field, problem }]);
	const found = (node: ValueNode | undefined) =>
		node === undefined ? 'nothing' : describeInput(nodeToValue(node, source));
	if (body.type !== 'Object') {
		return refuse(body, null, { type: 'wrong_format', expected: expectedFile, found: found(body) });
	}
	for (const { name, expected, accepts } of memberRules) {
		const node = findMember(body, name)?.value;
		if (node === undefined || !accepts(node)) {
			return refuse(node ?? body, name, { type: 'wrong_format', expected, found: found(node) });
		}
	}
	const problems = [...findDuplicateMembers(body, []), ...findUnknownMembers(body)];
	if (problems.length > 0) return failed(fieldFaults(file, body, [], problems));
	return findRows(body, refuse);
}

function findUnknownMembers(body: ObjectNode): FieldProblem[] {
	return memberNames(body)
		.filter((name) => !known.includes(name))
		.map((name) => ({ path: [name], problem: { type: 'unknown_field', known } }));
}

function findRows(
	body: ObjectNode,
	refuse: (node: ValueNode, field: string, problem: InputProblem) => Result<never, InputFault[]>
): Result<ArrayNode, InputFault[]> {
	const rows = findMember(body, 'decisions')?.value;
	if (rows?.type !== 'Array') return refuse(body, 'decisions', { type: 'missing' });
	const { length } = rows.elements;
	if (length <= decisionsLimit) return ok(rows);
	return refuse(rows, 'decisions', { type: 'too_many_rows', rows: length, limit: decisionsLimit });
}
