import { csvLine } from '../../domain/csv.ts';

/** Rows as CSV, header first; what is missing is an empty field. */
export function csvText(header: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
	return [header, ...rows].map((row) => csvLine(row.map((field) => field ?? ''))).join('');
}
