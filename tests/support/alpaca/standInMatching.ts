import {
	add,
	formatDecimal,
	higher,
	isPositive,
	lower,
	parseRatio,
	scalePrice,
	subtract,
	type Price,
	type Quantity,
	type Ratio
} from '../../../src/lib/domain/decimal.ts';
import { priceOf, quantityOf } from './standInBook.ts';
import type { StandInOrder } from './standInTypes.ts';

/** Both sides of the market in a symbol. */
export interface StandInQuote {
	readonly bid: Price;
	readonly ask: Price;
	/** When it was made. */
	readonly at: string;
}

/** The price at which an order trades on a quote; null when it does not. Moves the mark of a trail. */
export function tradePrice(order: StandInOrder, { bid, ask }: StandInQuote): Price | null {
	const isBuy = order.side === 'buy';
	const market = isBuy ? ask : bid;
	switch (order.type) {
		case 'market':
			return market;
		case 'limit':
			return isWithin(order, market) ? market : null;
		case 'stop':
			return isReached(order, market) ? market : null;
		case 'stop_limit':
			if (order.hwm !== 'elected' && isReached(order, market)) order.hwm = 'elected';
			return order.hwm === 'elected' && isWithin(order, market) ? market : null;
		case 'trailing_stop':
			follow(order, market);
			return isReached(order, market) ? market : null;
		default:
			throw new Error(`no such type: ${order.type}`);
	}
}

function isWithin({ side, limit_price }: StandInOrder, market: Price): boolean {
	const limit = priceOf(limit_price ?? '0');
	return side === 'buy' ? market <= limit : market >= limit;
}

function isReached({ side, stop_price }: StandInOrder, market: Price): boolean {
	const stop = priceOf(stop_price ?? '0');
	return side === 'buy' ? market >= stop : market <= stop;
}

function follow(order: StandInOrder, market: Price): void {
	const isSell = order.side === 'sell';
	const before = order.hwm === null ? market : priceOf(order.hwm);
	const mark = isSell ? higher(before, market) : lower(before, market);
	order.hwm = formatDecimal(mark);
	order.stop_price = formatDecimal(trailStop(order, mark, isSell));
}

function trailStop({ trail_price, trail_percent }: StandInOrder, mark: Price, isSell: boolean): Price {
	if (trail_price !== null) {
		const distance = priceOf(trail_price);
		return isSell ? subtract(mark, distance) : add(mark, distance);
	}
	const percent = parseRatio(`${trail_percent ?? '0'}e-2`);
	if (!percent.ok) throw new Error('no trail');
	const one = 1_000_000_000n as Ratio;
	return scalePrice(mark, isSell ? subtract(one, percent.value) : add(one, percent.value), 2);
}

/** What is left of an order to trade; nothing of an order by notional once it has traded. */
export function leftOf(order: StandInOrder, price: Price): Quantity {
	if (order.qty !== null) return subtract(quantityOf(order.qty), quantityOf(order.filled_qty));
	const units = (BigInt(quantityOf(order.notional)) * 1_000_000_000n) / BigInt(price);
	return units as Quantity;
}

/** Whether an order works at the market now, and not for its entry, its sibling, or the open. */
export function isWorking({ status }: StandInOrder): boolean {
	return status === 'new' || status === 'partially_filled';
}

/** Whether an order has come to its end. */
export function isOver({ status }: StandInOrder): boolean {
	return ['filled', 'canceled', 'expired', 'replaced', 'rejected'].includes(status);
}

/** The part of what is left that fills: half of it at first, where fills come in parts. */
export function partOf(left: Quantity, isFirst: boolean, inParts: boolean): Quantity {
	const half = (left / 2n) as Quantity;
	return inParts && isFirst && isPositive(half) && left % 2_000_000_000n === 0n ? half : left;
}
