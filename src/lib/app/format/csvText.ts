/** Rows as CSV (RFC 4180), header first; a text that a spreadsheet would run as a formula is quoted with an apostrophe. */
export function csvText(header: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
	return (
		[header, ...rows].map((row) => row.map((field) => csvField(field ?? '')).join(',')).join('\r\n') + '\r\n'
	);
}

function csvField(text: string): string {
	const isNumber = /^-?\d+(\.\d+)?$/.test(text);
	const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
