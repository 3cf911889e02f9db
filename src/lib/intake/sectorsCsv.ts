import Papa from 'papaparse';
import type { InputFault } from '../domain/inputFault.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import {
	isListedSymbol,
	isSectorName,
	mostListed,
	rowsToTable,
	type SectorRow,
	type SectorTable
} from '../domain/symbolLists.ts';
import { describeInput } from '../schema/problem.ts';
import type { GivenText } from './givenText.ts';

/** Reads a table of sectors from CSV with the columns symbol and sector, others beside them; any fault refuses the whole file. */
export function readSectorsCsv({ name, text }: GivenText): Result<SectorTable, InputFault[]> {
	const [header = [], ...rows] = Papa.parse<string[]>(text.replace(/^\uFEFF/, '')).data;
	const columns = header.map((cell) => cell.trim().toLowerCase());
	const fault = (line: number, field: string, problem: InputFault['problem']): InputFault => ({
		...{ file: name, line, field, problem }
	});
	const missing = ['symbol', 'sector'].filter((column) => !columns.includes(column));
	if (missing.length > 0) {
		return failed(
			missing.map((column) => fault(1, column, { type: 'missing_column', column, found: columns }))
		);
	}
	if (rows.length > mostListed) {
		return failed([fault(1, 'symbol', { type: 'too_many_rows', rows: rows.length, limit: mostListed })]);
	}
	const faults: InputFault[] = [];
	const table: SectorRow[] = [];
	rows.forEach((cells, index) => {
		if (cells.every((cell) => cell.trim() === '')) return;
		const [symbol = '', sector = ''] = ['symbol', 'sector'].map((column) =>
			cells[columns.indexOf(column)]?.trim()
		);
		const line = index + 2;
		const wrong = (field: string, expected: string, found: string) =>
			faults.push(fault(line, field, { type: 'wrong_type', expected, found: describeInput(found) }));
		if (!isListedSymbol(symbol)) wrong('symbol', 'a symbol', symbol);
		if (!isSectorName(sector)) wrong('sector', 'the name of a sector', sector);
		table.push([symbol, sector]);
	});
	return faults.length > 0 ? failed(faults) : ok(rowsToTable(table));
}
