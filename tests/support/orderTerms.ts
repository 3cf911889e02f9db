import type { Trail } from '../../src/lib/domain/orderTerms.ts';
import { price, ratio, type Ask } from './deskBuilders.ts';

/** A stop order. */
export const stop = (text: string): Ask => ({ type: 'stop', stopPrice: price(text) });
/** A stop-limit order. */
export const stopLimit = (at: string, limit: string): Ask => ({
	...{ type: 'stop_limit', stopPrice: price(at), limitPrice: price(limit) }
});
/** A trailing stop order. */
export const trail = (given: Trail): Ask => ({ type: 'trailing_stop', trail: given });
/** A trail by a fraction, from an activation price on when one is given. */
export const percent = (text: string, activation: string | null = null): Trail => ({
	...{ by: 'fraction', fraction: ratio(text), activation: activation === null ? null : price(activation) }
});
/** A trail by an amount. */
export const amount = (text: string): Trail => ({ by: 'amount', amount: price(text), activation: null });

/** An exit. */
export const sell: Ask = { side: 'sell', purpose: 'exit' };
