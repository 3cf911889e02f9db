import type { Fill } from '../domain/fill.ts';
import type { TriggerId } from '../domain/ids.ts';
import type { OrderIntent } from '../domain/order.ts';
import type { Dated, FiringPrices, Trigger } from '../domain/trigger.ts';
import {
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
	word,
	type Codec
} from './codec.ts';
import { protectionLevels } from './decisionCodec.ts';

const orderSide = word('buy', 'sell');
/** What ends an order that nobody cancels. */
export const orderEndReason = word('session_close', 'expires_at');
const orderCause = word(
	'entry_market',
	'entry_limit',
	'sell_market',
	'closed_by_hand',
	'stop_loss',
	'trailing_stop',
	'take_profit'
);
type OrderEnd = NonNullable<OrderIntent['ends']>;

/** An order to be. */
export const orderIntent = object<OrderIntent>({
	id: id(),
	decisionId: id(),
	symbol: text,
	side: orderSide,
	type: word('market', 'limit'),
	quantity,
	limitPrice: nullable(price),
	purpose: word('entry', 'exit'),
	cause: orderCause,
	refPrice: nullable(price),
	reserve: money,
	levels: protectionLevels,
	madeAt: number,
	ends: nullable(object<OrderEnd>({ at: number, reason: orderEndReason }))
});

/** A trade of one order. */
export const fill = object<Fill>({
	orderId: id(),
	decisionId: id(),
	cause: orderCause,
	symbol: text,
	side: orderSide,
	quantity,
	price,
	fee: money,
	at: number,
	bar: number,
	guardsFrom: number
});

function dated<Value>(value: Codec<Value>): Codec<readonly Dated<Value>[]> {
	return list(object<Dated<Value>>({ from: number, value }));
}

const level = { id: id<TriggerId>(), symbol: text, levels: dated(price) };

/** A trigger as it was armed. */
export const trigger = union<Trigger, 'kind'>('kind', {
	stop_loss: level,
	take_profit: level,
	trailing_stop: { id: id(), symbol: text, fractions: dated(ratio), highWater: price }
});

/** The prices that fired a trigger. */
export const firingPrices = union<FiringPrices, 'type'>('type', {
	quote: { bid: price, ask: price, last: price, from: price },
	bar: { open: price, high: price, low: price, from: price }
});
