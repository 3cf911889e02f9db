import { formatDecimal, zeroMoney, zeroQuantity } from '../../src/lib/domain/decimal.ts';
import type { BookEvent } from '../../src/lib/domain/events.ts';
import { orderToFillId, type ClientOrderId } from '../../src/lib/domain/ids.ts';
import { isOpenStatus, leftOf, type Order } from '../../src/lib/domain/order.ts';
import type { OrderRequest } from '../../src/lib/domain/orderRequest.ts';
import { typeOfTerms, type ExitLegs, type StopLeg, type Trail } from '../../src/lib/domain/orderTerms.ts';
import type { InlineVenue, VenueReport } from '../../src/lib/domain/venue.ts';
import type { TradingState } from '../../src/lib/domain/risk.ts';
import { stateCommands } from './stateActs.ts';
import { createState, indexOf, markPrice, type EngineState } from '../../src/lib/engine/state.ts';
import { runTurn, takeReports, type Desk } from '../../src/lib/engine/turn.ts';
import { priceToUnits } from '../../src/lib/domain/decimal.ts';
import {
	createConfig,
	instruments,
	money,
	price,
	quantity,
	ratio,
	sessionOpen,
	type PlainSettings
} from './deskBuilders.ts';

/** An order in plain text: `trail` is `2%` or an amount, `notional` instead of a quantity. */
export interface PlainOrder {
	readonly side?: 'buy' | 'sell';
	readonly symbol?: string;
	readonly quantity?: string;
	readonly notional?: string;
	readonly limit?: string;
	readonly stop?: string;
	readonly trail?: string;
	readonly activation?: string;
	readonly timeInForce?: OrderRequest['timeInForce'];
	readonly expiresAt?: number;
	readonly reduceOnly?: boolean;
	/** Exits of an entry. */
	readonly target?: string;
	readonly stopLeg?: string;
	readonly stopLimitLeg?: string;
	readonly trailLeg?: string;
	/** The stop beside this target. */
	readonly otherStop?: string;
}

/** Reads an order: 10 XYZ at the market, but for what is given. */
export function readOrder(given: PlainOrder): OrderRequest {
	const orNull = (text: string | undefined) => (text === undefined ? null : price(text));
	const prices = {
		limitPrice: orNull(given.limit),
		stopPrice: orNull(given.stop),
		trail: readTrail(given.trail, given.activation)
	};
	return {
		...{ symbol: given.symbol ?? 'XYZ', side: given.side ?? 'buy', type: typeOfTerms(prices) },
		size:
			given.notional === undefined
				? { by: 'quantity', quantity: quantity(given.quantity ?? '10') }
				: { by: 'notional', notional: money(given.notional) },
		...prices,
		...{ timeInForce: given.timeInForce ?? 'day', expiresAt: given.expiresAt ?? null },
		...{ extendedHours: false, reduceOnly: given.reduceOnly ?? false, legs: readLegs(given) },
		otherStop: given.otherStop === undefined ? null : stopAt(given.otherStop),
		...{ strategy: '', reason: '', tag: '' }
	};
}

function readTrail(text: string | undefined, activation?: string): Trail | null {
	if (text === undefined) return null;
	const from = { activation: activation === undefined ? null : price(activation) };
	return text.endsWith('%')
		? { by: 'fraction', fraction: ratio(String(Number(text.slice(0, -1)) / 100)), ...from }
		: { by: 'amount', amount: price(text), ...from };
}

const noStop: StopLeg = { stopPrice: null, limitPrice: null, trail: null };

function stopAt(text: string): StopLeg {
	return { ...noStop, stopPrice: price(text) };
}

function readLegs({ target, stopLeg, stopLimitLeg, trailLeg }: PlainOrder): ExitLegs | null {
	if (target === undefined && stopLeg === undefined && trailLeg === undefined) return null;
	const limit = stopLimitLeg === undefined ? {} : { limitPrice: price(stopLimitLeg) };
	const stop = trailLeg === undefined ? null : { ...noStop, trail: readTrail(trailLeg) };
	return {
		takeProfit: target === undefined ? null : price(target),
		stopLoss: stopLeg === undefined ? stop : { ...stopAt(stopLeg), ...limit }
	};
}

/** A desk whose venue does what the test says: it answers at once, or keeps its answers back. */
export interface OrderDesk {
	readonly state: EngineState;
	readonly events: readonly BookEvent[];
	readonly desk: Desk;
	now(): number;
	mark(text: string, symbol?: string): void;
	/** Orders with the request `id`: the order is `r.id`. */
	order(id: string, given?: PlainOrder): void;
	replace(
		id: string,
		change: { readonly quantity?: string; readonly limit?: string; readonly stop?: string }
	): void;
	cancel(id: string): void;
	close(given?: string): void;
	/** Halts, or goes on. */
	trade(state: TradingState): void;
	/** Fills a part of an order, or what is left. */
	fill(id: string, part?: string, at?: string): void;
	report(report: VenueReport): void;
	/** Keeps back what the venue says, or says all of it. */
	hold(): void;
	release(): void;
	/** Lets the venue refuse whatever is asked of its orders, or no more. */
	refuse(isRefusing: boolean): void;
	/** Open orders in a line each: `r.a accepted 10`. */
	open(): readonly string[];
	held(): string;
	/** Why the last command was refused or the last order denied. */
	why(): string;
}

