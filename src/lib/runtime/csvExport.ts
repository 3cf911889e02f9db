import { csvLine } from '../domain/csv.ts';
import type { OrderRow, TradeRow } from '../domain/deskRows.ts';
import { add, formatMoney, readMoney, zeroMoney } from '../domain/decimal.ts';
import { formatInstant } from '../domain/time.ts';

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
	'stopPrice',
	'trailBy',
	'trail',
	'trailActivation',
	'timeInForce',
	'groupId',
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
	const trail = { trailBy: row.trail?.by, trail: row.trail?.value, trailActivation: row.trail?.activation };
	const values = { ...row, reasons: row.reasons.join(' '), ...trail, ...instantsOf(row) };
	return csvLine(orderColumns.map((column) => String(values[column] ?? '')));
}

function instantsOf({ madeAt, updatedAt, endsAt }: OrderRow) {
	return {
		madeAt: formatInstant(madeAt),
		updatedAt: formatInstant(updatedAt),
		endsAt: endsAt === null ? '' : formatInstant(endsAt)
	};
}

/** The header of a CSV of trades. */
export const tradesHeader = csvLine([
	...['symbol', 'direction', 'quantity', 'entryPrice', 'exitPrice', 'gross', 'fees', 'net'],
	...['openedAt', 'closedAt', 'seconds', 'decisionId', 'exitCause'],
	...['strategy', 'entryFees', 'exitFees', 'return', 'worst', 'best']
]);

/** A trade as a line of CSV: its quantity is the most that was held. */
export function tradeToCsv(row: TradeRow): string {
	return csvLine([
		...[row.symbol, row.side, row.quantity, row.averageEntry, row.averageExit, row.gross],
		feesText(row),
		row.net,
		formatInstant(row.openedAt),
		formatInstant(row.closedAt),
		String((row.closedAt - row.openedAt) / 1000),
		...[row.decisionId, row.cause, row.strategy, row.entryFees, row.exitFees, row.return],
		...[row.worst ?? '', row.best ?? '']
	]);
}

function feesText({ entryFees, exitFees }: TradeRow): string {
	return formatMoney(add(readMoney(entryFees) ?? zeroMoney, readMoney(exitFees) ?? zeroMoney));
}
