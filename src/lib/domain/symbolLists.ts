/** Sectors by symbol; a symbol that is not in it is a sector of its own. */
export type SectorTable = Readonly<Record<string, string>>;

/** A symbol with its sector. */
export type SectorRow = readonly [symbol: string, sector: string];

/** The sector of a symbol, and whether the table names it. */
export interface Sector {
	readonly name: string;
	readonly isKnown: boolean;
}

/** So many symbols a list or a table may hold. */
export const mostListed = 10_000;

const symbolPattern = /^[A-Z0-9][A-Z0-9./-]{0,14}$/;
const sectorPattern = /^[\p{L}\p{N}](?:[\p{L}\p{N} .&/()+-]{0,62}[\p{L}\p{N}.)+])?$/u;

/** Whether a text can name a symbol of a list: up to 15 capitals, digits, points, slashes and hyphens. */
export function isListedSymbol(text: string): boolean {
	return symbolPattern.test(text);
}

/** Whether a text can name a sector: up to 64 letters, digits, spaces and marks such as & and -. */
export function isSectorName(text: string): boolean {
	return sectorPattern.test(text);
}

/** The sector of a symbol. */
export function sectorOf(table: SectorTable, symbol: string): Sector {
	// A symbol called like a member of every object is a symbol like any other.
	const name = Object.hasOwn(table, symbol) ? table[symbol] : undefined;
	return name === undefined ? { name: symbol, isKnown: false } : { name, isKnown: true };
}

/** A table of rows in alphabetical order of their symbols; the last row of a symbol counts. */
export function rowsToTable(rows: readonly SectorRow[]): SectorTable {
	const sorted = [...new Map(rows)].sort(([one], [other]) => (one < other ? -1 : 1));
	return Object.fromEntries(sorted);
}

/** A list in alphabetical order, each symbol once. */
export function toListed(symbols: readonly string[]): readonly string[] {
	return [...new Set(symbols)].sort();
}

/** The canonical text of a list: `ABC, XYZ`. */
export function listToText(symbols: readonly string[]): string {
	return symbols.join(', ');
}

/** The canonical text of a table: `ABC=Energy; XYZ=Technology`. */
export function tableToText(table: SectorTable): string {
	return Object.entries(table)
		.map(([symbol, sector]) => `${symbol}=${sector}`)
		.join('; ');
}

/** The list of a canonical text; null where something in it names no symbol. */
export function textToList(text: string): readonly string[] | null {
	const symbols = text.split(', ');
	return symbols.length <= mostListed && symbols.every(isListedSymbol) ? toListed(symbols) : null;
}

/** The table of a canonical text; null where something in it is no symbol with its sector. */
export function textToTable(text: string): SectorTable | null {
	const rows = text.split('; ').map((row) => row.split('='));
	if (rows.length > mostListed) return null;
	const isSound = rows.every(
		([symbol = '', sector = '', more]) => more === undefined && isListedSymbol(symbol) && isSectorName(sector)
	);
	return isSound ? rowsToTable(rows.map(([symbol = '', sector = '']) => [symbol, sector])) : null;
}