/** A desk of 10,000 at 100 a share of XYZ. */
export function createOrderDesk(settings: PlainSettings = {}): OrderDesk {
	const config = createConfig(settings);
	const state = createState(
		config,
		instruments.map((instrument) => ({ instrument, interval: '1m' }) as const)
	);
	const events: BookEvent[] = [];
	const hand = createHandVenue();
	const desk: Desk = { state, venue: hand.venue, record: (event) => events.push(event) };
	let now = sessionOpen;
	let fills = 0;
	const tick = () => (now += 1000);
	const orderId = (id: string) => (id.includes('.') ? id : `r.${id}`) as ClientOrderId;
	const report = (one: VenueReport) => takeReports(desk, [one]);
	let asks = 0;

	return {
		...{ state, events, desk, report },
		now: () => now,
		mark: (text, symbol = 'XYZ') =>
			markPrice(state.market, indexOf(state.market, symbol), priceToUnits(price(text)), now),
		order: (id, given = {}) =>
			runTurn(desk, { type: 'SubmitOrder', at: tick(), request: id, order: readOrder(given) }),
		replace: (id, { quantity: much, limit, stop }) =>
			runTurn(desk, {
				...{ type: 'ReplaceOrder', at: tick(), request: `ask${String(++asks)}`, orderId: orderId(id) },
				change: {
					...(much === undefined ? {} : { quantity: quantity(much) }),
					...(limit === undefined ? {} : { limitPrice: price(limit) }),
					...(stop === undefined ? {} : { stopPrice: price(stop) })
				}
			}),
		cancel: (id) =>
			runTurn(desk, {
				type: 'CancelOrder',
				at: tick(),
				request: `ask${String(++asks)}`,
				orderId: orderId(id)
			}),
		close: (given) =>
			runTurn(desk, {
				...{ type: 'ClosePosition', at: tick(), request: `close${String(++asks)}`, symbol: 'XYZ' },
				quantity: given === undefined ? null : quantity(given)
			}),
		trade: (next) => {
			for (const command of stateCommands(next, tick())) runTurn(desk, command);
		},
		fill(id, part, at = '100') {
			const order = state.book.orders.get(orderId(id));
			if (order === undefined) throw new Error(`no order ${id}`);
			const { intent } = order;
			report({
				type: 'OrderFilled',
				fill: {
					...{ id: orderToFillId(intent.id, ++fills), orderId: intent.id, decisionId: intent.decisionId },
					...{
						cause: intent.cause,
						symbol: intent.symbol,
						side: intent.side,
						price: price(at),
						fee: zeroMoney,
						feeQuantity: zeroQuantity,
						reckoned: null
					},
					quantity: part === undefined ? leftOf(order) : quantity(part),
					...{ at: tick(), bar: now, guardsFrom: now }
				}
			});
		},
		hold: hand.hold,
		refuse: hand.refuse,
		release: () => hand.release((reports) => takeReports(desk, reports)),
		open: () => [...state.book.orders.values()].filter(({ status }) => isOpenStatus(status)).map(tellOrder),
		held: () => formatDecimal(state.book.positionBySymbol.get('XYZ')?.quantity ?? quantity('0')),
		why: () => {
			const last = events.findLast(({ type }) => type === 'CommandRefused' || type === 'OrderDenied');
			if (last?.type === 'CommandRefused') return last.reason;
			return last?.type === 'OrderDenied' ? last.reasons.join(' ') : '';
		}
	};
}

function tellOrder(order: Order): string {
	return `${order.intent.id} ${order.status} ${formatDecimal(leftOf(order))}`;
}

/** A venue that takes every order and does to it what it is asked. */
function createHandVenue() {
	let kept: VenueReport[][] | null = null;
	let isRefusing = false;
	const say = (reports: VenueReport[]): readonly VenueReport[] => {
		if (kept === null) return reports;
		kept.push(reports);
		return [];
	};
	const answer = (orderId: ClientOrderId, at: number, done: VenueReport): readonly VenueReport[] =>
		say([isRefusing ? { type: 'RequestRefused', orderId, at, reason: 'order_ended' } : done]);
	const venue: InlineVenue = {
		submit: ({ id: orderId }, at) => say([{ type: 'OrderAccepted', orderId, at }]),
		cancel: (orderId, at) => answer(orderId, at, { type: 'OrderCanceled', orderId, at, reason: 'by_hand' }),
		replace: ({ id: orderId, quantity: much, limitPrice, stopPrice, trail }, at) =>
			answer(orderId, at, {
				...{ type: 'OrderReplaced', orderId, at },
				terms: { quantity: much, limitPrice, stopPrice, trail }
			}),
		...{ matchBar: () => [], matchQuote: () => [], endOrders: () => [], mayTrade: () => false },
		...{ nextEnd: () => Infinity, marks: () => ({}) }
	};
	return {
		venue,
		refuse: (refuses: boolean) => {
			isRefusing = refuses;
		},
		hold: () => {
			kept ??= [];
		},
		release(take: (reports: readonly VenueReport[]) => void) {
			const all = kept ?? [];
			kept = null;
			for (const reports of all) take(reports);
		}
	};
}

/** Cash less start, less what the positions cost, less realised, plus fees: zero in every book. */
export function imbalance({ book }: EngineState): bigint {
	const { cash, startingCash, realisedGross, fees } = book.account;
	let basis = 0n;
	for (const position of book.positionBySymbol.values()) basis += position.basis;
	return cash - startingCash + basis - realisedGross + fees;
}
