import { describe, expect, it } from 'vitest';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { price, type PlainSettings } from '../../support/deskBuilders.ts';
import { createOrderDesk, type OrderDesk } from '../../support/orderDesk.ts';

/** A desk that holds 10 XYZ. */
function holding(settings: PlainSettings = {}): OrderDesk {
	const desk = createOrderDesk(settings);
	desk.mark('100');
	desk.order('e');
	desk.fill('e');
	return desk;
}

describe('exits that stand alone and yield to a close', () => {
	const ended = (desk: OrderDesk, report: object): void => {
		desk.report({ orderId: 'r.close1', at: desk.now(), ...report } as never);
	};
	const rejected = { type: 'OrderRejected', reason: 'symbol_halted' };
	const intentOf = ({ state }: OrderDesk, id: string) => state.book.orders.get(id as ClientOrderId)?.intent;

	it.each([
		['rejected', rejected],
		['canceled by something else', { type: 'OrderCanceled', reason: 'at_broker' }],
		['over at its end', { type: 'OrderExpired', reason: 'session_close' }]
	])('are sent again as they were when it is %s', (_, report) => {
		const desk = holding();
		desk.order('x', { side: 'sell', stop: '95', timeInForce: 'day' });
		const given = intentOf(desk, 'r.x');
		desk.close();
		expect(desk.open()).toEqual(['r.close1 accepted 10']);
		ended(desk, report);
		expect(desk.open()).toEqual(['r.x.stop.2 accepted 10']);
		expect(intentOf(desk, 'r.x.stop.2')).toMatchObject({
			...{ type: 'stop', stopPrice: price('95'), timeInForce: 'day', ends: given?.ends },
			...{ cause: 'stop_leg', group: null }
		});
		expect(desk.state.book.groupsBySymbol.size).toBe(0);
	});

	it.each([
		['a limit', { limit: '110' }, 'r.x.target.2 accepted 10'],
		['a stop-limit', { stop: '95', limit: '94' }, 'r.x.stop.2 accepted 10'],
		['a trail', { trail: '2%' }, 'r.x.stop.2 accepted 10']
	])('are sent again, be it %s', (_, given, expected) => {
		const desk = holding();
		desk.order('x', { side: 'sell', ...given });
		const { limitPrice, stopPrice, trail } = intentOf(desk, 'r.x') ?? {};
		desk.close();
		ended(desk, rejected);
		expect(desk.open()).toEqual([expected]);
		expect(intentOf(desk, expected.split(' ')[0] ?? '')).toMatchObject({ limitPrice, stopPrice, trail });
	});

	it('are sent again in a halt too, and not again once a person took one back', () => {
		const desk = holding();
		desk.order('x', { side: 'sell', stop: '95' });
		desk.trade('halted');
		desk.close();
		ended(desk, rejected);
		expect(desk.open()).toEqual(['r.x.stop.2 accepted 10']);
		desk.cancel('r.x.stop.2');
		desk.close();
		desk.report({ ...rejected, orderId: 'r.close3', at: desk.now() } as never);
		expect(desk.open()).toEqual([]);
	});

	it('wait for their own cancel to be answered before they are sent again', () => {
		const desk = holding();
		desk.order('x', { side: 'sell', stop: '95' });
		desk.hold();
		desk.close();
		ended(desk, rejected);
		expect(desk.open()).toEqual(['r.x pending_cancel 10']);
		desk.release();
		expect(desk.open()).toEqual(['r.x.stop.2 accepted 10']);
	});

	it('are given back what they left to a close of a part, the oldest first, and can be changed by hand again', () => {
		const desk = holding();
		desk.order('a', { side: 'sell', quantity: '7', limit: '110' });
		desk.order('b', { side: 'sell', quantity: '3', stop: '95' });
		desk.close('4');
		expect(desk.open()).toEqual(['r.a accepted 6', 'r.close1 accepted 4']);
		ended(desk, rejected);
		expect(desk.open()).toEqual(['r.a accepted 7', 'r.b.stop.2 accepted 3']);
		desk.replace('a', { quantity: '5' });
		expect(desk.open()[0]).toBe('r.a accepted 5');
	});

	it('an older one keeps its part before a younger one that yielded', () => {
		const desk = holding();
		desk.order('a', { side: 'sell', quantity: '6', limit: '110' });
		desk.order('b', { side: 'sell', quantity: '4', stop: '95' });
		desk.close('4');
		expect(desk.open()).toEqual(['r.a accepted 6', 'r.close1 accepted 4']);
		ended(desk, rejected);
		expect(desk.open()).toEqual(['r.a accepted 6', 'r.b.stop.2 accepted 4']);
	});

	it('are for what is left when a part of it has closed', () => {
		const desk = holding({ allowAdding: true });
		desk.order('x', { side: 'sell', stop: '95' });
		desk.close();
		desk.fill('close1', '4');
		ended(desk, { type: 'OrderCanceled', reason: 'at_broker' });
		expect(desk.open()).toEqual(['r.x.stop.2 accepted 6']);
		desk.order('f', { quantity: '4' });
		desk.fill('f');
		expect(desk.open()).toEqual(['r.x.stop.2 accepted 6']);
	});

	it('are for nothing when all of it has closed', () => {
		const desk = holding();
		desk.order('x', { side: 'sell', stop: '95' });
		desk.close();
		desk.fill('close1');
		expect([desk.open(), desk.held(), desk.state.book.groupsBySymbol.size]).toEqual([[], '0', 0]);
	});
});
