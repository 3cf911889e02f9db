import type { ApprovedIntent } from '../../domain/approvedIntent.ts';
import {
	add,
	formatDecimal,
	formatMoney,
	isPositive,
	isZero,
	multiply,
	roundPrice,
	subtract,
	unitsToPrice,
	type Price,
	type Quantity,
	type Ratio
} from '../../domain/decimal.ts';
import {
	assetClassOf,
	createInstrument,
	hasPartOfShare,
	orderDecimals,
	type Instrument
} from '../../domain/instrument.ts';
import type { OrderSide } from '../../domain/order.ts';
import { failed, ok, type Result } from '../../domain/result.ts';
import type { RejectionReason } from '../../domain/venue.ts';
import { exactQuantity } from './exactReader.ts';
import type { OrderBody, ReplaceBody } from './tradingApi.ts';

/** Whether a symbol is one of a coin. */
export function isCoin(symbol: string): boolean {
	return assetClassOf(symbol) === 'crypto';
}

/** The order that Alpaca is asked for under a name; or why it knows no such order, which is found out before anything is sent. */
export function intentToBody(intent: ApprovedIntent, name: string): Result<OrderBody, RejectionReason> {
	const fault = expressionFault(intent);
	if (fault !== null) return failed(fault);
	const terms = intentToTerms(intent);
	if (!terms.ok) return terms;
	const { qty, trail, ...prices } = terms.value;
	const { symbol, side, type, extendedHours } = intent;
	const timeInForce = timeInForceOf(intent);
	if (qty === undefined || timeInForce === null) return failed('not_accepted');
	const isPercent = intent.trail?.by === 'fraction';
	return ok({
		...{ symbol, qty, side, type, time_in_force: timeInForce, ...prices },
		...(trail === undefined ? {} : isPercent ? { trail_percent: trail } : { trail_price: trail }),
		...(extendedHours && !isCoin(symbol) ? { extended_hours: true } : {}),
		client_order_id: name
	});
}

/** All that a replace can change, as the intent has it: the quantity in all, prices with the decimals that the market takes. */
export function intentToTerms(intent: ApprovedIntent): Result<ReplaceBody, RejectionReason> {
	const { symbol, side, quantity, limitPrice, stopPrice, trail } = intent;
	const instrument = createInstrument(symbol, assetClassOf(symbol));
	const limit = limitPrice === null ? null : roundedLimit(instrument, side, limitPrice);
	const stop = stopPrice === null ? null : rounded(instrument, stopPrice);
	const amount = trail?.by === 'amount' ? rounded(instrument, trail.amount) : null;
	if ([limit, stop, amount].some((price) => price !== null && !isPositive(price))) {
		return failed('price_increment');
	}
	const distance = trail?.by === 'fraction' ? percentOf(trail.fraction) : textOf(amount);
	return ok({
		qty: formatDecimal(quantity),
		...(limit === null ? {} : { limit_price: formatDecimal(limit) }),
		...(stop === null ? {} : { stop_price: formatDecimal(stop) }),
		...(distance === null ? {} : { trail: distance })
	});
}

/** What Alpaca has no word for, of all that an intent can ask. */
function expressionFault(intent: ApprovedIntent): RejectionReason | null {
	const { symbol, type, trail, extendedHours, quantity } = intent;
	const timeInForce = timeInForceOf(intent);
	if (timeInForce === null) return 'not_accepted';
	// A trail follows from the start there.
	if (trail !== null && trail.activation !== null) return 'not_accepted';
	if (isCoin(symbol)) return coinTypes.has(type) ? null : 'not_accepted';
	const isPart = isPartOfShare(symbol, quantity);
	if (isPart && (timeInForce !== 'day' || type === 'trailing_stop')) return 'not_fractionable';
	const isLasting = timeInForce === 'day' || timeInForce === 'gtc';
	if (type === 'trailing_stop' && (!isLasting || extendedHours)) return 'not_accepted';
	return extendedHours && (type !== 'limit' || !isLasting) ? 'not_accepted' : null;
}

const coinTypes: ReadonlySet<string> = new Set(['market', 'limit', 'stop_limit']);

/**
 * Alpaca's word for how long an order works; null where it has none. What ends at an instant of its own works until it is canceled
 * there: the desk takes it back when its end comes. Parts of shares are taken for the day alone, and what trades at once lives no longer.
 */
function timeInForceOf({ symbol, type, timeInForce, quantity }: ApprovedIntent): string | null {
	if (isCoin(symbol)) {
		if (timeInForce === 'ioc') return 'ioc';
		return timeInForce === 'gtc' || timeInForce === 'gtd' || timeInForce === 'day' ? 'gtc' : null;
	}
	if (timeInForce === 'gtd') return 'gtc';
	return timeInForce === 'gtc' && type === 'market' && isPartOfShare(symbol, quantity) ? 'day' : timeInForce;
}

function isPartOfShare(symbol: string, quantity: Quantity): boolean {
	return hasPartOfShare({ assetClass: assetClassOf(symbol) }, quantity);
}

/** Prices of coins go as they are: each coin has steps of its own. */
function rounded(instrument: Instrument, price: Price): Price {
	return instrument.assetClass === 'crypto' ? price : roundPrice(price, orderDecimals(instrument, price));
}

/** A limit gets no worse by rounding: to buy goes down, to sell goes up. */
function roundedLimit(instrument: Instrument, side: OrderSide, price: Price): Price {
	const near = rounded(instrument, price);
	const step = unitsToPrice(10 ** (9 - orderDecimals(instrument, price)));
	if (side === 'buy') return near > price ? subtract(near, step) : near;
	return near < price ? add(near, step) : near;
}

function percentOf(fraction: Ratio): string | null {
	const read = exactQuantity(formatDecimal(fraction));
	return read === null || isZero(read) ? null : formatMoney(multiply(read, oneHundred));
}

const oneHundred = unitsToPrice(100e9);

function textOf(price: Price | null): string | null {
	return price === null ? null : formatDecimal(price);
}
