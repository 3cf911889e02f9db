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
	return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`;
}
