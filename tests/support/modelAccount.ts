import type {
	AccountReading,
	BrokerFill,
	BrokerMove,
	BrokerOrder,
	BrokerPosition
} from '../../src/lib/domain/accountReading.ts';
import type { AdjustmentKind } from '../../src/lib/domain/brokerEvents.ts';
import {
	add,
	isPositive,
	isZero,
	multiply,
	negate,
	pricePerUnit,
	roundMoney,
	subtract,
	zeroMoney,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from '../../src/lib/domain/decimal.ts';
import type { ClientOrderId } from '../../src/lib/domain/ids.ts';
import type { OrderIntent, OrderSide } from '../../src/lib/domain/order.ts';
import { money, price, quantity } from './deskBuilders.ts';

/** An order that a model takes, in plain text. */
export interface ModelOrder {
	readonly symbol?: string;
	readonly side?: OrderSide;
	readonly quantity?: string;
	readonly limit?: string;
	readonly ourId?: ClientOrderId;
	readonly status?: BrokerOrder['status'];
	readonly legOf?: string;
}

/** A small account that does exactly what it is told, and knows what it holds; its cash is shown in whole cents. */
export class ModelAccount {
	readonly orders: BrokerOrder[] = [];
	readonly fills: BrokerFill[] = [];
	readonly moves: BrokerMove[] = [];
	readonly held = new Map<string, { quantity: Quantity; basis: Money }>();
	cash: Money;
	at: number;
	#ids = 0;

	constructor(cash: string, at: number) {
		this.cash = money(cash);
		this.at = at;
	}

	/** Takes an order; a price that is left out makes it a market order. */
	order(given: ModelOrder = {}): string {
		const id = this.#next('b');
		const limitPrice = given.limit === undefined ? null : price(given.limit);
		this.orders.push({
			...{ id, clientOrderId: given.ourId ?? id, ourId: given.ourId ?? null, symbol: given.symbol ?? 'XYZ' },
			...{ side: given.side ?? 'buy', type: limitPrice === null ? 'market' : 'limit', timeInForce: 'day' },
			...{ extendedHours: false, quantity: quantity(given.quantity ?? '10'), notional: null },
			...{ filled: zeroQuantity, limitPrice, stopPrice: null, trail: null, status: given.status ?? 'open' },
			...{ word: 'new', replaces: null, replacedBy: null, legOf: given.legOf ?? null },
			...{ createdAt: this.at, updatedAt: this.at }
		});
		return id;
	}

	/** Takes an order of the desk as it was sent. */
	take({ id, symbol, side, quantity: whole, limitPrice }: OrderIntent): string {
		const brokerId = this.order({ symbol, side, ourId: id });
		this.change(brokerId, { quantity: whole, limitPrice, type: limitPrice === null ? 'market' : 'limit' });
		return brokerId;
	}

	find(id: string): BrokerOrder {
		const found = this.orders.find((order) => order.id === id);
		if (found === undefined) throw new Error(`no order ${id}`);
		return found;
	}

	/** Gives an order other terms or another status. */
	change(id: string, to: Partial<BrokerOrder>): void {
		const order = this.find(id);
		this.orders[this.orders.indexOf(order)] = { ...order, ...to, updatedAt: this.at };
	}

	end(id: string, status: 'canceled' | 'expired' | 'rejected'): void {
		this.change(id, { status, word: status });
	}

	/** Another order takes the place of one. */
	replace(id: string, terms: Partial<BrokerOrder>): string {
		const order = this.find(id);
		const next = this.order({ symbol: order.symbol, side: order.side });
		this.change(next, { ...order, ...terms, id: next, clientOrderId: next, ourId: null, replaces: id });
		this.change(id, { status: 'replaced', word: 'replaced', replacedBy: next });
		return next;
	}

	/** Fills a part of an order, or what is left of it. */
	fill(id: string, part: string | null = null, at = '100'): string {
		const order = this.find(id);
		const whole = order.quantity ?? zeroQuantity;
		const size = part === null ? subtract(whole, order.filled) : quantity(part);
		const filled = add(order.filled, size);
		const isWhole = filled >= whole;
		const status = isWhole ? 'filled' : order.status;
		this.change(id, { filled, status, word: isWhole ? 'filled' : 'partially_filled' });
		const fillId = this.#next('f');
		const { symbol, side } = order;
		this.fills.push({ id: fillId, orderId: id, symbol, side, quantity: size, price: price(at), at: this.at });
		this.#trade(symbol, side === 'buy' ? size : negate(size), price(at));
		return fillId;
	}

	/** Cash that moves and is no fill. */
	move(kind: Exclude<AdjustmentKind, 'opening' | 'rounding'>, amount: string): void {
		this.#move({ kind, amount: money(amount), symbol: null, quantity: zeroQuantity });
		this.cash = add(this.cash, money(amount));
	}

	/** Coins that are taken as a fee. */
	feeInKind(symbol: string, taken: string): void {
		this.#move({ kind: 'fee', amount: zeroMoney, symbol, quantity: negate(quantity(taken)) });
		const held = this.held.get(symbol);
		if (held === undefined) throw new Error(`no ${symbol}`);
		this.#trade(symbol, negate(quantity(taken)), pricePerUnit(held.basis, held.quantity));
		this.cash = subtract(this.cash, multiply(quantity(taken), pricePerUnit(held.basis, held.quantity)));
	}

	/** A split that moves a holding by a quantity. */
	split(symbol: string, change: Quantity): void {
		const held = this.held.get(symbol);
		if (held === undefined) throw new Error(`no ${symbol}`);
		this.#move({ kind: 'split', amount: zeroMoney, symbol, quantity: change });
		held.quantity = add(held.quantity, change);
	}

	read(since = 0): AccountReading {
		const positions: readonly BrokerPosition[] = [...this.held]
			.filter(([, { quantity: size }]) => !isZero(size))
			.map(([symbol, { quantity: size, basis }]) => ({
				...{ symbol, quantity: size, averageEntry: pricePerUnit(basis, size), price: price('100') }
			}));
		const { at, orders, fills, moves } = this;
		return structuredClone({ at, cash: roundMoney(this.cash, 2), orders, fills, moves, positions, since });
	}

	#next(kind: string): string {
		return `${kind}${String(++this.#ids)}`;
	}

	#move(given: Pick<BrokerMove, 'kind' | 'amount' | 'symbol' | 'quantity'>): void {
		this.moves.push({ ...given, id: this.#next('m'), price: null, words: given.kind, at: this.at });
	}

	#trade(symbol: string, change: Quantity, at: Price): void {
		const held = this.held.get(symbol) ?? { quantity: zeroQuantity, basis: zeroMoney };
		const after = add(held.quantity, change);
		const isGrowing = isZero(held.quantity) || isPositive(held.quantity) === isPositive(change);
		const average = isZero(held.quantity) ? at : pricePerUnit(held.basis, held.quantity);
		const isThrough = !isZero(after) && isPositive(after) !== isPositive(held.quantity);
		const basis = isGrowing
			? add(held.basis, multiply(change, at))
			: multiply(after, isThrough ? at : average);
		this.held.set(symbol, { quantity: after, basis });
		this.cash = subtract(this.cash, multiply(change, at));
	}
}
