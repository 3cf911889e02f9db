import { failed, ok, type Result } from '../domain/result.ts';
import type { InputProblem } from '../domain/inputFault.ts';
import {
	isListedSymbol,
	isSectorName,
	mostListed,
	rowsToTable,
	toListed,
	type SectorRow,
	type SectorTable
} from '../domain/symbolLists.ts';
import { describeInput, fieldOf, shorten } from './problem.ts';
import { WrittenNumber } from './writtenNumber.ts';

/** Symbols as a list, or as typed: apart by commas, spaces or lines. */
export const symbolList = fieldOf<readonly string[]>((input) => {
	if (input === null) return ok([]);
	const given: unknown =
		typeof input === 'string' ? input.split(/[\s,;]+/).filter((text) => text !== '') : input;
	if (!Array.isArray(given)) return wrong('a list of symbols', input);
	const symbols = given as readonly unknown[];
	if (symbols.length > mostListed) return tooMany(symbols.length);
	const odd = symbols.find((one) => typeof one !== 'string' || !isListedSymbol(one));
	return odd === undefined ? ok(toListed(symbols as readonly string[])) : wrong('a symbol', odd);
});

/** Sectors by symbol as an object, or as typed: `AAPL=Technology`, apart by semicolons or lines. */
export const sectorTable = fieldOf<SectorTable>((input) => {
	if (input === null) return ok({});
	const rows = typeof input === 'string' ? typedRows(input) : rowsOf(input);
	if (rows === null) return wrong('an object of sectors by symbol', input);
	if (rows.length > mostListed) return tooMany(rows.length);
	for (const [symbol, sector] of rows) {
		if (typeof symbol !== 'string' || !isListedSymbol(symbol)) return wrong('a symbol', symbol);
		if (typeof sector !== 'string' || !isSectorName(sector))
			return wrong(`the sector of ${shorten(symbol)}`, sector);
	}
	return ok(rowsToTable(rows as SectorRow[]));
});

function rowsOf(input: unknown): readonly (readonly [unknown, unknown])[] | null {
	const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
	return isObject && !(input instanceof WrittenNumber) ? Object.entries(input) : null;
}

function typedRows(text: string): readonly (readonly [string, string | undefined])[] {
	const rows = text.split(/[;\n]/).filter((row) => row.trim() !== '');
	return rows.map((row) => {
		const [symbol = '', ...sector] = row.split('=');
		return [symbol.trim(), sector.length === 0 ? undefined : sector.join('=').trim()];
	});
}

function wrong<Value>(expected: string, found: unknown): Result<Value, InputProblem> {
	return failed({ type: 'wrong_type', expected, found: describeInput(found) });
}

function tooMany<Value>(rows: number): Result<Value, InputProblem> {
	return failed({ type: 'too_many_rows', rows, limit: mostListed });
}
