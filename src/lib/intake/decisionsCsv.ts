import Papa from 'papaparse';
import type { Decision } from '../domain/decision.ts';
import type { InputFault } from '../domain/inputFault.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import { createDecisionReader, decisionFields } from '../schema/decisionRow.ts';
import { shorten, type FieldProblem } from '../schema/problem.ts';
import { decisionsLimit, type DecisionSymbols, type ReadDecisions } from './decisionsFile.ts';
import { pathToText } from './fieldFaults.ts';
import type { GivenText } from './givenText.ts';

/** The fields a CSV of decisions may have: those of JSON that are no objects. */
const csvFields = decisionFields.filter((field) => field !== 'metadata');
const needed = ['id', 'at', 'symbol', 'action'];

/** Whether the first line of a CSV is one of decisions and not of bars. */
export function isDecisionsHeader(line: string): boolean {
	const names = cellsOf(line);
	return names.includes('action') && names.includes('symbol');
}

function cellsOf(line: string): readonly string[] {
	return (Papa.parse<string[]>(line).data[0] ?? []).map((cell) => cell.trim());
}

/**
 * Reads decisions from CSV: columns by the names of the fields, an empty cell is not given. It fails when the header is not
 * one of decisions; a bad row is refused with every fault it has, and the good rows go on.
 */
export function readDecisionsCsv(
	{ name, text }: GivenText,
	{ assetClassBySymbol }: DecisionSymbols
): Result<ReadDecisions, InputFault[]> {
	const [header = [], ...rows] = Papa.parse<string[]>(text.replace(/^\uFEFF/, '')).data;
	const columns = header.map((cell) => cell.trim());
	const faults = headerFaults(name, columns);
	if (faults.length > 0) return failed(faults);
	const given = rows.filter((cells) => cells.some((cell) => cell.trim() !== ''));
	if (given.length > decisionsLimit) {
		const problem = { type: 'too_many_rows', rows: given.length, limit: decisionsLimit } as const;
		return failed([{ file: name, line: null, field: null, problem }]);
	}
	return ok(readRows(name, columns, rows, createRowReader(createDecisionReader(assetClassBySymbol))));
}

function headerFaults(file: string, columns: readonly string[]): InputFault[] {
	const at = (field: string, problem: InputFault['problem']): InputFault => ({
		file,
		line: 1,
		field,
		problem
	});
	const missing = needed.filter((column) => !columns.includes(column));
	const unknown = columns.filter((column) => !csvFields.includes(column));
	const twice = columns.filter((column, index) => columns.indexOf(column) !== index);
	return [
		...missing.map((column) => at(column, { type: 'missing_column', column, found: columns })),
		...unknown.map((column) => at(shorten(column), { type: 'unknown_field', known: csvFields })),
		...twice.map((column) => at(column, { type: 'duplicate', value: column, firstLine: null }))
	];
}

type RowReader = (row: Readonly<Record<string, string>>, line: number) => Result<Decision, FieldProblem[]>;

/** Reads rows, and lets each id be used once. */
function createRowReader(readDecision: ReturnType<typeof createDecisionReader>): RowReader {
	const firstLineById = new Map<string, number>();
	return (row, line) => {
		const read = readDecision(row);
		const { id } = row;
		const firstLine = id === undefined ? undefined : firstLineById.get(id);
		if (id !== undefined && firstLine === undefined) firstLineById.set(id, line);
		if (id === undefined || firstLine === undefined) return read;
		const taken: FieldProblem = {
			path: ['id'],
			problem: { type: 'duplicate', value: shorten(id), firstLine }
		};
		return failed([taken, ...(read.ok ? [] : read.error)]);
	};
}

function readRows(
	file: string,
	columns: readonly string[],
	rows: readonly string[][],
	readRow: RowReader
): ReadDecisions {
	const decisions: Decision[] = [];
	const refused: InputFault[] = [];
	let [line, refusedRows] = [1, 0];
	for (const cells of rows) {
		line++;
		const startsAt = line;
		// A quoted cell may hold line breaks.
		line += cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
		if (cells.every((cell) => cell.trim() === '')) continue;
		const read =
			cells.length === columns.length
				? readRow(toRow(columns, cells), startsAt)
				: failed([
						{ path: [], problem: { type: 'wrong_cell_count', expected: columns.length, found: cells.length } }
					] satisfies FieldProblem[]);
		if (read.ok) decisions.push(read.value);
		else {
			refusedRows++;
			refused.push(
				...read.error.map(({ path, problem }) => ({ file, line: startsAt, field: pathToText(path), problem }))
			);
		}
	}
	return { decisions, refused, refusedRows };
}

function toRow(columns: readonly string[], cells: readonly string[]): Readonly<Record<string, string>> {
	const given = columns.map((column, index) => [column, (cells[index] ?? '').trim()] as const);
	return Object.fromEntries(given.filter(([, value]) => value !== ''));
}
