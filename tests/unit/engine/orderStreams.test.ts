import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	absolute,
	add,
	negate,
	subtract,
	zeroQuantity,
	type Quantity
} from '../../../src/lib/domain/decimal.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { openedBy } from '../../../src/lib/domain/opening.ts';
import {
	isOpenStatus,
	isPassive,
	leftOf,
	nextStatus,
	type OrderStatus
} from '../../../src/lib/domain/order.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import { isExitSide } from '../../../src/lib/engine/exitGroups.ts';
import { closableQuantity } from '../../../src/lib/engine/riskFacts.ts';
import { createState, type Book } from '../../../src/lib/engine/state.ts';
import type { PlainSettings } from '../../support/deskBuilders.ts';
import { createOrderDesk, imbalance, type OrderDesk } from '../../support/orderDesk.ts';
import { openOrders, orderStep, takeStep, type OrderStep } from '../../support/orderSteps.ts';
import { holds } from '../../support/propertyCheck.ts';

/** What is bought less what is sold, by the fills alone. */
function tradedBy({ events }: OrderDesk): Quantity {
	let traded = zeroQuantity;
	for (const event of events) {
		if (event.type !== 'OrderFilled') continue;
		const { side, quantity } = event.fill;
		traded = add(traded, side === 'buy' ? quantity : negate(quantity));
	}
	return traded;
}

/** The quantity that resting exits cover: one of each group, and each that rests alone. */
function coveredBy(book: Book): Quantity {
	const byGroup = new Map<string, Quantity>();
	let alone = zeroQuantity;
	for (const order of openOrders(book)) {
		const { intent } = order;
		if (intent.purpose !== 'exit' || intent.type === 'market') continue;
		const left = leftOf(order);
		if (intent.group === null) alone = add(alone, left);
		else {
			const known = byGroup.get(intent.group.id) ?? zeroQuantity;
			byGroup.set(intent.group.id, known > left ? known : left);
		}
	}
	return [...byGroup.values()].reduce((sum, one) => add(sum, one), alone);
}

/** Exits of a group that are open are for one and the same part. */
function expectPaired(book: Book): void {
	for (const groups of book.groupsBySymbol.values()) {
		for (const { target, stop } of groups.values()) {
			if (target.open === null || stop.open === null) continue;
			const [a, b] = [target.open, stop.open].map((id: ClientOrderId) => book.orders.get(id));
			if (a !== undefined && b !== undefined) expect(leftOf(a)).toBe(leftOf(b));
		}
	}
}

/** An entry with exits that were not given up has every share of it covered by both, as long as nothing else sells. */
function expectCovered(desk: OrderDesk): void {
	const { book } = desk.state;
	for (const groups of book.groupsBySymbol.values()) {
		let free = closableQuantity(book, 'XYZ');
		for (const { side, covered, exited, legs, target, stop } of groups.values()) {
			// One of a position that went through zero covers nothing any more.
			const isOfHeld = isExitSide(book, { symbol: 'XYZ', side });
			const wanted = isOfHeld ? subtract(covered, exited) : zeroQuantity;
			const part = wanted < free ? wanted : free;
			free = subtract(free, part > 0n ? part : zeroQuantity);
			const sides = [
				{ leg: target, isWanted: legs.takeProfit !== null },
				{ leg: stop, isWanted: legs.stopLoss !== null }
			];
			for (const { leg, isWanted } of sides) {
				if (!isWanted || leg.isGivenUp) continue;
				const open = leg.open === null ? undefined : book.orders.get(leg.open);
				expect(open === undefined ? zeroQuantity : leftOf(open)).toBe(part > 0n ? part : zeroQuantity);
			}
		}
	}
}

function foldAgain(desk: OrderDesk): Book {
	const { book, market } = desk.state;
	const state = createState(book.config, market.instruments);
	for (const event of desk.events) evolve(state, event);
	return state.book;
}

/** What guards a position stands against it, and closes no more than is held. */
function expectSided({ state: { book } }: OrderDesk): void {
	const held = book.positionBySymbol.get('XYZ')?.quantity ?? zeroQuantity;
	for (const { intent, status } of openOrders(book)) {
		// What trades at once and finds nothing left is refused by its venue.
		if (intent.purpose !== 'exit' || status === 'pending_cancel' || !isPassive(intent)) continue;
		expect(held).not.toBe(0n);
		expect(intent.side).toBe(held > 0n ? 'sell' : 'buy');
	}
	const sides = openOrders(book).filter(({ intent }) => intent.purpose === 'entry');
	expect(new Set(sides.map(({ intent }) => intent.side)).size).toBeLessThan(2);
}

