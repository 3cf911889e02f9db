import {
	absolute,
	add,
	formatDecimal,
	proportion,
	subtract,
	zeroMoney,
	type Money
} from '../domain/decimal.ts';
import type { PositionRow, RowChange, TriggerRow } from '../domain/deskRows.ts';
import type { Fill } from '../domain/fill.ts';
import { averageEntry, type Position } from '../domain/position.ts';
import type { Instant } from '../domain/time.ts';
import type { OpenPosition, OpenRows } from './openRows.ts';
import { moneyText } from './projectedRows.ts';

/**
 * The rows of a symbol's positions after a fill that realised `realised`: the one that was open, grown, shrunk or closed,
 * and the one that the fill opened.
 */
export function projectPosition(
	open: OpenRows,
	after: Position | null,
	fill: Fill,
	realised: Money,
	seq: number
): readonly RowChange[] {
	const before = open.positionBySymbol.get(fill.symbol);
	if (before !== undefined && before.row.id === after?.openedBy) {
		return keep(open, after, before, add(before.realised, realised), add(before.fees, fill.fee), fill.at);
	}
	// The fee of a fill through zero is shared by quantity.
	const fees = before === undefined || after === null ? fill.fee : openingFee(after, fill);
	const closingFee = after === null ? fill.fee : subtract(fill.fee, fees);
	const closed = before === undefined ? [] : close(open, before, { ...fill, fee: closingFee }, realised);
	if (after === null) return closed;
	return [...closed, ...keep(open, after, { seq }, zeroMoney, fees, fill.at)];
}

function openingFee(after: Position, { fee, quantity }: Fill): Money {
	const closing = subtract(quantity, absolute(after.quantity));
	return subtract(fee, proportion(fee, closing, quantity));
}

function keep(
	open: OpenRows,
	position: Position,
	before: OpenPosition | { readonly seq: number },
	realised: Money,
	fees: Money,
	at: Instant
): readonly RowChange[] {
	const levels =
		'row' in before
			? { stopLoss: before.row.stopLoss, takeProfit: before.row.takeProfit, trailing: before.row.trailing }
			: { stopLoss: null, takeProfit: null, trailing: null };
	const row: PositionRow = {
		id: position.openedBy,
		seq: 'row' in before ? before.row.seq : before.seq,
		symbol: position.symbol,
		decisionId: position.decisionId,
		status: 'open',
		quantity: formatDecimal(position.quantity),
		averageEntry: formatDecimal(averageEntry(position)),
		basis: moneyText(position.basis),
		realisedGross: moneyText(realised),
		fees: moneyText(fees),
		...levels,
		openedAt: position.openedAt,
		updatedAt: at,
		closedAt: null
	};
	open.positionBySymbol.set(position.symbol, { row, realised, fees });
	return [{ store: 'positions', row }];
}

function close(open: OpenRows, before: OpenPosition, fill: Fill, realised: Money): readonly RowChange[] {
	open.positionBySymbol.delete(fill.symbol);
	const row: PositionRow = {
		...before.row,
		status: 'closed',
		...{ quantity: '0', averageEntry: null, basis: '0' },
		realisedGross: moneyText(add(before.realised, realised)),
		fees: moneyText(add(before.fees, fill.fee)),
		updatedAt: fill.at,
		closedAt: fill.at
	};
	return [{ store: 'positions', row }];
}

/** The position's row with the levels that guard it now. */
export function refreshLevels(open: OpenRows, symbol: string, at: Instant): readonly RowChange[] {
	const before = open.positionBySymbol.get(symbol);
	if (before === undefined) return [];
	const armed = (kind: TriggerRow['kind']) =>
		[...open.triggers.values()].find((trigger) => trigger.symbol === symbol && trigger.kind === kind);
	const row: PositionRow = {
		...before.row,
		stopLoss: armed('stop_loss')?.level ?? null,
		takeProfit: armed('take_profit')?.level ?? null,
		trailing: armed('trailing_stop')?.fraction ?? null,
		updatedAt: at
	};
	open.positionBySymbol.set(symbol, { ...before, row });
	return [{ store: 'positions', row }];
}
