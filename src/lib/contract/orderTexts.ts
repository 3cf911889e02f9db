import {
	decimalToNumber,
	formatDecimal,
	isPositive,
	readPrice,
	readRatio,
	type Price,
	type Ratio
} from '../domain/decimal.ts';
import type { OrderRow, TrailLine } from '../domain/deskRows.ts';
import type { OrderIntent, OrderSide } from '../domain/order.ts';
import type { OrderTerms, StopLeg, Trail } from '../domain/orderTerms.ts';
import type { RequestRefusal } from '../domain/venue.ts';
import { priceText } from './amounts.ts';

/** An order as a trader reads it: `buy 41 AAPL at the market`, `sell short 10 AAPL at 182.60 or better`. */
export function intentText(intent: OrderIntent): string {
	const { side, quantity, symbol, beyond } = intent;
	const opened = side === 'sell' ? 'a short' : 'a long position';
	const through = isPositive(beyond) ? `, which opens ${opened} of ${formatDecimal(beyond)}` : '';
	return `${verbOf(intent)} ${formatDecimal(quantity)} ${symbol} ${pricingText(intent)}${through}`;
}

/** What an order does, as a title: `Sell short`. */
export function orderVerbText(order: Trading): string {
	const verb = verbOf(order);
	return `${verb.charAt(0).toUpperCase()}${verb.slice(1)}`;
}

type Trading = { readonly side: string; readonly purpose: string };

/** What an order does: `buy`, `sell`, `sell short`, `buy back`. */
function verbOf({ side, purpose }: Trading): string {
	if (purpose === 'entry') return side === 'buy' ? 'buy' : 'sell short';
	return side === 'buy' ? 'buy back' : 'sell';
}

/** The exit orders that come with an order: `, with target 190.00 and stop 173.40`; nothing when none do. */
export function exitsText({ side, legs, group }: OrderIntent): string {
	if (legs === null) return '';
	// The target of two exits is the order itself.
	const target = group === null && legs.takeProfit !== null ? [`target ${priceText(legs.takeProfit)}`] : [];
	const stop =
		legs.stopLoss === null ? [] : [stopText(legs.stopLoss, group === null ? side : otherSide(side))];
	return `, with ${[...target, ...stop].join(' and ')}`;
}

/** The stop of an order on `opens`. */
function stopText({ stopPrice, limitPrice, trail }: StopLeg, opens: OrderSide): string {
	if (trail !== null) return `a stop ${trailText(trail, otherSide(opens))}`;
	if (stopPrice === null) return 'a stop';
	return `stop ${priceText(stopPrice)}${limitPrice === null ? '' : `, at ${priceText(limitPrice)} or better`}`;
}

function otherSide(side: OrderSide): OrderSide {
	return side === 'buy' ? 'sell' : 'buy';
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

/** How the order of a row is priced: `at 182.60 or better`; one of an older version has no stop. */
export function rowPricingText(row: PricedRow): string {
	const { side, limitPrice, stopPrice, trail } = row;
	return pricingText({
		side,
		limitPrice: priceOf(limitPrice),
		stopPrice: priceOf(stopPrice),
		trail: trailOf(trail)
	});
}

/** The trail of a row: `2 % below its high after 190.00`; null when it has none. */
export function rowTrailText({ side, trail }: Pick<PricedRow, 'side' | 'trail'>): string | null {
	const read = trailOf(trail);
	return read === null ? null : trailText(read, side);
}

/** An order's type, prices and time in force, short: `Stop 173.40, limit 173.00 · GTC`. */
export function rowTermsText(row: PricedRow & Partial<Pick<OrderRow, 'timeInForce'>>): string {
	const time = row.timeInForce ?? 'day';
	return `${rowPricesText(row)} · ${time === 'day' ? time : time.toUpperCase()}`;
}

function rowPricesText({ limitPrice, stopPrice, trail }: PricedRow): string {
	const follows = trailOf(trail);
	if (follows !== null) {
		const from = follows.activation === null ? '' : ` from ${priceText(follows.activation)}`;
		return `Trail ${distanceText(follows)}${from}`;
	}
	const [limit, stop] = [priceOf(limitPrice), priceOf(stopPrice)];
	if (stop === null) return limit === null ? 'Market' : `Limit ${priceText(limit)}`;
	return `Stop ${priceText(stop)}${limit === null ? '' : `, limit ${priceText(limit)}`}`;
}

const distanceText = (trail: Trail): string =>
	trail.by === 'fraction' ? percentText(trail.fraction) : priceText(trail.amount);

type PricedRow = Pick<OrderRow, 'side' | 'limitPrice'> & Partial<Pick<OrderRow, 'stopPrice' | 'trail'>>;

const priceOf = (text: string | null | undefined): Price | null =>
	text === null || text === undefined ? null : readPrice(text);

function trailOf(line: TrailLine | null | undefined): Trail | null {
	if (line === null || line === undefined) return null;
	const activation = priceOf(line.activation);
	const fraction = readRatio(line.value);
	if (line.by === 'fraction') return fraction === null ? null : { by: 'fraction', fraction, activation };
	const amount = readPrice(line.value);
	return amount === null ? null : { by: 'amount', amount, activation };
}

/** How far a trailing stop follows: `2 % below its high since 190.00`. */
export function trailText(trail: Trail, side: OrderSide): string {
	const mark = side === 'sell' ? 'below its high' : 'above its low';
	const from = trail.activation === null ? '' : ` after ${priceText(trail.activation)}`;
	return `${distanceText(trail)} ${mark}${from}`;
}

/** A fraction as a percentage: `2.5 %`. */
export function percentText(fraction: Ratio): string {
	return `${String(Number((decimalToNumber(fraction) * 100).toPrecision(12)))} %`;
}

const requestRefusalTexts: Readonly<Record<RequestRefusal, string>> = {
	unknown_order: 'it does not know the order',
	order_ended: 'the order has ended',
	below_filled: 'as much has filled already',
	terms_refused: 'it does not take what was asked',
	not_possible: 'this cannot be asked of it from here'
};

/** Why the venue does not do what was asked of an order. */
export function requestRefusalText(reason: RequestRefusal): string {
	return requestRefusalTexts[reason];
}
