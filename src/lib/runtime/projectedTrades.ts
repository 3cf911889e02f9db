import { add, formatDecimal, pricePerUnit, ratioOf, subtract, type Money } from '../domain/decimal.ts';
import type { RowChange, TradeRow } from '../domain/deskRows.ts';
import type { Fill } from '../domain/fill.ts';
import type { Position } from '../domain/position.ts';
import { tradeAfter, type SeenFill, type Trade } from '../domain/trade.ts';
import type { OpenRows, OpenTrade } from './openRows.ts';
import { moneyText } from './projectedRows.ts';

/** The row of the trade that a fill ended, if it did; follows the one that goes on. */
export function projectTrade(
	open: OpenRows,
	seen: SeenFill,
	after: Position | null,
	realised: Money,
	seq: number
): readonly RowChange[] {
	const { fill } = seen;
	const before = open.tradeBySymbol.get(fill.symbol) ?? null;
	const step = tradeAfter(before?.trade ?? null, seen, after, realised);
	const ended = before === null || step.closed === null ? null : { ...before, trade: step.closed };
	if (step.open === null) open.tradeBySymbol.delete(fill.symbol);
	else open.tradeBySymbol.set(fill.symbol, follow(open, ended === null ? before : null, step.open, seq));
	return ended === null ? [] : [{ store: 'trades', row: tradeToRow(ended, fill, seq) }];
}

function follow(
	{ strategyByDecision }: OpenRows,
	before: OpenTrade | null,
	trade: Trade,
	seq: number
): OpenTrade {
	if (before !== null) return { ...before, trade };
	return { trade, seq, strategy: strategyByDecision.get(trade.decisionId) ?? '' };
}

function tradeToRow({ trade, seq: openedSeq, strategy }: OpenTrade, last: Fill, seq: number): TradeRow {
	const { symbol, decisionId, side, openedAt, excursion } = trade;
	const net = subtract(trade.gross, add(trade.entryFees, trade.exitFees));
	return {
		...{ seq, openedSeq, positionId: trade.openedBy, decisionId, strategy, symbol, side, cause: last.cause },
		quantity: formatDecimal(trade.peak),
		averageEntry: formatDecimal(pricePerUnit(trade.entryNotional, trade.entered)),
		averageExit: formatDecimal(pricePerUnit(trade.exitNotional, trade.exited)),
		gross: moneyText(trade.gross),
		entryFees: moneyText(trade.entryFees),
		exitFees: moneyText(trade.exitFees),
		net: moneyText(net),
		return: formatDecimal(ratioOf(net, trade.entryNotional)),
		worst: excursion === null ? null : moneyText(excursion.worst),
		best: excursion === null ? null : moneyText(excursion.best),
		...{ openedAt, closedAt: last.at }
	};
}
