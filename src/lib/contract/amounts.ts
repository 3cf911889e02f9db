import { formatDecimal, formatMoney, type Money, type Price } from '../domain/decimal.ts';
import { grouped } from '../domain/digits.ts';

/** Money as it is read: thousands apart, at least cents, and no digit dropped. */
export function moneyText(amount: Money): string {
	return withCents(formatMoney(amount));
}

/** A price as it is read: thousands apart, at least cents, and no digit dropped. */
export function priceText(price: Price): string {
	return withCents(formatDecimal(price));
}

/** The canonical text of an amount or a price, read in the same way. */
export function withCents(text: string): string {
	const [whole = '', fraction = ''] = text.split('.');
	return `${grouped(whole)}.${fraction.padEnd(2, '0')}`;
}

/** The canonical text of any number, thousands apart. */
export function numberText(text: string): string {
	const [whole = '', fraction] = text.split('.');
	return `${grouped(whole)}${fraction === undefined ? '' : `.${fraction}`}`;
}
