import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountReading, BrokerOrder } from '../../../src/lib/domain/accountReading.ts';
import {
	formatDecimal,
	isZero,
	roundMoney,
	zeroQuantity,
	type Quantity
} from '../../../src/lib/domain/decimal.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { isOpenStatus } from '../../../src/lib/domain/order.ts';
import { quantity } from '../../support/deskBuilders.ts';
import { holds } from '../../support/propertyCheck.ts';
import { createReconciledDesk, type ReconciledDesk } from '../../support/reconciledDesk.ts';

const symbols = ['XYZ', 'ABC'] as const;
const symbol = fc.constantFrom(...symbols);
const side = fc.constantFrom('buy', 'sell');
const whole = fc.integer({ min: 1, max: 40 });
/** A cent in the units of money. */
const cent = 10_000_000_000_000_000n;
/** A price in hundredths of a cent. */
const price = fc.integer({ min: 900_000, max: 1_100_000 }).map((units) => (units / 10_000).toFixed(4));
const cents = fc.integer({ min: -5_000, max: 5_000 }).map((units) => (units / 100).toFixed(2));
const which = fc.nat({ max: 30 });
const place = { symbol, side, size: whole, limit: fc.option(price) };

/** What happens at an account and at its book; `which` counts among the orders that are open there, round and round. */
const act = fc.oneof(
	{ weight: 3, arbitrary: fc.record({ type: fc.constant('elsewhere'), ...place }) },
	{ weight: 2, arbitrary: fc.record({ type: fc.constant('ours'), ...place }) },
	{ weight: 6, arbitrary: fc.record({ type: fc.constant('fill'), which, part: fc.option(whole), price }) },
	fc.record({ type: fc.constant('end'), which, status: fc.constantFrom('canceled', 'expired', 'rejected') }),
	fc.record({ type: fc.constant('replace'), which, size: whole }),
	fc.record({
		type: fc.constant('move'),
		kind: fc.constantFrom('dividend', 'fee', 'interest', 'transfer'),
		cents
	}),
	fc.record({ type: fc.constant('split'), symbol, by: fc.integer({ min: 1, max: 3 }) }),
	{ weight: 5, arbitrary: fc.record({ type: fc.constant('read') }) }
);
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

/** An order of the account that is open, by its number among them; undefined where none is. */
function openOrder({ model }: ReconciledDesk, number: number) {
	const open = model.orders.filter(({ status }) => status === 'open');
	return open[number % Math.max(1, open.length)];
}

function follow(one: ReconciledDesk, given: Act, number: number): void {
	const { model, desk } = one;
	switch (given.type) {
		case 'elsewhere':
			model.order({
				...{ symbol: given.symbol, side: given.side, quantity: String(given.size) },
				...(given.limit === null ? {} : { limit: given.limit })
			});
			return;
		case 'ours': {
			const id = `p${String(number)}`;
			desk.order(id, { symbol: given.symbol, side: given.side, quantity: String(given.size) });
			const order = desk.state.book.orders.get(`r.${id}` as ClientOrderId);
			if (order !== undefined && isOpenStatus(order.status)) model.take(order.intent);
			return;
		}
		case 'fill': {
			const order = openOrder(one, given.which);
			if (order === undefined) return;
			const left = (order.quantity ?? zeroQuantity) - order.filled;
			const part = given.part === null ? null : quantity(String(given.part));
			model.fill(order.id, part === null || part >= left ? null : formatDecimal(part), given.price);
			return;
		}
		case 'end': {
			const order = openOrder(one, given.which);
			if (order !== undefined) model.end(order.id, given.status);
			return;
		}
		case 'replace': {
			const order = openOrder(one, given.which);
			const size = quantity(String(given.size));
			if (order !== undefined && size > order.filled) model.replace(order.id, { quantity: size });
			return;
		}
		case 'move':
			model.move(given.kind, given.cents);
			return;
		case 'split': {
			const held = model.held.get(given.symbol)?.quantity ?? zeroQuantity;
			if (!isZero(held)) model.split(given.symbol, (held * BigInt(given.by)) as Quantity);
			return;
		}
		case 'read':
			compare(one);
	}
}

