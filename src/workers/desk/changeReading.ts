import type { DeskRequests } from '../../lib/contract/deskApi.ts';
import type { ClientOrderId } from '../../lib/domain/ids.ts';
import type { Order } from '../../lib/domain/order.ts';
import type { OrderTerms, Trail } from '../../lib/domain/orderTerms.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import { instrumentOf, lastPrice, type EngineState } from '../../lib/engine/state.ts';
import { FieldReader } from './fieldReader.ts';
import { checkStop } from './orderReading.ts';
import type { TicketFaults } from './ticketReading.ts';

/** Reads what of an order shall be different; what is wrong is said by field. */
export function readChange(
	state: EngineState,
	{ orderId, request: _, ...typed }: DeskRequests['replaceOrder']['ask']
): Result<Partial<OrderTerms>, TicketFaults> {
	const order = state.book.orders.get(orderId as ClientOrderId);
	const instrument = order === undefined ? null : instrumentOf(state, order.intent.symbol).instrument;
	const reader = new FieldReader({ ...typed, symbol: '', side: 'buy' }, instrument);
	for (const [field, text] of Object.entries(typed)) {
		if (text.trim() === '') reader.fail(field, 'Is missing.');
	}
	const quantity = reader.quantity('quantity');
	const limitPrice = reader.price('limitPrice');
	const stopPrice = reader.price('stopPrice');
	const trail = readTrail(reader, order);
	if (order !== undefined && stopPrice !== null) {
		const { symbol, side } = order.intent;
		if (order.isElected) reader.fail('stopPrice', 'It was reached already.');
		else checkStop(reader, side, stopPrice, lastPrice(state.market, symbol)?.price ?? null);
	}
	if (Object.keys(reader.faults).length > 0) return failed(reader.faults);
	return ok({
		...(quantity === null ? {} : { quantity }),
		...(limitPrice === null ? {} : { limitPrice }),
		...(stopPrice === null ? {} : { stopPrice }),
		...(trail === null ? {} : { trail })
	});
}

/** Another distance; the price from which the trail works stays. */
function readTrail(reader: FieldReader, order: Order | undefined): Trail | null {
	const activation = order?.intent.trail?.activation ?? null;
	const amount = reader.price('trailAmount');
	const trail = reader.fraction('trailPct');
	if (amount !== null && trail !== null) {
		return reader.fail('trailAmount', 'Give a fraction or an amount, not both.');
	}
	if (amount !== null) return { by: 'amount', amount, activation };
	return trail === null ? null : { ...trail, activation };
}
