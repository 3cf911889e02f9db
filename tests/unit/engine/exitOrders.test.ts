import { describe, expect, it } from 'vitest';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { runTurn } from '../../../src/lib/engine/turn.ts';
import { price } from '../../support/deskBuilders.ts';
import { createOrderDesk, imbalance, type OrderDesk, type PlainOrder } from '../../support/orderDesk.ts';

/** A desk with an entry of 10 that brings a target of 110 and a stop of 95. */
function bracket(given: PlainOrder = {}): OrderDesk {
	const desk = createOrderDesk();
	desk.mark('100');
	desk.order('e', { target: '110', stopLeg: '95', ...given });
	return desk;
}

/** A desk that holds 10 XYZ. */
function holding(): OrderDesk {
	const desk = createOrderDesk();
	desk.mark('100');
	desk.order('e');
	desk.fill('e');
	return desk;
}

const both = (left: number) => [`r.e.stop accepted ${String(left)}`, `r.e.target accepted ${String(left)}`];

describe('the exits of an entry', () => {
	it('are not there before it fills, and are there for all of it once it has', () => {
		const desk = bracket();
		expect(desk.open()).toEqual(['r.e accepted 10']);
		desk.fill('e');
		expect(desk.open()).toEqual(both(10));
	});

	it('cover a part that has filled at once, and more as more fills', () => {
		const desk = bracket();
		desk.fill('e', '4');
		expect(desk.open()).toEqual(['r.e partially_filled 6', ...both(4)]);
		desk.fill('e', '1');
		expect(desk.open()).toEqual(['r.e partially_filled 5', ...both(5)]);
		desk.fill('e');
		expect(desk.open()).toEqual(both(10));
	});

	it('stay for the filled part when the entry is canceled', () => {
		const desk = bracket();
		desk.fill('e', '4');
		desk.cancel('e');
		expect(desk.open()).toEqual(both(4));
		desk.fill('e.target'.replace('e.', 'r.e.'));
		expect([desk.open(), desk.held()]).toEqual([[], '0']);
	});

	it('shrink each other at once: a part of the target leaves a smaller stop', () => {
		const desk = bracket();
		desk.fill('e');
		desk.fill('r.e.target', '3', '110');
		expect(desk.open()).toEqual(['r.e.stop accepted 7', 'r.e.target partially_filled 7']);
		desk.fill('r.e.stop', '7', '95');
		expect([desk.open(), desk.held()]).toEqual([[], '0']);
	});

	it('cancel each other: all of the target ends the stop, and says why', () => {
		const desk = bracket();
		desk.fill('e');
		desk.fill('r.e.target', undefined, '110');
		expect(desk.open()).toEqual([]);
		expect(desk.events).toContainEqual(
			expect.objectContaining({ type: 'CancelRequested', orderId: 'r.e.stop', reason: 'follows_position' })
		);
		expect(desk.state.book.groupsBySymbol.size).toBe(0);
	});

	it('make way for a close of a part, and come back when that is canceled', () => {
		const desk = bracket();
		desk.fill('e');
		desk.close('4');
		expect(desk.open()).toEqual([...both(6), 'r.close1 accepted 4']);
		desk.cancel('close1');
		expect(desk.open()).toEqual(both(10));
	});

	it('make way for a close of all, and are sent anew when that is rejected', () => {
		const desk = bracket();
		desk.fill('e');
		desk.close();
		expect(desk.open()).toEqual(['r.close1 accepted 10']);
		desk.report({
			...{ type: 'OrderRejected', orderId: 'r.close1' as never, at: desk.now() },
			reason: 'insufficient_cash'
		});
		expect(desk.open()).toEqual(['r.e.stop.2 accepted 10', 'r.e.target.2 accepted 10']);
	});

	it('are not sent again once a person took one back', () => {
		const desk = bracket();
		desk.fill('e', '4');
		desk.cancel('r.e.target');
		desk.fill('e');
		expect(desk.open()).toEqual(['r.e.stop accepted 10']);
	});

	it('keep a price that was replaced, and take no other quantity', () => {
		const desk = bracket();
		desk.fill('e', '4');
		desk.replace('r.e.stop', { stop: '97' });
		desk.fill('e');
		expect(desk.state.book.orders.get('r.e.stop' as never)?.intent.stopPrice).toBe(97_000_000_000n);
		desk.replace('r.e.stop', { quantity: '2' });
		expect(desk.why()).toBe('leg_quantity');
		expect(desk.open()).toEqual(both(10));
	});

	it('follow what has filled while the venue is slow: a fill that crosses a replace is made up for', () => {
		const desk = bracket();
		desk.fill('e', '4');
		desk.hold();
		desk.fill('e', '2');
		expect(desk.open()).toEqual([
			'r.e partially_filled 4',
			'r.e.stop pending_replace 4',
			'r.e.target pending_replace 4'
		]);
		desk.fill('r.e.target', '1', '110');
		desk.release();
		expect(desk.open()).toEqual([
			'r.e partially_filled 4',
			'r.e.stop accepted 5',
			'r.e.target partially_filled 5'
		]);
		expect([desk.held(), imbalance(desk.state)]).toEqual(['5', 0n]);
	});

	it('are asked for once while the venue refuses, and follow with the next fill once it does not', () => {
		const desk = bracket();
		desk.fill('e', '4');
		desk.refuse(true);
		desk.fill('e', '2');
		const asked = desk.events.filter(({ type }) => type === 'ReplaceRequested');
		expect(asked.length).toBeLessThanOrEqual(2);
		expect(desk.open()).toEqual(['r.e partially_filled 4', ...both(4)]);
		desk.close();
		expect(desk.open()).toEqual(['r.e partially_filled 4', ...both(4), 'r.close1 accepted 6']);
		desk.refuse(false);
		desk.cancel('close1');
		expect(desk.open()).toEqual(['r.e partially_filled 4', ...both(6)]);
	});

	it.each([
		['only a stop', { stopLeg: '95' }, ['r.e.stop accepted 10']],
		['only a target', { target: '110' }, ['r.e.target accepted 10']],
		['a trailing stop', { trailLeg: '2%' }, ['r.e.stop accepted 10']],
		['a stop-limit', { stopLeg: '95', stopLimitLeg: '94' }, ['r.e.stop accepted 10']]
	] as const)('can be %s', (_, given, expected) => {
		const desk = createOrderDesk();
		desk.mark('100');
		desk.order('e', given);
		desk.fill('e');
		expect(desk.open()).toEqual(expected);
	});
});

