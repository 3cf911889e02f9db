import Papa from 'papaparse';
import type { BarSeries } from '../domain/bar.ts';
import type { InputFault, InputProblem } from '../domain/inputFault.ts';
import type { Result } from '../domain/result.ts';
import { failed, ok } from '../domain/result.ts';
import { readHeader } from './barsHeader.ts';
import { readBarsName } from './barsIdentity.ts';
import type { BarsSource, BarsTable } from './barsTable.ts';
import { createBarsTable } from './barsTable.ts';
import type { FaultList } from './faultList.ts';
import { createFaultList } from './faultList.ts';
import { createLineBlocks } from './lineBlocks.ts';

export type { BarsSource } from './barsTable.ts';

/** The largest file of bars: characters, rows, and characters of one line. */
export const barsLimits = { size: 400_000_000, rows: 5_000_000, line: 65_536 };

// A block's lines are held at once.
const sliceLength = 262_144;

/** Reads a file of bars in slices, so that its reader can report progress and stop between them. */
export interface BarsReader {
	push(text: string): void;
	/** The series of every symbol in the file; any fault refuses the whole file. */
	finish(): Result<BarSeries[], InputFault[]>;
}

/** A reader at the start of a file. */
export function createBarsReader(source: BarsSource): BarsReader {
	const faults = createFaultList(source.name);
	const blocks = createLineBlocks();
	const rows = createRows(source, faults);
	let size = 0;

	function pushSlice(slice: string): void {
		size += slice.length;
		if (size > barsLimits.size) {
			rows.stop(null, { type: 'too_large', bytes: size, limit: barsLimits.size });
			return;
		}
		const block = blocks.add(slice);
		if (block !== null) rows.addBlock(block);
		const waiting = blocks.waiting();
		if (waiting > barsLimits.line) {
			rows.stop(rows.line() + 1, { type: 'too_long', length: waiting, limit: barsLimits.line });
		}
	}

	return {
		push(text) {
			for (let start = 0; start < text.length && !rows.isStopped(); start += sliceLength) {
				pushSlice(text.slice(start, start + sliceLength));
			}
		},
		finish() {
			const rest = blocks.rest();
			if (rest !== null && !rows.isStopped()) rows.addBlock(rest);
			return rows.finish();
		}
	};
}

/** Reads a whole file of bars. */
export function readBars(source: BarsSource, text: string): Result<BarSeries[], InputFault[]> {
	const reader = createBarsReader(source);
	reader.push(text);
	return reader.finish();
}

function createRows(source: BarsSource, faults: FaultList) {
	let line = 0;
	let count = 0;
	let table: BarsTable | null = null;
	let isStopped = false;

	/** Adds a fault after which nothing more is read. */
	function stop(at: number | null, problem: InputProblem): void {
		faults.add(at, null, problem);
		isStopped = true;
	}

	function startTable(cells: readonly string[]): void {
		const header = readHeader(cells);
		if (!header.ok) {
			for (const { column, problem } of header.error) faults.add(line, column, problem);
			isStopped = true;
			return;
		}
		const named = source.symbol ?? readBarsName(source.name).symbol;
		if (header.value.symbol === null && named === null) stop(null, { type: 'no_symbol', found: source.name });
		else table = createBarsTable(source, header.value, faults);
	}

	function addLine(cells: readonly string[]): void {
		if (isBlank(cells)) return;
		if (table === null) startTable(cells);
		else if (++count <= barsLimits.rows) table.addRow(cells, line);
		else stop(line, { type: 'too_many_rows', rows: count, limit: barsLimits.rows });
	}

	return {
		line: () => line,
		isStopped: () => isStopped,
		stop,
		addBlock(block: string): void {
			const isQuoted = block.includes('"');
			if (block === '') line++;
			Papa.parse<string[]>(block, {
				// Given, not guessed: a guess could differ from block to block.
				delimiter: ',',
				newline: '\n',
				// Row by row, because a list of all rows of a block would outlive the young part of the heap.
				step: ({ data: cells }, parser) => {
					if (isStopped) {
						parser.abort();
						return;
					}
					line++;
					addLine(cells);
					if (isQuoted) line += lineBreaksIn(cells);
				}
			});
		},
		finish(): Result<BarSeries[], InputFault[]> {
			if (faults.isEmpty() && (table === null || count === 0)) faults.add(null, null, { type: 'empty' });
			const series = faults.isEmpty() ? (table?.toSeries() ?? []) : [];
			return faults.isEmpty() ? ok(series) : failed(faults.toFaults());
		}
	};
}

function isBlank(cells: readonly string[]): boolean {
	return cells.length === 1 && cells[0]?.trim() === '';
}

function lineBreaksIn(cells: readonly string[]): number {
	return cells.join('').split('\n').length - 1;
}