/** The account as it is read: what took an order's place is the same order of the book. */
function read({ model, broker }: ReconciledDesk): AccountReading {
	const reading = model.read();
	const orderById = new Map(reading.orders.map((order) => [order.id, order]));
	const idOf = (order: BrokerOrder | undefined): ClientOrderId | null => {
		if (order === undefined) return null;
		return order.ourId ?? broker.orderByBrokerId.get(order.id) ?? idOf(orderById.get(order.replaces ?? ''));
	};
	return { ...reading, orders: reading.orders.map((order) => ({ ...order, ourId: idOf(order) })) };
}

/** What is left of open orders, each in a line. */
function leftOpen({ desk, model }: ReconciledDesk): readonly (readonly string[])[] {
	const line = (name: string, side: string, left: bigint): string =>
		`${side} ${formatDecimal(left as Quantity)} ${name}`;
	const ours = [...desk.state.book.orders.values()]
		.filter(({ status }) => isOpenStatus(status))
		.map(({ intent, filled }) => line(intent.symbol, intent.side, intent.quantity - filled));
	const theirs = model.orders
		.filter(({ status }) => status === 'open')
		.map((order) => line(order.symbol, order.side, (order.quantity ?? zeroQuantity) - order.filled));
	return [ours.sort(), theirs.sort()];
}

/** Reads the account twice: the second time nothing happens, and both have the same. */
function compare(one: ReconciledDesk): void {
	one.read({ reading: read(one) });
	expect(one.read({ reading: read(one) })).toBe(0);
	const { book } = one.desk.state;
	for (const name of symbols) {
		const ours = book.positionBySymbol.get(name)?.quantity ?? zeroQuantity;
		const theirs = one.model.held.get(name)?.quantity ?? zeroQuantity;
		expect([name, formatDecimal(ours)]).toEqual([name, formatDecimal(theirs)]);
	}
	const [ours, theirs] = leftOpen(one);
	expect(ours).toEqual(theirs);
	const apart = book.account.cash - roundMoney(one.model.cash, 2);
	expect((apart < 0n ? -apart : apart) <= BigInt(one.model.fills.length) * cent).toBe(true);
}

/** Whatever the book tells is something that the account has, and nothing of it is told twice. */
function expectNothingInvented({ desk, model }: ReconciledDesk): void {
	const there = new Set([
		...[...model.fills, ...model.moves, ...model.orders].map(({ id }) => id),
		...symbols
	]);
	const told = desk.events.flatMap((event) => {
		if (event.type === 'OrderFilled') return [event.fill.id];
		if (event.type === 'OrderAdopted') return event.brokerId === '' ? [] : [event.brokerId];
		return [];
	});
	expect(told.filter((id) => !there.has(id))).toEqual([]);
	expect(told.filter((id, index) => told.indexOf(id) !== index)).toEqual([]);
	const moved = desk.events.flatMap((event) => (event.type === 'CashAdjusted' ? [event] : []));
	const own = moved.filter(({ kind }) => kind !== 'opening' && kind !== 'rounding');
	expect(own.filter(({ id }) => !model.moves.some((move) => move.id === id))).toEqual([]);
}

describe('any account', () => {
	it.each([
		['an empty book that takes it over', false],
		['a book that runs', true]
	])('is equal to %s, the same reading twice changes nothing, and nothing is made up', (_, runs) => {
		const seen = { told: 0, sent: 0 };
		holds(
			fc.property(fc.array(act, { maxLength: 40, size: 'max' }), (acts) => {
				const one = createReconciledDesk();
				if (runs) {
					one.read();
					one.desk.route('paper');
				}
				for (const [number, given] of acts.entries()) {
					one.wait();
					follow(one, given, number);
				}
				one.wait();
				compare(one);
				expectNothingInvented(one);
				seen.told += one.desk.events.filter(({ type }) => type === 'OrderFilled').length;
				seen.sent += one.model.orders.filter(({ ourId }) => ourId !== null).length;
			}),
			200
		);
		// A property over accounts in which nothing happens shows nothing.
		expect([seen.told > 200, seen.sent > 50 || !runs]).toEqual([true, true]);
	});
});
