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
import { isOpenStatus, leftOf, nextStatus, type OrderStatus } from '../../../src/lib/domain/order.ts';
import type { TradingState } from '../../../src/lib/domain/risk.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import { closableQuantity } from '../../../src/lib/engine/riskFacts.ts';
import { createState, type Book } from '../../../src/lib/engine/state.ts';
import { createOrderDesk, imbalance, type OrderDesk, type PlainOrder } from '../../support/orderDesk.ts';
import { holds } from '../../support/propertyCheck.ts';

const shares = fc.integer({ min: 1, max: 12 }).map(String);
const level = fc.integer({ min: 90, max: 110 }).map(String);

/** Something a person, a file or the venue does; `pick` chooses among the open orders. */
type Step =
	| { readonly do: 'order'; readonly given: PlainOrder }
	| { readonly do: 'fill'; readonly pick: number; readonly part: number; readonly again: boolean }
	| { readonly do: 'lateFill'; readonly pick: number }
	| { readonly do: 'cancel' | 'expire' | 'reject'; readonly pick: number }
	| { readonly do: 'replace'; readonly pick: number; readonly quantity: string; readonly price: string }
	| { readonly do: 'close'; readonly quantity: string | null }
	| { readonly do: 'state'; readonly state: TradingState }
	| { readonly do: 'hold' | 'release' };

const pick = fc.nat({ max: 9 });
const entry = fc
	.record({ quantity: shares, target: fc.option(level), stopLeg: fc.option(level), limit: fc.option(level) })
	.map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)));
const exit = fc
	.record({ quantity: shares, limit: level, otherStop: fc.option(level) })
	.map(({ otherStop, ...given }) => ({
		side: 'sell',
		...given,
		...(otherStop === null ? {} : { otherStop })
	}));

const step: fc.Arbitrary<Step> = fc.oneof(
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
) as fc.Arbitrary<Step>;

function openOrders({ orders }: Book) {
	return [...orders.values()].filter(({ status }) => isOpenStatus(status));
}

/** Does a step; what is not possible now does nothing. */
function take(desk: OrderDesk, one: Step, index: number): void {
	const { book } = desk.state;
	const open = openOrders(book);
	const chosen = 'pick' in one ? open[one.pick % Math.max(open.length, 1)] : undefined;
	const at = desk.now();
	switch (one.do) {
		case 'order':
			return desk.order(`o${String(index)}`, one.given);
		case 'fill': {
			if (chosen === undefined || chosen.status === 'submitted') return;
			// A simulator sells no more than there is.
			const most = chosen.intent.purpose === 'exit' ? book.positionBySymbol.get('XYZ')?.quantity : undefined;
			const wanted = one.part === 4 ? leftOf(chosen) : ((BigInt(one.part) * 1_000_000_000n) as Quantity);
			const part = [wanted, leftOf(chosen), most ?? wanted].reduce((a, b) => (a < b ? a : b));
			if (part <= 0n) return;
			desk.fill(chosen.intent.id, String(Number(part) / 1e9), '101');
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
		for (const { covered, exited, legs, target, stop } of groups.values()) {
			const wanted = subtract(covered, exited);
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

const settings = { startingCash: '1000000', allowAdding: true };

describe('whatever is ordered, filled in parts, canceled, replaced, told twice and told late', () => {
	const play = (steps: readonly Step[], check: (desk: OrderDesk) => void) => {
		const desk = createOrderDesk(settings);
		desk.mark('100');
		steps.forEach((one, index) => {
			take(desk, one, index);
			check(desk);
		});
		desk.release();
		check(desk);
		return desk;
	};
	const streams = fc.array(step, { minLength: 1, maxLength: 60 });

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
			}),
			300
		);
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
					if (intent.purpose === 'entry') desk.cancel(intent.id);
				const { entryReserve, entryNotional } = desk.state.book;
				expect([entryReserve, entryNotional]).toEqual([0n, 0n]);
			}),
			150
		);
	});
});
