/** Whole digits, with or without a sign before them, thousands apart. */
export function grouped(digits: string): string {
	return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A decimal text times 10^power: the point moves over its digits, and none is lost. */
export function shiftPoint(text: string, power: number): string {
	if (text.startsWith('-')) return `-${shiftPoint(text.slice(1), power)}`;
	const [whole = '', fraction = ''] = text.split('.');
	const digits = whole + fraction.slice(0, power).padEnd(power, '0');
	const rest = fraction.slice(power);
	return `${digits.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`;
}
