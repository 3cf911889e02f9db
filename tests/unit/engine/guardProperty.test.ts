import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatDecimal, isNegative } from '../../../src/lib/domain/decimal.ts';
import { leftOf, type Order } from '../../../src/lib/domain/order.ts';
import { triggersOf } from '../../../src/lib/domain/trigger.ts';
import type { VenueReport } from '../../../src/lib/domain/venue.ts';
import { createBrokerState } from '../../../src/lib/engine/brokerState.ts';
import { isClosing } from '../../../src/lib/engine/riskFacts.ts';
import { protectionOf } from '../../../src/lib/engine/state.ts';
import { runQuote, runTurn } from '../../../src/lib/engine/turn.ts';
import { price } from '../../support/deskBuilders.ts';
import { createOrderDesk, type OrderDesk } from '../../support/orderDesk.ts';

/** What a broker does to one of the open orders, or that a price beyond the stop comes. */
const act = fc.record({
	does: fc.constantFrom('price', 'accept', 'reject', 'part', 'fill', 'end', 'refuse'),
	nth: fc.nat(3),
	seconds: fc.integer({ min: 1, max: 30 })
});

/** 10 XYZ with a stop at 95 and a limit that rests, of an account whose broker answers when it is told to. */
function guarded(): OrderDesk {
	const desk = createOrderDesk();
	desk.state.book.broker = { ...createBrokerState(), routing: 'paper', standing: 'equal' };
	desk.mark('100');
	desk.order('a');
	desk.fill('a');
	runTurn(desk.desk, {
		...{ type: 'ChangeProtection', at: desk.now(), request: 'guard', symbol: 'XYZ' },
		change: { stopLoss: price('95') }
	});
	desk.order('x', { side: 'sell', limit: '120', timeInForce: 'gtc' });
	desk.hold();
	return desk;
}

const exitsOf = ({ state }: OrderDesk): readonly Order[] =>
	[...state.book.orders.values()].filter(
		({ intent, status }) =>
			intent.purpose === 'exit' && !['filled', 'canceled', 'expired', 'rejected', 'denied'].includes(status)
	);

/** A broker that holds the quantity for what it has: more than is held is refused. */
function answer(desk: OrderDesk, order: Order, does: string, at: number): void {
	const { id: orderId } = order.intent;
	const report = (one: object): void => {
		desk.report({ orderId, at, ...one } as VenueReport);
	};
	const held = desk.state.book.positionBySymbol.get('XYZ')?.quantity ?? 0n;
	const others = exitsOf(desk).filter(
		({ intent, status }) => intent.id !== orderId && status !== 'submitted'
	);
	const isHeld = others.reduce((sum, one) => sum + leftOf(one), 0n) + leftOf(order) > held;
	if (order.status === 'submitted') {
		if (isHeld || does === 'reject') report({ type: 'OrderRejected', reason: 'quantity_held' });
		else report({ type: 'OrderAccepted' });
		return;
	}
	if (does === 'end') report({ type: 'OrderCanceled', reason: 'at_broker' });
	else if (does === 'refuse') report({ type: 'RequestRefused', reason: 'order_ended' });
	else if (order.intent.type === 'market' && does === 'part' && leftOf(order) > 1_000_000_000n)
		desk.fill(orderId, '1');
	else if (order.intent.type === 'market' && does === 'fill') desk.fill(orderId);
	else if (order.status === 'pending_cancel') report({ type: 'OrderCanceled', reason: 'follows_position' });
}

/** What is held is being closed, guarded by a trigger, or shows why not; it is never sold beyond. */
function holds(desk: OrderDesk): void {
	const { book } = desk.state;
	const held = book.positionBySymbol.get('XYZ')?.quantity ?? (0n as never);
	expect(isNegative(held), formatDecimal(held)).toBe(false);
	const atOnce = exitsOf(desk).filter(({ intent }) => intent.type === 'market');
	expect(atOnce.reduce((sum, one) => sum + leftOf(one), 0n)).toBeLessThanOrEqual(held);
	if (held === 0n) return;
	expect(triggersOf(protectionOf(book, 'XYZ')).length > 0 || isClosing(book, 'XYZ')).toBe(true);
}

it('a position with a stop and a price that stays beyond it ends flat, whatever its broker refuses, and never goes through zero', () => {
	fc.assert(
		fc.property(fc.array(act, { minLength: 5, maxLength: 60 }), (acts) => {
			const desk = guarded();
			let at = desk.now();
			const quote = (seconds: number): void => {
				at = Math.max(at, desk.now()) + seconds * 1000;
				const units = Number(price('94'));
				runQuote(desk.desk, 'XYZ', 0, { at, bid: units, ask: units, last: units });
			};
			quote(1);
			for (const { does, nth, seconds } of acts) {
				const open = exitsOf(desk);
				const order = open[nth % Math.max(1, open.length)];
				if (does === 'price' || order === undefined) quote(seconds);
				else answer(desk, order, does, Math.max(at, desk.now()));
				holds(desk);
			}
			for (let round = 0; round < 20 && desk.held() !== '0'; round++) {
				for (const order of exitsOf(desk).toReversed()) answer(desk, order, 'fill', Math.max(at, desk.now()));
				quote(61);
				holds(desk);
			}
			expect(desk.held()).toBe('0');
		})
	);
});
