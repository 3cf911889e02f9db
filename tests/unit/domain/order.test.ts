import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiply, type Quantity } from '../../../src/lib/domain/decimal.ts';
import {
	createOrder,
	fillOrder,
	isOpenStatus,
	leftOf,
	moveOrder,
	nextStatus,
	orderTable,
	type Order,
	type OrderMove,
	type OrderStatus
} from '../../../src/lib/domain/order.ts';
import { orderToFillId } from '../../../src/lib/domain/ids.ts';
import { createOrder as createIntent, minuteAt, price, quantity } from '../../support/deskBuilders.ts';
import { createFill } from '../../support/fills.ts';
import { holds } from '../../support/propertyCheck.ts';

const statuses = Object.keys(orderTable) as OrderStatus[];
const moves: readonly OrderMove[] = [
	'deny',
	'submit',
	'accept',
	'reject',
	'fillPart',
	'fillAll',
	'requestCancel',
	'cancel',
	'requestReplace',
	'replace',
	'refuseRequest',
	'expire'
];
const endings: readonly OrderStatus[] = ['denied', 'filled', 'canceled', 'expired', 'rejected'];
const fills: readonly OrderMove[] = ['fillPart', 'fillAll'];

describe('the table of an order', () => {
	it('reaches every status from the beginning', () => {
		const reached = new Set<OrderStatus>(['initialized']);
		for (const status of reached) {
			for (const move of moves) {
				const next = nextStatus(status, move);
				if (next !== null) reached.add(next);
			}
		}
		expect([...reached].sort()).toEqual([...statuses].sort());
	});

	it('counts as open exactly what has not ended', () => {
		expect(statuses.filter((status) => !isOpenStatus(status)).sort()).toEqual([...endings].sort());
	});

	it.each([
		['denied', []],
		['filled', []],
		['rejected', []],
		['canceled', ['fillPart', 'fillAll']],
		['expired', ['fillPart', 'fillAll']]
	] as const)('leads out of %s by nothing but %j', (status, late) => {
		expect(moves.filter((move) => nextStatus(status, move) !== null)).toEqual(late);
	});

	it('leads from every open status to an ending', () => {
		for (const status of statuses.filter(isOpenStatus)) {
			expect(moves.some((move) => endings.includes(nextStatus(status, move) ?? status))).toBe(true);
		}
	});

	it.each([
		['accepted', 'submit'],
		['accepted', 'deny'],
		['initialized', 'accept'],
		['initialized', 'fillAll'],
		['initialized', 'cancel'],
		['partially_filled', 'reject'],
		['pending_cancel', 'requestCancel'],
		['filled', 'cancel'],
		['rejected', 'fillAll'],
		['denied', 'submit']
	] as const)('forbids when %s to %s', (status, move) => {
		expect(nextStatus(status, move)).toBeNull();
		const order = { ...createOrder(createIntent(), minuteAt(0)), status };
		expect(() => moveOrder(order, move, minuteAt(1))).toThrow(`${move} is illegal when ${status}`);
	});

	it('lets only a late fill lead out of an ending, whatever was tried before', () => {
		holds(
			fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 40 }), (tried) => {
				let order = createOrder(createIntent(), minuteAt(0));
				for (const move of tried) {
					const before = order.status;
					if (nextStatus(before, move) === null) {
						expect(() => moveOrder(order, move, minuteAt(1))).toThrow();
						continue;
					}
					if (endings.includes(before)) expect(fills).toContain(move);
					order = moveOrder(order, move, minuteAt(1));
					if (endings.includes(before)) expect([before, 'filled']).toContain(order.status);
				}
			}),
			2000
		);
	});
});

describe('fills of an order', () => {
	const accepted = moveOrder(
		moveOrder(createOrder(createIntent({ quantity: quantity('10') }), minuteAt(0)), 'submit', minuteAt(0)),
		'accept',
		minuteAt(0)
	);
	const nextId = ({ intent, fillIds }: Order) => orderToFillId(intent.id, fillIds.length + 1);
	const worth = (count: Quantity) => multiply(count, price('100'));
	const fill = (order: Order, part: Quantity, at: number) =>
		fillOrder(order, createFill({ id: nextId(order), quantity: part, at }));

	it('add up, the last one ends it, and what a venue fills beyond the quantity is counted', () => {
		const parts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 });
		holds(
			fc.property(parts, (sizes) => {
				let order = accepted;
				let left = 10;
				for (const wanted of sizes) {
					if (left <= 0) break;
					const part = quantity(String(wanted));
					left -= wanted;
					order = fill(order, part, minuteAt(2));
					expect(order.filled).toBe(quantity(String(10 - left)));
					expect(order.notional).toBe(worth(order.filled));
					expect(order.fillIds).toHaveLength(new Set(order.fillIds).size);
					expect(order.status).toBe(left > 0 ? 'partially_filled' : 'filled');
					expect(leftOf(order)).toBe(quantity(String(Math.max(left, 0))));
				}
			})
		);
	});

	it.each(['canceled', 'expired'] as const)('that come late are counted when it is %s', (status) => {
		const ended = { ...accepted, status };
		const part = fill(ended, quantity('4'), minuteAt(3));
		expect([part.status, part.filled]).toEqual([status, quantity('4')]);
		expect(fill(part, quantity('6'), minuteAt(3)).status).toBe('filled');
	});

	it.each(['filled', 'rejected', 'denied'] as const)(
		'that come late are no fills when it is %s',
		(status) => {
			expect(() => fill({ ...accepted, status }, quantity('1'), minuteAt(3))).toThrow('illegal');
		}
	);

	it('leave the order that was handed in as it was', () => {
		fill(accepted, quantity('10'), minuteAt(2));
		expect([accepted.status, accepted.filled]).toEqual(['accepted', quantity('0')]);
	});
});
