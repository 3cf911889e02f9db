import type { ValueNode } from '@humanwhocodes/momoa';
import type { Decision } from '../domain/decision.ts';
import type { InputFault } from '../domain/inputFault.ts';
import type { Result } from '../domain/result.ts';
import { failed, ok } from '../domain/result.ts';
import type { DecisionReader } from '../schema/decisionRow.ts';
import { createDecisionReader } from '../schema/decisionRow.ts';
import type { FieldProblem } from '../schema/problem.ts';
import { shorten } from '../schema/problem.ts';
import { readDecisionsCsv } from './decisionsCsv.ts';
import { findDecisionRows, type DecisionSymbols, type ReadDecisions } from './decisionsFile.ts';
import { fieldFaults } from './fieldFaults.ts';
import { isCsvName } from './fileKind.ts';
import type { GivenText } from './givenText.ts';
import { parseJson } from './json.ts';
import { findDuplicates, findMember, lineOf, nodeToValue } from './jsonValue.ts';

/**
 * Reads a decisions file, JSON or CSV. It fails when the file is not of the format: then nothing changes. In a file of the
 * format a bad row is refused with every fault it has, and the good rows go on.
 */
export function readDecisions(
	given: GivenText,
	{ assetClassBySymbol }: DecisionSymbols
): Result<ReadDecisions, InputFault[]> {
	if (isCsvName(given.name)) return readDecisionsCsv(given, { assetClassBySymbol });
	const file = parseJson(given);
	if (!file.ok) return failed([file.error]);
	const rows = findDecisionRows(file.value);
	if (!rows.ok) return rows;
	const readRow = createRowReader(file.value.source, createDecisionReader(assetClassBySymbol));
	const decisions: Decision[] = [];
	const refused: InputFault[] = [];
	rows.value.elements.forEach(({ value: node }, index) => {
		const row = readRow(node);
		if (row.ok) decisions.push(row.value);
		else refused.push(...fieldFaults(given.name, node, ['decisions', index], row.error));
	});
	return ok({ decisions, refused, refusedRows: rows.value.elements.length - decisions.length });
}

/** A reader of rows that remembers their ids: the first row with an id has it, also when that row is refused. */
function createRowReader(source: string, readDecision: DecisionReader) {
	const firstLineById = new Map<string, number>();
	return (node: ValueNode): Result<Decision, FieldProblem[]> => {
		const row = readDecision(nodeToValue(node, source));
		const problems = [
			...findDuplicates(node),
			...findTakenId(node, firstLineById),
			...(row.ok ? [] : row.error)
		];
		return row.ok && problems.length === 0 ? row : failed(problems);
	};
}

function findTakenId(node: ValueNode, firstLineById: Map<string, number>): FieldProblem[] {
	const id = node.type === 'Object' ? findMember(node, 'id')?.value : undefined;
	if (id?.type !== 'String') return [];
	const firstLine = firstLineById.get(id.value);
	if (firstLine === undefined) {
		firstLineById.set(id.value, lineOf(node, ['id']));
		return [];
	}
	return [{ path: ['id'], problem: { type: 'duplicate', value: shorten(id.value), firstLine } }];
}
