import { grouped } from '../../domain/digits.ts';

/** Exact decimals as texts: shown, compared and subtracted without ever becoming a binary fraction. */

const canonical = /^(-?)(\d+)(?:\.(\d+))?$/;
const minus = '\u2212';

/** A decimal taken apart for reading: grouped whole part, the decimals that lead, and the small ones that are dimmed. */
export interface ReadDigits {
	readonly sign: '' | '\u2212';
	readonly whole: string;
	readonly lead: string;
	readonly small: string;
}

/** Takes a canonical decimal apart; `leadDecimals` are always there, further ones are small. No digit is lost. */
export function readDigits(text: string, leadDecimals: number): ReadDigits {
	const match = canonical.exec(text);
	if (match === null) return { sign: '', whole: text, lead: '', small: '' };
	const [, sign = '', whole = '', fraction = ''] = match;
	return {
		sign: sign === '-' ? minus : '',
		whole: grouped(whole),
		lead: fraction.slice(0, leadDecimals).padEnd(leadDecimals, '0'),
		small: fraction.slice(leadDecimals)
	};
}

/** A decimal as one text: thousands separated, every digit kept, at least `leadDecimals` decimals. */
export function decimalText(text: string, leadDecimals = 0): string {
	return joined(readDigits(text, leadDecimals));
}

/** Decimals of money and of a price that are shown at most; tip, arithmetic and files have every digit. */
export const glanceDecimals = 4;

/** Digits for a glance: at most `mostDecimals` decimals, below 1 as many from the first that is not zero; three dots say that there are more. */
export function cutDigits(text: string, leadDecimals: number, mostDecimals: number): ReadDigits {
	const digits = readDigits(text, leadDecimals);
	const fraction = digits.lead + digits.small;
	const zeros = digits.whole === '0' ? fraction.search(/[1-9]/) : 0;
	const most = Math.max(leadDecimals, mostDecimals + Math.max(0, zeros));
	if (fraction.length <= most) return digits;
	return { ...digits, small: `${fraction.slice(leadDecimals, most)}…` };
}

/** Digits for a glance as one text. */
export function cutText(text: string, leadDecimals: number, mostDecimals: number): string {
	return joined(cutDigits(text, leadDecimals, mostDecimals));
}

/** Money for a glance: at least two decimals, and few more. */
export function glanceText(text: string): string {
	return cutText(text, 2, glanceDecimals);
}

/** A number with more decimals than are shown at a glance, not a part of a word, a date or another number. */
const longNumber = /(?<![\w.])(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{5,}(?!\w)/g;

/** A sentence for a glance: its numbers with few decimals, three dots where there are more. */
export function glanceSentence(text: string): string {
	const short = text.replaceAll(longNumber, (number) => glanceText(number.replaceAll(',', '')));
	// A sentence that ends in three dots has its full stop.
	return short.replace(/…\.$/, '…');
}

/** Money as one text: at least two decimals. */
export function moneyText(text: string): string {
	return decimalText(text, 2);
}

/** A setting as it is read: a number, with or without its unit, with separated thousands; words as they are. */
export function settingText(value: string): string {
	const [first = '', ...unit] = value.split(' ');
	return canonical.test(first) ? [decimalText(first), ...unit].join(' ') : value;
}

/** How many decimals a canonical text has. */
export function decimalsOf(text: string): number {
	return canonical.exec(text)?.[3]?.length ?? 0;
}

const keyDecimals = 18;

/** A key that orders decimals exactly; a text that is none stands before all of them. */
export function decimalKey(text: string): bigint | null {
	const match = canonical.exec(text);
	if (match === null) return null;
	const [, sign = '', whole = '', fraction = ''] = match;
	return BigInt(`${sign}${whole}${fraction.slice(0, keyDecimals).padEnd(keyDecimals, '0')}`);
}

/** Whether a decimal is below, at or above zero. */
export function signOf(text: string): -1 | 0 | 1 {
	if (!/[1-9]/.test(text)) return 0;
	return text.startsWith('-') ? -1 : 1;
}

/** a − b, exact, in canonical form. */
export function subtractTexts(a: string, b: string): string {
	const scale = Math.max(decimalsOf(a), decimalsOf(b));
	const difference = toUnits(a, scale) - toUnits(b, scale);
	const digits = (difference < 0n ? -difference : difference).toString().padStart(scale + 1, '0');
	const cut = digits.length - scale;
	const fraction = digits.slice(cut).replace(/0+$/, '');
	return `${difference < 0n ? '-' : ''}${digits.slice(0, cut)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** measured ÷ limit as a share between 0 and 1 for a bar; a limit of zero is used up. */
export function shareOf(measured: string, limit: string): number {
	const whole = Number(limit);
	if (!(whole > 0)) return 1;
	return Math.min(1, Math.max(0, Number(measured) / whole));
}

function joined({ sign, whole, lead, small }: ReadDigits): string {
	return `${sign}${whole}${lead + small === '' ? '' : `.${lead}${small}`}`;
}

function toUnits(text: string, scale: number): bigint {
	const match = canonical.exec(text);
	if (match === null) throw new Error(`${text} is no decimal`);
	const [, sign = '', whole = '', fraction = ''] = match;
	return BigInt(`${sign}${whole}${fraction.padEnd(scale, '0')}`);
}
