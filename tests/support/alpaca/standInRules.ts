import {
	formatDecimal,
	isPositive,
	multiply,
	negate,
	subtract,
	type Quantity
} from '../../../src/lib/domain/decimal.ts';
import { priceOf, quantityOf, type StandInBook } from './standInBook.ts';
import { isOver, type StandInQuote } from './standInMatching.ts';
import { refuse, type StandInAsset, type StandInOrder, type StandInReply } from './standInTypes.ts';

/** What an order is judged by. */
export interface StandInFacts {
	readonly asset: StandInAsset | undefined;
	readonly quote: StandInQuote | undefined;
	readonly book: StandInBook;
	readonly orders: readonly StandInOrder[];
	readonly canShort: boolean;
}

/** The order that POST /v2/orders asks for, as far as the rules read it. */
export interface AskedOrder {
	readonly symbol: string;
	readonly side: 'buy' | 'sell';
	readonly qty: string | null;
	readonly notional: string | null;
	readonly type: string;
	readonly limit_price: string | null;
	readonly stop_price: string | null;
	readonly client_order_id: string;
	readonly order_class: string;
}

/** Why Alpaca does not take an order, in its words; null when it does. */
export function judge(asked: AskedOrder, facts: StandInFacts): StandInReply | null {
	const { asset, orders } = facts;
	if (asked.qty === null && asked.notional === null) {
		return refuse(422, 40010001, 'qty or notional is required');
	}
	if (asked.qty !== null && asked.notional !== null) {
		return refuse(422, 40010001, 'only one of qty or notional is accepted');
	}
	if (asset === undefined) return refuse(422, 42210000, `asset "${asked.symbol}" not found`);
	if (!asset.isTradable) return refuse(422, 42210000, `asset ${asked.symbol} is not active`);
	if (orders.some(({ client_order_id: id }) => id === asked.client_order_id)) {
		return refuse(422, 40010001, 'client_order_id must be unique');
	}
	return judgePrices(asked, facts) ?? judgeQuantity(asked, facts) ?? judgeMeans(asked, facts);
}

function judgePrices(
	{ limit_price, stop_price, side, type }: AskedOrder,
	facts: StandInFacts
): StandInReply | null {
	for (const [field, text] of Object.entries({ limit_price, stop_price })) {
		if (text === null || facts.asset?.assetClass === 'crypto') continue;
		const decimals = formatDecimal(priceOf(text)).split('.')[1]?.length ?? 0;
		if (decimals > (Number(text) >= 1 ? 2 : 4)) {
			const why = 'sub-penny increment does not fulfill minimum pricing criteria';
			return refuse(422, 42210000, `invalid ${field} ${text}. ${why}`);
		}
	}
	const { quote } = facts;
	if (type === 'stop' && stop_price !== null && quote !== undefined) {
		const stop = priceOf(stop_price);
		if (side === 'sell' && stop >= quote.bid) {
			return refuse(422, 42210000, 'stop price must be less than current price', {
				...{ market_price: formatDecimal(quote.bid), stop_price }
			});
		}
	}
	return null;
}

function judgeQuantity({ qty, symbol }: AskedOrder, { asset }: StandInFacts): StandInReply | null {
	if (qty === null) return null;
	const quantity = quantityOf(qty);
	if (!isPositive(quantity)) return refuse(422, 40010001, 'qty must be > 0');
	const isWhole = quantity % 1_000_000_000n === 0n;
	if (isWhole || asset?.isFractionable === true) return null;
	return refuse(403, 40310000, `asset "${symbol}" is not fractionable`);
}

function judgeMeans(asked: AskedOrder, facts: StandInFacts): StandInReply | null {
	const { side, symbol } = asked;
	const { book, orders, quote } = facts;
	const open = orders.filter((order) => order.symbol === symbol && !isOver(order) && order.status !== 'held');
	const opposite = open.find((order) => order.side !== side && order.type !== 'limit');
	if (opposite !== undefined && asked.order_class === '') {
		return refuse(403, 40310000, 'potential wash trade detected. use complex orders', {
			existing_order_id: opposite.id,
			reject_reason: 'opposite side market/stop order exists'
		});
	}
	const price = asked.limit_price !== null ? priceOf(asked.limit_price) : quote?.ask;
	if (side === 'buy' && price !== undefined && asked.qty !== null) {
		const cost = multiply(quantityOf(asked.qty), price);
		const covers = book.held(symbol) < 0n;
		if (!covers && cost > book.cash) return refuse(403, 40310000, 'insufficient buying power');
	}
	return side === 'sell' ? judgeSale(asked, facts, open) : null;
}

function judgeSale(
	{ qty, symbol }: AskedOrder,
	{ book, canShort }: StandInFacts,
	open: readonly StandInOrder[]
): StandInReply | null {
	const held = book.held(symbol);
	const onOrder = open
		.filter(({ side }) => side === 'sell')
		.reduce(
			(sum, order) => sum + subtract(quantityOf(order.qty), quantityOf(order.filled_qty)),
			0n
		) as Quantity;
	const asked = quantityOf(qty);
	const available = subtract(held, onOrder);
	if (asked <= available) return null;
	const hasPart = asked % 1_000_000_000n !== 0n;
	if (held <= 0n && canShort && hasPart)
		return refuse(403, 40310000, 'fractional orders cannot be sold short');
	if (held <= 0n && canShort) return null;
	if (held <= 0n) return refuse(403, 40310000, 'account is not allowed to short');
	const shown = formatDecimal(available < 0n ? (0n as Quantity) : available);
	return refuse(
		403,
		40310000,
		`insufficient qty available for order (requested: ${String(qty)}, available: ${shown})`,
		{
			...{ available: shown, existing_qty: formatDecimal(held), symbol },
			held_for_orders: formatDecimal(negate(negate(onOrder)))
		}
	);
}
