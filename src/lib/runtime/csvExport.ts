import { csvLine } from '../domain/csv.ts';
import type { FillRow, OrderRow } from '../domain/deskRows.ts';
import {
	add,
	formatDecimal,
	formatMoney,
	multiply,
	negate,
	pricePerUnit,
	readMoney,
	readPrice,
	readQuantity,
	subtract,
	zeroMoney,
	zeroQuantity,
	type Money,
	type Quantity
} from '../domain/decimal.ts';
import { formatInstant, type Instant } from '../domain/time.ts';

const orderColumns = [
	'id',
	'decisionId',
	'symbol',
	'side',
	'type',
	'purpose',
	'cause',
	'status',
	'quantity',
	'limitPrice',
	'refPrice',
	'filled',
	'averagePrice',
	'realised',
	'fees',
	'madeAt',
	'updatedAt',
	'endsAt',
	'reasons'
] as const;

/** The header of a CSV of orders. */
export const ordersHeader = csvLine([...orderColumns]);

/** An order as a line of CSV: decimals as they are, instants in ISO UTC. */
export function orderToCsv(row: OrderRow): string {
	const values = { ...row, reasons: row.reasons.join(' '), ...instantsOf(row) };
	return csvLine(orderColumns.map((column) => String(values[column] ?? '')));
}

function instantsOf({ madeAt, updatedAt, endsAt }: OrderRow) {
	return {
		madeAt: formatInstant(madeAt),
		updatedAt: formatInstant(updatedAt),
		endsAt: endsAt === null ? '' : formatInstant(endsAt)
	};
}

/** A trade from flat to flat in one symbol; averages over all fills of its side, money after fees is net. */
interface OpenTrade {
	readonly symbol: string;
	readonly decisionId: string;
	readonly openedAt: Instant;
	readonly side: FillRow['side'];
	held: Quantity;
	entered: Quantity;
	entryNotional: Money;
	exited: Quantity;
	exitNotional: Money;
	gross: Money;
	fees: Money;
}

/** The header of a CSV of trades. */
export const tradesHeader = csvLine([
	...['symbol', 'direction', 'quantity', 'entryPrice', 'exitPrice', 'gross', 'fees', 'net'],
	...['openedAt', 'closedAt', 'seconds', 'decisionId', 'exitCause']
]);

/** Makes trades of fills in their order: a line of CSV when a position is flat again. */
export function createTradeLines(): (fill: FillRow) => string | null {
	const openBySymbol = new Map<string, OpenTrade>();
	return (fill) => {
		const trade = openBySymbol.get(fill.symbol) ?? openTrade(fill);
		openBySymbol.set(fill.symbol, trade);
		addFill(trade, fill);
		if (trade.held !== zeroQuantity) return null;
		openBySymbol.delete(fill.symbol);
		return tradeToCsv(trade, fill);
	};
}

function openTrade({ symbol, decisionId, at, side }: FillRow): OpenTrade {
	return {
		...{ symbol, decisionId, openedAt: at, side, held: zeroQuantity },
		...{ entered: zeroQuantity, entryNotional: zeroMoney, exited: zeroQuantity, exitNotional: zeroMoney },
		...{ gross: zeroMoney, fees: zeroMoney }
	};
}

function addFill(trade: OpenTrade, fill: FillRow): void {
	const quantity = readQuantity(fill.quantity) ?? zeroQuantity;
	const price = readPrice(fill.price);
	const notional = price === null ? zeroMoney : multiply(quantity, price);
	trade.gross = add(trade.gross, readMoney(fill.realised) ?? zeroMoney);
	trade.fees = add(trade.fees, readMoney(fill.fee) ?? zeroMoney);
	trade.held = add(trade.held, fill.side === 'buy' ? quantity : negate(quantity));
	if (fill.side === trade.side) {
		trade.entered = add(trade.entered, quantity);
		trade.entryNotional = add(trade.entryNotional, notional);
	} else {
		trade.exited = add(trade.exited, quantity);
		trade.exitNotional = add(trade.exitNotional, notional);
	}
}

function tradeToCsv(trade: OpenTrade, last: FillRow): string {
	return csvLine([
		trade.symbol,
		trade.side === 'buy' ? 'long' : 'short',
		formatDecimal(trade.entered),
		formatDecimal(pricePerUnit(trade.entryNotional, trade.entered)),
		formatDecimal(pricePerUnit(trade.exitNotional, trade.exited)),
		formatMoney(trade.gross),
		formatMoney(trade.fees),
		formatMoney(subtract(trade.gross, trade.fees)),
		formatInstant(trade.openedAt),
		formatInstant(last.at),
		String((last.at - trade.openedAt) / 1000),
		trade.decisionId,
		last.cause
	]);
}
