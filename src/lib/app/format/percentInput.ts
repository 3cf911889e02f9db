/** Percentages as people type them, and the fractions that decisions carry: the point moves, no digit is lost. */

/** A typed percentage as a fraction: `5` is `0.05`; a text that is no plain number stays, for the schema to refuse. */
export function percentToFraction(text: string): string {
	const trimmed = text.trim().replace(/\s*%$/, '');
	const match = /^(\d+)(?:\.(\d*))?$/.exec(trimmed);
	if (match === null) return trimmed;
	const [, whole = '', fraction = ''] = match;
	const digits = whole.padStart(3, '0');
	return tidy(`${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`);
}

/** A fraction as the percentage a person would type: `0.05` is `5`. */
export function fractionToPercent(text: string): string {
	const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text);
	if (match === null) return text;
	const [, sign = '', whole = '', fraction = ''] = match;
	return sign + tidy(`${whole}${fraction.slice(0, 2).padEnd(2, '0')}.${fraction.slice(2)}`);
}

function tidy(text: string): string {
	return text
		.replace(/^0+(?=\d)/, '')
		.replace(/(\.\d*?)0+$/, '$1')
		.replace(/\.$/, '');
}