describe('the exits of an entry whose stop-limit was let go at the market', () => {
	/** 10 with a stop and a target, and 3 of 5 more whose stop-limit sells at the market. */
	function letGo(): OrderDesk {
		const desk = createOrderDesk({ allowAdding: true });
		desk.mark('100');
		desk.order('a', { target: '120', stopLeg: '90' });
		desk.fill('a');
		desk.order('b', { quantity: '5', target: '120', stopLeg: '95', stopLimitLeg: '94' });
		desk.fill('b', '3');
		const orderId = 'r.b.stop' as ClientOrderId;
		desk.report({ type: 'OrderElected', orderId, at: desk.now(), price: price('95') });
		runTurn(desk.desk, { type: 'EscalationDue', symbol: 'XYZ', at: desk.now() + 60_000 });
		return desk;
	}
	const ofA = (left: number) => [`r.a.stop accepted ${String(left)}`, `r.a.target accepted ${String(left)}`];

	it('leave to it what it sells, and rest for what has been bought since', () => {
		const desk = letGo();
		expect(desk.open()).toEqual([...ofA(10), 'r.b partially_filled 2', 'r.b.stop.market accepted 3']);
		desk.order('c', { quantity: '4' });
		desk.fill('c');
		desk.fill('b', '1');
		expect(desk.open()).toEqual([
			...ofA(10),
			'r.b partially_filled 1',
			'r.b.stop.market accepted 3',
			'r.b.target.2 accepted 1'
		]);
	});

	it('do not keep those of another entry from being cut', () => {
		const desk = letGo();
		desk.fill('r.a.stop', '2', '90');
		expect(desk.open().slice(0, 2)).toEqual(['r.a.stop partially_filled 8', 'r.a.target accepted 8']);
	});
});

