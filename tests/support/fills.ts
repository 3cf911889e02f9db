import { zeroMoney, zeroQuantity } from '../../src/lib/domain/decimal.ts';
import type { Fill } from '../../src/lib/domain/fill.ts';
import { orderToFillId } from '../../src/lib/domain/ids.ts';
import { createOrder, minuteAt, price, quantity, sessionOpen } from './deskBuilders.ts';

const order = createOrder();

/** A buy of 10 at 100 without a fee, on the first bar of the session, but for what is given. */
export function createFill(given: Partial<Fill> = {}): Fill {
	return {
		id: orderToFillId(given.orderId ?? order.id, 1),
		...{ orderId: order.id, decisionId: order.decisionId, cause: order.cause, symbol: order.symbol },
		...{
			side: 'buy',
			quantity: quantity('10'),
			price: price('100'),
			fee: zeroMoney,
			feeQuantity: zeroQuantity
		},
		...{ at: minuteAt(1), bar: sessionOpen, guardsFrom: sessionOpen },
		reckoned: null,
		...given
	};
}
