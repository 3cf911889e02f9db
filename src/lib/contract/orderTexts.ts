import { decimalToNumber, formatDecimal, type Ratio } from '../domain/decimal.ts';
import type { OrderIntent, OrderSide } from '../domain/order.ts';
import type { OrderTerms, StopLeg, Trail } from '../domain/orderTerms.ts';
import type { RequestRefusal } from '../domain/venue.ts';
import { priceText } from './amounts.ts';

/** An order as a trader reads it: `buy 41 AAPL at the market`. */
export function intentText(intent: OrderIntent): string {
	const { side, quantity, symbol } = intent;
	return `${side} ${formatDecimal(quantity)} ${symbol} ${pricingText(intent)}`;
}

/** The exit orders that come with an order: `, with target 190.00 and stop 173.40`; nothing when none do. */
export function exitsText({ side, legs }: OrderIntent): string {
	if (legs === null) return '';
	// The target of two exits is the order itself.
	const target = side === 'buy' && legs.takeProfit !== null ? [`target ${priceText(legs.takeProfit)}`] : [];
	const stop = legs.stopLoss === null ? [] : [stopText(legs.stopLoss)];
	return `, with ${[...target, ...stop].join(' and ')}`;
}

function stopText({ stopPrice, limitPrice, trail }: StopLeg): string {
	if (trail !== null) return `a stop ${trailText(trail, 'sell')}`;
	if (stopPrice === null) return 'a stop';
	return `stop ${priceText(stopPrice)}${limitPrice === null ? '' : `, at ${priceText(limitPrice)} or better`}`;
}

/** How an order is priced: `at the market`, `at 182.60 or better`, `at the market once it is at 173.40`. */
export function pricingText({
	side,
	limitPrice,
	stopPrice,
	trail
}: Omit<OrderTerms, 'quantity'> & { readonly side: OrderSide }): string {
	const price = limitPrice === null ? 'at the market' : `at ${priceText(limitPrice)} or better`;
	if (trail !== null) return `${price} once it is ${trailText(trail, side)}`;
	if (stopPrice === null) return price;
	return `${price} once it is at ${priceText(stopPrice)} or ${side === 'buy' ? 'above' : 'below'}`;
}

/** How far a trailing stop follows: `2 % below its high since 190.00`. */
export function trailText(trail: Trail, side: OrderSide): string {
	const distance = trail.by === 'fraction' ? percentText(trail.fraction) : priceText(trail.amount);
	const mark = side === 'sell' ? 'below its high' : 'above its low';
	const from = trail.activation === null ? '' : ` after ${priceText(trail.activation)}`;
	return `${distance} ${mark}${from}`;
}

/** A fraction as a percentage: `2.5 %`. */
export function percentText(fraction: Ratio): string {
	return `${String(Number((decimalToNumber(fraction) * 100).toPrecision(12)))} %`;
}

const requestRefusalTexts: Readonly<Record<RequestRefusal, string>> = {
	unknown_order: 'it does not know the order',
	order_ended: 'the order has ended',
	below_filled: 'as much has filled already'
};

/** Why the venue does not do what was asked of an order. */
export function requestRefusalText(reason: RequestRefusal): string {
	return requestRefusalTexts[reason];
}
