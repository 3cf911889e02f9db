import type { BarInterval, BarSeries } from '../domain/bar.ts';
import type { AssetClass } from '../domain/instrument.ts';
import { millisecondsPerDay } from '../domain/time.ts';
import { describeInput } from '../schema/problem.ts';
import { isSymbol } from '../schema/textField.ts';
import type { BarColumns } from './barColumns.ts';
import { createBarColumns } from './barColumns.ts';
import { readBarRow } from './barRow.ts';
import { columnsToSeries } from './barSessions.ts';
import type { BarsHeader } from './barsHeader.ts';
import { readBarsName, symbolToAssetClass } from './barsIdentity.ts';
import { createTimestampReader, isDateOnly } from './barTimestamp.ts';
import type { FaultList } from './faultList.ts';

/** A file of bars and what is known of it beforehand, from a manifest; what is not comes from the file and its name. */
export interface BarsSource {
	readonly name: string;
	readonly symbol?: string;
	readonly assetClass?: AssetClass;
	readonly interval?: BarInterval;
}

/** The rows of a file below its header, by symbol. */
export interface BarsTable {
	addRow(cells: readonly string[], line: number): void;
	/** The series of all symbols; they count only when the list of faults is empty afterwards. */
	toSeries(): BarSeries[];
}

/** A table without rows; what is wrong with a row goes to `faults`. */
export function createBarsTable(source: BarsSource, header: BarsHeader, faults: FaultList): BarsTable {
	const fromName = readBarsName(source.name);
	const columnsBySymbol = new Map<string, BarColumns>();
	const readTimestamp = createTimestampReader();
	const readSymbol = createSymbolReader(source.symbol ?? null, fromName.symbol, header, faults);
	let firstDate: { readonly line: number; readonly found: string } | null = null;

	function columnsOf(symbol: string): BarColumns {
		const known = columnsBySymbol.get(symbol);
		if (known !== undefined) return known;
		const columns = createBarColumns();
		columnsBySymbol.set(symbol, columns);
		return columns;
	}

	return {
		addRow(cells, line) {
			if (cells.length !== header.width) {
				faults.add(line, null, { type: 'wrong_cell_count', expected: header.width, found: cells.length });
				return;
			}
			const symbol = readSymbol(cells, line);
			if (symbol === null) return;
			const timestamp = (cells[header.timestamp] ?? '').trim();
			if (firstDate === null && isDateOnly(timestamp)) firstDate = { line, found: timestamp };
			readBarRow({ line, cells, timestamp }, header, columnsOf(symbol), readTimestamp, faults);
		},
		toSeries() {
			const interval = source.interval ?? fromName.interval ?? inferInterval(columnsBySymbol.values());
			if (interval === '1m' && firstDate !== null) {
				faults.add(firstDate.line, 'timestamp', { type: 'not_an_instant', found: firstDate.found });
			}
			return [...columnsBySymbol].map(([symbol, columns]) => {
				const assetClass = source.assetClass ?? symbolToAssetClass(symbol);
				return columnsToSeries(columns, { symbol, assetClass, interval }, faults);
			});
		}
	};
}

/** Which symbol a row is of: the given one, else its own cell, else the one in the file's name. */
function createSymbolReader(
	given: string | null,
	fromName: string | null,
	header: BarsHeader,
	faults: FaultList
): (cells: readonly string[], line: number) => string | null {
	const column = header.symbol;
	if (column === null) return () => given ?? fromName;
	return (cells, line) => {
		const cell = cells[column]?.trim() ?? '';
		if (given !== null && cell !== given) {
			faults.add(line, 'symbol', { type: 'wrong_choice', allowed: [given], found: describeInput(cell) });
			return null;
		}
		if (isSymbol(cell)) return cell;
		const found = describeInput(cell);
		faults.add(line, 'symbol', { type: 'wrong_type', expected: 'a symbol such as AAPL or BTC/USD', found });
		return null;
	};
}

function inferInterval(all: Iterable<BarColumns>): BarInterval {
	for (const { label, length } of all) {
		for (let row = 0; row < length; row++) {
			if ((label[row] ?? 0) % millisecondsPerDay !== 0) return '1m';
		}
	}
	return '1d';
}
