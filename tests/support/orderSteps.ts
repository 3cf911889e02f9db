import fc from 'fast-check';
import { add, higher, negate, zeroQuantity, type Quantity } from '../../src/lib/domain/decimal.ts';
import type { ClientOrderId } from '../../src/lib/domain/ids.ts';
import { isOpenStatus, leftOf, type Order } from '../../src/lib/domain/order.ts';
import type { TradingState } from '../../src/lib/domain/risk.ts';
import type { Book } from '../../src/lib/engine/state.ts';
import type { OrderDesk, PlainOrder } from './orderDesk.ts';

const shares = fc.integer({ min: 1, max: 12 }).map(String);
const level = fc.integer({ min: 90, max: 110 }).map(String);

/** Something a person, a file or the venue does; `pick` chooses among the open orders. */
export type OrderStep =
	| { readonly do: 'order' | 'trade'; readonly given: PlainOrder }
	| { readonly do: 'fill'; readonly pick: number; readonly part: number; readonly again: boolean }
	| { readonly do: 'lateFill'; readonly pick: number }
	| { readonly do: 'cancel' | 'expire' | 'reject'; readonly pick: number }
	| { readonly do: 'replace'; readonly pick: number; readonly quantity: string; readonly price: string }
	| { readonly do: 'close'; readonly quantity: string | null }
	| { readonly do: 'state'; readonly state: TradingState }
	| { readonly do: 'hold' | 'release' };

const pick = fc.nat({ max: 9 });
const entry = fc
	.record({
		side: fc.constantFrom('buy', 'sell'),
		quantity: shares,
		target: fc.option(level),
		stopLeg: fc.option(level),
		limit: fc.option(level)
	})
	.map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)));
const exit = fc
	.record({
		side: fc.constantFrom('buy', 'sell'),
		quantity: shares,
		limit: level,
		otherStop: fc.option(level)
	})
	.map(({ otherStop, ...given }) => ({
		...given,
		...(otherStop === null ? {} : { otherStop })
	}));

/** At the market, with a stop or without: what is more than is held goes through zero where it may. */
const plain = fc
	.record({ side: fc.constantFrom('buy', 'sell'), quantity: shares, stopLeg: fc.option(level, { freq: 1 }) })
	.map(({ stopLeg, ...given }) => ({ ...given, ...(stopLeg === null ? {} : { stopLeg }) }));

/** Any step. */
export const orderStep: fc.Arbitrary<OrderStep> = fc.oneof(
	{ weight: 5, arbitrary: fc.record({ do: fc.constantFrom('order', 'trade'), given: plain }) },
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('order'), given: entry }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('order'), given: exit }) },
	{
		weight: 6,
		arbitrary: fc.record({
			do: fc.constant('fill'),
			pick,
			part: fc.integer({ min: 1, max: 4 }),
			again: fc.boolean()
		})
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('lateFill'), pick }) },
	{ weight: 3, arbitrary: fc.record({ do: fc.constantFrom('cancel', 'expire', 'reject'), pick }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('replace'), pick, quantity: shares, price: level }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('close'), quantity: fc.option(shares) }) },
	{
		weight: 1,
		arbitrary: fc.record({ do: fc.constant('state'), state: fc.constantFrom('halted', 'active') })
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constantFrom('hold', 'release') }) }
);

/** The orders of a book that are open. */
export function openOrders({ orders }: Book) {
	return [...orders.values()].filter(({ status }) => isOpenStatus(status));
}

/** Fills a part of an order: a simulator closes no more than there is, and opens no more than was reviewed. */
function fillPart(desk: OrderDesk, order: Order, wanted: Quantity): void {
	const { purpose, side, beyond, id } = order.intent;
	const held = desk.state.book.positionBySymbol.get('XYZ')?.quantity ?? zeroQuantity;
	const closable = higher(side === 'sell' ? held : negate(held), zeroQuantity);
	const most = purpose === 'exit' ? add(closable, beyond) : wanted;
	const part = [wanted, leftOf(order), most].reduce((a, b) => (a < b ? a : b));
	if (part > 0n) desk.fill(id, String(Number(part) / 1e9), '101');
}

/** Does a step; what is not possible now does nothing. */
export function takeStep(desk: OrderDesk, one: OrderStep, index: number): void {
	const { book } = desk.state;
	const open = openOrders(book);
	const chosen = 'pick' in one ? open[one.pick % Math.max(open.length, 1)] : undefined;
	const at = desk.now();
	switch (one.do) {
		case 'order':
			return desk.order(`o${String(index)}`, one.given);
		case 'trade': {
			desk.order(`o${String(index)}`, one.given);
			const made = book.orders.get(`r.o${String(index)}` as ClientOrderId);
			return made?.status === 'accepted' ? fillPart(desk, made, leftOf(made)) : undefined;
		}
		case 'fill': {
			if (chosen === undefined || chosen.status === 'submitted') return;
			const wanted = one.part === 4 ? leftOf(chosen) : ((BigInt(one.part) * 1_000_000_000n) as Quantity);
			fillPart(desk, chosen, wanted);
			const last = desk.events.findLast(({ type }) => type === 'OrderFilled');
			if (one.again && last?.type === 'OrderFilled') desk.report(last);
			return;
		}
		case 'lateFill': {
			const ended = [...book.orders.values()].filter(
				({ status, intent }) => intent.purpose === 'entry' && (status === 'canceled' || status === 'expired')
			);
			const late = ended[one.pick % Math.max(ended.length, 1)];
			if (late !== undefined && leftOf(late) > 0n) desk.fill(late.intent.id, '1', '102');
			return;
		}
		case 'cancel':
			return chosen === undefined ? undefined : desk.cancel(chosen.intent.id);
		case 'expire': {
			// Exits that an entry brings have no end.
			const group = chosen?.intent.group ?? null;
			if (chosen?.status !== 'accepted' || (group !== null && chosen.intent.legs === null)) return;
			return desk.report({ type: 'OrderExpired', orderId: chosen.intent.id, at, reason: 'session_close' });
		}
		case 'reject':
			if (chosen?.status !== 'accepted') return;
			return desk.report({
				type: 'OrderRejected',
				orderId: chosen.intent.id,
				at,
				reason: 'insufficient_cash'
			});
		case 'replace': {
			if (chosen === undefined) return;
			const isLimit = chosen.intent.limitPrice !== null;
			return desk.replace(chosen.intent.id, {
				quantity: one.quantity,
				...(isLimit ? { limit: one.price } : {})
			});
		}
		case 'close':
			return desk.close(one.quantity ?? undefined);
		case 'state':
			return desk.trade(one.state);
		case 'hold':
			return desk.hold();
		case 'release':
			return desk.release();
	}
}
