import { formatDecimal, formatMoney, type Money, type Price } from '../domain/decimal.ts';

/** Money as it is read: thousands apart, at least cents, and no digit dropped. */
export function moneyText(amount: Money): string {
	return withCents(formatMoney(amount));
}

/** A price as it is read: thousands apart, at least cents, and no digit dropped. */
export function priceText(price: Price): string {
	return withCents(formatDecimal(price));
}

function withCents(text: string): string {
	const [whole = '', fraction = ''] = text.split('.');
	return `${grouped(whole)}.${fraction.padEnd(2, '0')}`;
}

/** Whole digits, thousands apart. */
export function grouped(digits: string): string {
	return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
