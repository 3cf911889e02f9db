import { formatDecimal, formatMoney, moneyToNumber } from '../domain/decimal.ts';
import type { Decision } from '../domain/decision.ts';
import type { AdjustmentRow, DecisionRow, RowChange, SettingsRow, StoreChange } from '../domain/deskRows.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import type { Book } from '../engine/state.ts';
import type { OpenRows } from './openRows.ts';
import { takePoint } from './snapshotWindow.ts';

type DecisionEvent = Extract<
	BookEvent,
	{
		type:
			| 'DecisionQueued'
			| 'DecisionCanceled'
			| 'ConfirmationAsked'
			| 'DecisionDismissed'
			| 'DecisionTaken'
			| 'DecisionRefused'
			| 'DecisionHeld';
	}
>;

/** The row of a decision after an event about it. */
export function projectDecision(open: OpenRows, event: DecisionEvent, seq: number): readonly RowChange[] {
	const row = nextDecision(open, event, seq);
	if (row === null) return [];
	open.lastDecision = row;
	return [{ store: 'decisions', row }];
}

/** What was refused as taken before has its row already, and another decision's row is not touched. */
function nextDecision(open: OpenRows, event: DecisionEvent, seq: number): DecisionRow | null {
	const last = open.lastDecision;
	switch (event.type) {
		case 'DecisionQueued':
			open.queuedSeqs.set(event.decision.id, seq);
			return { ...decisionToRow(event.decision, seq, 'waiting', null), queuedSeq: seq };
		case 'DecisionCanceled':
			return { ...decisionToRow(event.decision, seq, 'canceled', null), queuedSeq: endWait(open, event) };
		case 'ConfirmationAsked': {
			const queuedSeq = open.queuedSeqs.get(event.decision.id) ?? seq;
			open.queuedSeqs.set(event.decision.id, queuedSeq);
			return { ...decisionToRow(event.decision, seq, 'unconfirmed', null), queuedSeq };
		}
		case 'DecisionDismissed':
			return { ...decisionToRow(event.decision, seq, 'dismissed', null), queuedSeq: endWait(open, event) };
		case 'DecisionTaken':
			return { ...decisionToRow(event.decision, seq, 'taken', event.at), queuedSeq: endWait(open, event) };
		case 'DecisionRefused':
			return event.reason === 'duplicate_decision' || last?.id !== event.decisionId
				? null
				: { ...last, outcome: 'refused', refusal: event.reason };
		case 'DecisionHeld':
			return last?.id === event.decisionId ? { ...last, outcome: event.outcome } : null;
	}
}

function endWait({ queuedSeqs }: OpenRows, { decision }: { readonly decision: Decision }): number | null {
	const seq = queuedSeqs.get(decision.id) ?? null;
	queuedSeqs.delete(decision.id);
	return seq;
}

/** A decision as a row. */
export function decisionToRow(
	decision: Decision,
	seq: number,
	outcome: DecisionRow['outcome'],
	takenAt: Instant | null
): DecisionRow {
	const { id, at, symbol, action, confidence, size, entryPrice, levels } = decision;
	const { strategy, reason, tag, expiresAt } = decision;
	return {
		...{ id, seq, queuedSeq: null, at, takenAt, symbol, action, outcome, refusal: null },
		size: size === null ? null : formatDecimal(size.by === 'fraction' ? size.fraction : size.quantity),
		sizeBy: size === null ? null : size.by,
		entryPrice: priceText(entryPrice),
		stopLoss: priceText(levels.stopLoss),
		takeProfit: priceText(levels.takeProfit),
		trailing: levels.trailing === null ? null : formatDecimal(levels.trailing),
		...{ confidence, strategy, reason, tag, expiresAt }
	};
}

/** The decision that a person makes by ordering, as a row. */
export function requestToRow(
	{ at, decisionId, order }: Extract<BookEvent, { type: 'OrderRequested' }>,
	seq: number
): DecisionRow {
	const { symbol, side, size, limitPrice, legs, otherStop, strategy, reason, tag, expiresAt } = order;
	return {
		...{ id: decisionId, seq, queuedSeq: null, at, takenAt: at, symbol, outcome: 'taken', refusal: null },
		action: side === 'buy' ? 'BUY' : 'SELL',
		size: size.by === 'quantity' ? formatDecimal(size.quantity) : formatMoney(size.notional),
		sizeBy: size.by,
		entryPrice: priceText(limitPrice),
		stopLoss: priceText(legs?.stopLoss?.stopPrice ?? otherStop?.stopPrice ?? null),
		takeProfit: priceText(legs?.takeProfit ?? null),
		trailing: null,
		...{ confidence: null, strategy, reason, tag, expiresAt }
	};
}

/** A price as a canonical text, null when there is none. */
export function priceText(price: Parameters<typeof formatDecimal>[0] | null): string | null {
	return price === null ? null : formatDecimal(price);
}

/** Money as a canonical text. */
export const moneyText = formatMoney;

/** The row of a snapshot, its point of the curve, and at the end of a day what is thinned. */
export function projectSnapshot(
	open: OpenRows,
	{ snapshot, marks, endsDay }: Extract<BookEvent, { type: 'SnapshotTaken' }>,
	seq: number,
	{ account }: Book
): readonly StoreChange[] {
	const { at, equity } = snapshot;
	const point = { seq, at, equity: moneyToNumber(equity), peak: moneyToNumber(account.peakEquity) };
	const row = {
		seq,
		at: snapshot.at,
		endsDay,
		cash: moneyText(snapshot.cash),
		positionsValue: moneyText(snapshot.positionsValue),
		equity: moneyText(snapshot.equity),
		unrealised: moneyText(snapshot.unrealised),
		realisedGross: moneyText(snapshot.realisedGross),
		fees: moneyText(snapshot.fees),
		positions: marks.map(({ symbol, quantity, price }) => ({
			symbol,
			quantity: formatDecimal(quantity),
			price: formatDecimal(price)
		}))
	};
	return [{ store: 'snapshots', row }, ...takePoint(open.snapshots, point, endsDay)];
}

/** The row of a change of settings. */
export function settingsToRow(
	{ at, reason, changes }: Extract<BookEvent, { type: 'SettingsChanged' }>,
	seq: number
): SettingsRow {
	return { seq, at, reason, changes };
}

/** The row of cash that moved and was no fill; `book` has it folded in. */
export function adjustmentToRow(
	{ at, id, kind, amount, symbol, words }: Extract<BookEvent, { type: 'CashAdjusted' }>,
	seq: number,
	{ account }: Book
): AdjustmentRow {
	return {
		...{ seq, at, activityId: id, kind, symbol, words },
		...{ amount: moneyText(amount), cashAfter: moneyText(account.cash) }
	};
}