const settings = { startingCash: '1000000', allowAdding: true };

describe.each<[string, PlainSettings]>([
	['long alone', settings],
	['long and short', { ...settings, allowShort: true }]
])('%s, whatever is ordered, filled in parts, canceled, replaced, told twice and told late', (_, given) => {
	const play = (steps: readonly OrderStep[], check: (desk: OrderDesk) => void) => {
		const desk = createOrderDesk(given);
		desk.mark('100');
		steps.forEach((one, index) => {
			takeStep(desk, one, index);
			check(desk);
		});
		desk.release();
		check(desk);
		return desk;
	};
	// Long ones: a position has to be there before anything can go through zero.
	const streams = fc.array(orderStep, { minLength: 1, maxLength: 60, size: 'max' });

	it('quantity is conserved and the books balance to the last digit', () => {
		holds(
			fc.property(streams, (steps) => {
				play(steps, (desk) => {
					const held = desk.state.book.positionBySymbol.get('XYZ')?.quantity ?? zeroQuantity;
					expect(held).toBe(tradedBy(desk));
					expect(imbalance(desk.state)).toBe(0n);
				});
			}),
			300
		);
	});

	it('exits cover what is held and not more, outside of what the venue has not answered', () => {
		holds(
			fc.property(streams, (steps) => {
				const desk = play(steps, () => undefined);
				const { book } = desk.state;
				const held = absolute(book.positionBySymbol.get('XYZ')?.quantity ?? zeroQuantity);
				expect(coveredBy(book) <= held).toBe(true);
				expectPaired(book);
				expectCovered(desk);
				expectSided(desk);
			}),
			300
		);
	});

	it('shorts are opened, covered and gone through zero as far as they are allowed', () => {
		const seen = { short: 0, covered: 0, through: 0 };
		holds(
			fc.property(streams, (steps) => {
				const { events } = play(steps, () => undefined);
				let held = zeroQuantity;
				for (const event of events) {
					if (event.type !== 'OrderFilled') continue;
					const { side, quantity } = event.fill;
					const after = add(held, side === 'buy' ? quantity : negate(quantity));
					if (after < 0n) seen.short++;
					if (held < 0n && after === 0n) seen.covered++;
					if ((held < 0n && after > 0n) || (held > 0n && after < 0n)) seen.through++;
					held = after;
				}
			}),
			300
		);
		const isAllowed = given.allowShort === true;
		const isAsWished = (count: number) => (isAllowed ? count > 10 : count === 0);
		expect(Object.entries(seen).filter(([, count]) => !isAsWished(count))).toEqual([]);
	});

	it('no order leaves its end but by a late fill, and none moves against the table', () => {
		const moves: Partial<Record<string, Parameters<typeof nextStatus>[1]>> = {
			...{ OrderSubmitted: 'submit', OrderDenied: 'deny', OrderAccepted: 'accept', OrderRejected: 'reject' },
			...{ OrderCanceled: 'cancel', OrderExpired: 'expire', CancelRequested: 'requestCancel' },
			...{ ReplaceRequested: 'requestReplace', RequestRefused: 'refuseRequest' }
		};
		holds(
			fc.property(streams, (steps) => {
				const desk = play(steps, () => undefined);
				const statuses = new Map<string, OrderStatus>();
				for (const event of desk.events) {
					const move = moves[event.type];
					if (event.type === 'OrderInitialized') statuses.set(event.intent.id, 'initialized');
					if (move === undefined || !('orderId' in event)) continue;
					const before = statuses.get(event.orderId) ?? 'initialized';
					const after = nextStatus(before, move);
					// Fills and replaces in between lead to states of the same kind.
					if (after !== null) statuses.set(event.orderId, after);
					expect(isOpenStatus(before)).toBe(true);
				}
			}),
			200
		);
	});

	it('the fold of the events is the state', () => {
		holds(
			fc.property(streams, (steps) => {
				const desk = play(steps, () => undefined);
				expect(foldAgain(desk)).toEqual(desk.state.book);
			}),
			150
		);
	});

	it('nothing is claimed of the cash once no entry is open', () => {
		holds(
			fc.property(streams, (steps) => {
				const desk = play(steps, () => undefined);
				for (const { intent } of openOrders(desk.state.book))
					if (openedBy(intent) > 0n) desk.cancel(intent.id);
				const { entryReserve, entryNotional } = desk.state.book;
				expect([entryReserve, entryNotional]).toEqual([0n, 0n]);
			}),
			150
		);
	});
});
