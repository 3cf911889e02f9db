/** Fields as a line of CSV (RFC 4180); a text that a spreadsheet would run as a formula is quoted with an apostrophe. */
export function csvLine(fields: readonly string[]): string {
	return `${fields.map(csvField).join(',')}\r\n`;
}

function csvField(text: string): string {
	const isNumber = /^-?\d+(\.\d+)?$/.test(text);
	const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
