import {
	add,
	formatDecimal,
	formatMoney,
	isZero,
	multiply,
	negate,
	parsePrice,
	parseQuantity,
	pricePerUnit,
	proportion,
	roundMoney,
	subtract,
	zeroMoney,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from '../../../src/lib/domain/decimal.ts';
import type { StandInActivity, StandInOrder } from './standInTypes.ts';

export interface StandInPosition {
	readonly symbol: string;
	/** Signed. */
	quantity: Quantity;
	basis: Money;
}

/** The quantity of a text of the wire. */
export function quantityOf(text: string | null): Quantity {
	const read = parseQuantity(text ?? '0');
	if (!read.ok) throw new Error(`no quantity: ${String(text)}`);
	return read.value;
}

/** The price of a text of the wire. */
export function priceOf(text: string): Price {
	const read = parsePrice(text);
	if (!read.ok) throw new Error(`no price: ${text}`);
	return read.value;
}

/** Cash, holdings and fills of the stand-in's account. */
export class StandInBook {
	cash: Money;
	readonly positions = new Map<string, StandInPosition>();
	readonly activities: StandInActivity[] = [];
	#fills = 0;

	constructor(cash: Money) {
		this.cash = cash;
	}

	/** Cash as the account shows it: whole cents. */
	get shownCash(): string {
		return formatMoney(roundMoney(this.cash, 2));
	}

	/** What is held of a symbol, signed. */
	held(symbol: string): Quantity {
		return this.positions.get(symbol)?.quantity ?? zeroQuantity;
	}

	/** What is held of a symbol; nothing where none is. */
	position(symbol: string): StandInPosition {
		return this.positions.get(symbol) ?? { symbol, quantity: zeroQuantity, basis: zeroMoney };
	}

	/** Books a fill, and gives its activity. */
	fill(order: StandInOrder, quantity: Quantity, price: Price, at: string): StandInActivity {
		const signed = order.side === 'buy' ? quantity : negate(quantity);
		this.cash = subtract(this.cash, multiply(signed, price));
		this.#hold(order.symbol, signed, price);
		const before = quantityOf(order.filled_qty);
		const filled = add(before, quantity);
		const notional = add(multiply(before, priceOf(order.filled_avg_price ?? '0')), multiply(quantity, price));
		order.filled_qty = formatDecimal(filled);
		order.filled_avg_price = formatDecimal(pricePerUnit(notional, filled));
		const isWhole = order.qty === null || filled >= quantityOf(order.qty);
		order.status = isWhole ? 'filled' : 'partially_filled';
		order.updated_at = at;
		if (isWhole) order.filled_at = at;
		return this.#note(order, quantity, price, at);
	}

	/** Money that comes or goes by itself: a dividend, a fee, a transfer. */
	adjust(activity: StandInActivity, amount: Money): void {
		this.cash = add(this.cash, amount);
		this.activities.push(activity);
	}

	#hold(symbol: string, signed: Quantity, price: Price): void {
		const position = this.position(symbol);
		const { quantity, basis } = position;
		const grows = isZero(quantity) || quantity > 0n === signed > 0n;
		const after = add(quantity, signed);
		if (grows) position.basis = add(basis, multiply(signed, price));
		else if (isZero(after)) position.basis = zeroMoney;
		else if (after > 0n === quantity > 0n) position.basis = add(basis, proportion(basis, signed, quantity));
		else position.basis = multiply(after, price);
		position.quantity = after;
		if (isZero(after)) this.positions.delete(symbol);
		else this.positions.set(symbol, position);
	}

	#note(order: StandInOrder, quantity: Quantity, price: Price, at: string): StandInActivity {
		this.#fills++;
		const isWhole = order.status === 'filled';
		const activity = {
			activity_type: 'FILL',
			id: `${at.replace(/\D/g, '').slice(0, 17).padEnd(17, '0')}::fill-${String(this.#fills).padStart(6, '0')}`,
			transaction_time: at,
			type: isWhole ? 'fill' : 'partial_fill',
			price: formatDecimal(price),
			qty: formatDecimal(quantity),
			side: order.side,
			symbol: order.symbol,
			leaves_qty: isWhole
				? '0'
				: formatDecimal(subtract(quantityOf(order.qty), quantityOf(order.filled_qty))),
			order_id: order.id,
			cum_qty: order.filled_qty,
			order_status: order.status
		};
		this.activities.push(activity);
		return activity;
	}
}
