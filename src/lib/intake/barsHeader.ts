import type { InputProblem } from '../domain/inputFault.ts';
import type { Result } from '../domain/result.ts';
import { failed, ok } from '../domain/result.ts';

/** The columns of a file of bars by their place, and how many cells a row has. */
export interface BarsHeader {
	readonly width: number;
	readonly timestamp: number;
	readonly open: number;
	readonly high: number;
	readonly low: number;
	readonly close: number;
	readonly volume: number | null;
	readonly symbol: number | null;
}

/** A problem of one column. */
export interface ColumnProblem {
	readonly column: string;
	readonly problem: InputProblem;
}

const timestampNames = ['timestamp', 'time', 'date'];

/** Finds the columns by their names, whatever the case; other columns are left alone. */
export function readHeader(cells: readonly string[]): Result<BarsHeader, ColumnProblem[]> {
	const names = cells.map((cell) => cell.trim().toLowerCase());
	const problems: ColumnProblem[] = [];
	const find = (column: string): number | null => {
		const index = names.indexOf(column);
		if (index < 0) return null;
		if (names.indexOf(column, index + 1) >= 0) {
			problems.push({ column, problem: { type: 'duplicate', value: column, firstLine: null } });
		}
		return index;
	};
	const need = (column: string, index = find(column)): number => {
		if (index === null) problems.push({ column, problem: { type: 'missing_column', column, found: names } });
		return index ?? 0;
	};
	const timestampName = timestampNames.find((name) => names.includes(name)) ?? 'timestamp';
	const header = {
		width: cells.length,
		timestamp: need('timestamp', find(timestampName)),
		open: need('open'),
		high: need('high'),
		low: need('low'),
		close: need('close'),
		volume: find('volume'),
		symbol: find('symbol')
	};
	return problems.length === 0 ? ok(header) : failed(problems);
}
