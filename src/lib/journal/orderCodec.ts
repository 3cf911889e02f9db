import type { DepthLevel } from '../domain/depth.ts';
import type { Costs } from '../domain/fees.ts';
import type { Fill, Reckoning } from '../domain/fill.ts';
import type { TriggerId } from '../domain/ids.ts';
import type { FiringPrices, MetPrices, PricePast, ShownPrices } from '../domain/metPrices.ts';
import type { OrderIntent } from '../domain/order.ts';
import { orderCauses } from '../domain/orderCause.ts';
import type { OrderRequest, OrderSize } from '../domain/orderRequest.ts';
import type { ExitLegs, OrderGroup, OrderTerms, StopLeg, Trail } from '../domain/orderTerms.ts';
import { priceOrigins } from '../domain/quote.ts';
import type { Dated, Trigger } from '../domain/trigger.ts';
import {
	flag,
	id,
	list,
	money,
	nullable,
	number,
	object,
	price,
	quantity,
	ratio,
	text,
	union,
	withAbsent,
	word,
	type Codec
} from './codec.ts';
import { protectionLevels } from './decisionCodec.ts';

const orderSide = word('buy', 'sell');
/** What ends an order that nobody cancels. */
export const orderEndReason = word('session_close', 'expires_at');
const orderCause = word(...orderCauses);
const timeInForce = word('day', 'gtc', 'gtd', 'ioc', 'fok', 'opg', 'cls');
const orderType = word('market', 'limit', 'stop', 'stop_limit', 'trailing_stop');
const trail = union<Trail, 'by'>('by', {
	fraction: { fraction: ratio, activation: nullable(price) },
	amount: { amount: price, activation: nullable(price) }
});
const prices = { limitPrice: nullable(price), stopPrice: nullable(price), trail: nullable(trail) };
const stopLeg = object<StopLeg>(prices);
const exitLegs = object<ExitLegs>({ takeProfit: nullable(price), stopLoss: nullable(stopLeg) });

/** What a replace can change of an order. */
export const orderTerms = object<OrderTerms>({ quantity, ...prices });

/** An order as a person gives it. */
export const orderRequest = object<OrderRequest>({
	symbol: text,
	side: orderSide,
	size: union<OrderSize, 'by'>('by', { quantity: { quantity }, notional: { notional: money } }),
	type: orderType,
	...prices,
	timeInForce,
	expiresAt: nullable(number),
	...{ extendedHours: flag, reduceOnly: flag },
	legs: nullable(exitLegs),
	otherStop: nullable(stopLeg),
	...{ strategy: text, reason: text, tag: text }
});

/** Why an order is taken back. */
export const cancelReason = word(
	'by_hand',
	'kill_switch',
	'follows_position',
	'position_closed',
	'escalated',
	'insufficient_cash',
	'no_position',
	'immediate_or_cancel',
	'fill_or_kill',
	'auction_missed',
	'at_broker',
	'expires_at'
);
type OrderEnd = NonNullable<OrderIntent['ends']>;

/** An order to be. */
export const orderIntent = object<OrderIntent>({
	id: id(),
	decisionId: id(),
	symbol: text,
	side: orderSide,
	type: orderType,
	timeInForce,
	extendedHours: flag,
	quantity,
	...prices,
	purpose: word('entry', 'exit'),
	cause: orderCause,
	beyond: quantity,
	refPrice: nullable(price),
	reserve: money,
	levels: protectionLevels,
	legs: nullable(exitLegs),
	group: nullable(object<OrderGroup>({ id: text, role: word('target', 'stop') })),
	madeAt: number,
	actsFrom: number,
	ends: nullable(object<OrderEnd>({ at: number, reason: orderEndReason }))
});

const costs = object<Costs>({ commission: money, sec: money, taf: money });

const levels = nullable(list(object<DepthLevel>({ price, quantity })));

const reckoning = object<Reckoning>({
	met: union<MetPrices, 'type'>('type', {
		quote: { bid: price, ask: price, last: price, from: price, levels },
		bar: { open: price, high: price, low: price, from: price, levels },
		close: { from: price }
	}),
	by: word('slipping', 'rounding', 'naming', 'walking'),
	role: word('maker', 'taker'),
	reckoned: costs,
	charged: costs
});

/** A trade of one order. */
export const fill = object<Fill>({
	id: id(),
	orderId: id(),
	decisionId: id(),
	cause: orderCause,
	symbol: text,
	side: orderSide,
	quantity,
	price,
	fee: money,
	feeQuantity: quantity,
	at: number,
	bar: number,
	guardsFrom: number,
	reckoned: nullable(reckoning)
});

function dated<Value>(value: Codec<Value>): Codec<readonly Dated<Value>[]> {
	return list(object<Dated<Value>>({ from: number, value }));
}

const guards = word('long', 'short');
const level = { id: id<TriggerId>(), symbol: text, guards, levels: dated(price) };

/** A trigger as it was armed. */
export const trigger = union<Trigger, 'kind'>('kind', {
	stop_loss: level,
	take_profit: level,
	trailing_stop: { id: id(), symbol: text, guards, fractions: dated(ratio), highWater: price }
});

/** The prices that fired a trigger. */
export const firingPrices: Codec<FiringPrices> = withAbsent<ShownPrices, PricePast>(
	union<ShownPrices, 'type'>('type', {
		quote: { bid: price, ask: price, last: price, from: price },
		bar: { open: price, high: price, low: price, from: price }
	}),
	{ madeAt: number, origin: word(...priceOrigins), isLastAlone: flag }
);