describe('two exits of which one ends the other', () => {
	it('are both for what is held, and one ends the other', () => {
		const desk = holding();
		desk.order('x', { side: 'sell', limit: '110', otherStop: '95' });
		expect(desk.open()).toEqual(['r.x.target accepted 10', 'r.x.stop accepted 10']);
		desk.fill('r.x.stop', undefined, '95');
		expect([desk.open(), desk.held()]).toEqual([[], '0']);
	});

	it('both end when the first of them has come to its end', () => {
		const desk = holding();
		desk.order('x', { side: 'sell', limit: '110', otherStop: '95' });
		desk.fill('r.x.target', '3', '110');
		const orderId = 'r.x.target' as ClientOrderId;
		desk.report({ type: 'OrderExpired', orderId, at: desk.now(), reason: 'session_close' });
		expect([desk.open(), desk.held()]).toEqual([[], '7']);
		expect(desk.state.book.groupsBySymbol.size).toBe(0);
	});

	it('are both cut in a halt when a close takes what they were for', () => {
		const desk = holding();
		desk.order('x', { side: 'sell', limit: '110', otherStop: '95' });
		desk.trade('halted');
		desk.close('4');
		expect(desk.open().slice(0, 2)).toEqual(['r.x.target accepted 6', 'r.x.stop accepted 6']);
	});

	it('are not sent one without the other when the first is denied', () => {
		const desk = holding();
		desk.order('x', { side: 'sell', quantity: '11', limit: '110', otherStop: '95' });
		expect([desk.open(), desk.why()]).toEqual([[], 'not_reducing']);
	});
});

describe('an exit that rests alone', () => {
	it('leaves what it does not cover to another, and no more', () => {
		const desk = holding();
		desk.order('a', { side: 'sell', quantity: '7', limit: '110' });
		desk.order('b', { side: 'sell', quantity: '4', limit: '111' });
		expect([desk.open(), desk.why()]).toEqual([['r.a accepted 7'], 'not_reducing']);
		desk.order('c', { side: 'sell', quantity: '3', stop: '95' });
		expect(desk.open()).toEqual(['r.a accepted 7', 'r.c accepted 3']);
	});

	it('is cut when a close takes what it was for', () => {
		const desk = holding();
		desk.order('a', { side: 'sell', quantity: '7', limit: '110' });
		desk.close('5');
		expect(desk.open()).toEqual(['r.a accepted 5', 'r.close1 accepted 5']);
		desk.fill('close1');
		expect([desk.open(), desk.held()]).toEqual([['r.a accepted 5'], '5']);
	});

	it('is cut in a halt too, where it can be given no other price', () => {
		const desk = holding();
		desk.order('a', { side: 'sell', quantity: '7', limit: '110' });
		desk.trade('halted');
		desk.close('5');
		desk.fill('close1');
		expect([desk.open(), desk.held()]).toEqual([['r.a accepted 5'], '5']);
		desk.replace('a', { quantity: '4', limit: '109' });
		expect([desk.open(), desk.why()]).toEqual([['r.a accepted 5'], 'halted']);
	});

	it('makes way for a close of all', () => {
		const desk = holding();
		desk.order('a', { side: 'sell', limit: '110' });
		expect(desk.open()).toEqual(['r.a accepted 10']);
		desk.close();
		expect(desk.open()).toEqual(['r.close1 accepted 10']);
	});
});
