import { formatDecimal, isZero, subtract, type Money } from '../domain/decimal.ts';
import type { FillRow, RowChange, StoreChange } from '../domain/deskRows.ts';
import type { BookEvent } from '../domain/events.ts';
import { settledFill, type Fill } from '../domain/fill.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import { noShares, shareFill } from '../domain/strategyShares.ts';
import type { Book } from '../engine/state.ts';
import type { OpenRows } from './openRows.ts';
import { projectOrder } from './projectedOrders.ts';
import { projectPosition, refreshLevels } from './projectedPositions.ts';
import {
	adjustmentToRow,
	moneyText,
	projectDecision,
	projectSnapshot,
	requestToRow,
	settingsToRow
} from './projectedRows.ts';
import { forgetStrategies, noteStrategy } from './decisionStrategies.ts';
import { projectTrade } from './projectedTrades.ts';
import { endTrigger, projectTrigger } from './projectedTriggers.ts';

type OrderFilled = Extract<BookEvent, { type: 'OrderFilled' }>;

/** The rows that an event changes, as they stand after it, and those that it drops; `book` has it folded in. Writes into `open`. */
export function projectEvent(
	open: OpenRows,
	event: BookEvent,
	seq: number,
	book: Book
): readonly StoreChange[] {
	if (isWithoutRow(event)) return [];
	switch (event.type) {
		case 'DecisionQueued':
		case 'DecisionCanceled':
		case 'ConfirmationAsked':
		case 'DecisionDismissed':
		case 'DecisionTaken':
		case 'DecisionRefused':
		case 'DecisionHeld':
			if (event.type === 'DecisionTaken') noteStrategy(open, event.decision.id, event.decision.strategy);
			return projectDecision(open, event, seq);
		case 'OrderRequested':
			noteStrategy(open, event.decisionId, event.order.strategy);
			return [{ store: 'decisions', row: requestToRow(event, seq) }];
		case 'OrderInitialized':
		case 'OrderAdopted':
		case 'OrderDenied':
		case 'OrderSubmitted':
		case 'OrderAccepted':
		case 'OrderRejected':
		case 'CancelRequested':
		case 'OrderElected':
		case 'ReplaceRequested':
		case 'OrderReplaced':
		case 'RequestRefused':
		case 'OrderCanceled':
		case 'OrderExpired':
			return projectOrder(open, event, seq);
		case 'OrderFilled':
			return projectFill(open, event, seq, book);
		case 'CashAdjusted':
			return [{ store: 'adjustments', row: adjustmentToRow(event, seq, book) }];
		case 'TriggerArmed':
		case 'LevelMoved':
		case 'TrailMoved':
		case 'HighWaterRaised':
			return projectLevels(open, event, seq);
		case 'TriggerFired':
		case 'TriggerCanceled':
			return projectEnd(open, event);
		case 'ProtectionCanceled':
			return endProtection(open, event.symbol, event.at);
		case 'SnapshotTaken':
			if (event.endsDay) forgetEnded(open, book);
			return projectSnapshot(open, event, seq, book);
		case 'SettingsChanged':
			return [{ store: 'settings', row: settingsToRow(event, seq) }];
	}
}

// One list for the compiler and for the run: a type that stands in neither place is asked for above.
const withoutRow = [
	...([
		'BookOpened',
		'DayBegan',
		'MarketUnwatched',
		'DecisionConfirmed',
		'CloseRequested',
		'CommandRefused'
	] as const),
	...(['InstrumentsAdded', 'RoutingChanged', 'BrokerCalled', 'BrokerIdGiven', 'OutcomeUnknown'] as const),
	...(['ActivitiesPassed', 'Reconciled'] as const),
	...(['BreakerTripped', 'BreakerReset', 'LockSet', 'LockLifted'] as const),
	...(['TradingStateChanged', 'SweepTried', 'SweepEnded', 'SignalOnlySet', 'SymbolHaltSet'] as const)
] as const satisfies readonly BookEvent['type'][];

type WithoutRow = Extract<BookEvent, { type: (typeof withoutRow)[number] }>;

const typesWithoutRow: ReadonlySet<string> = new Set(withoutRow);

/** What no store keeps: it is in the journal, and in the book. */
function isWithoutRow(event: BookEvent): event is WithoutRow {
	return typesWithoutRow.has(event.type);
}

type LevelEvent = Extract<
	BookEvent,
	{ type: 'TriggerArmed' | 'LevelMoved' | 'TrailMoved' | 'HighWaterRaised' }
>;

function projectLevels(open: OpenRows, event: LevelEvent, seq: number): readonly RowChange[] {
	const symbol = event.type === 'TriggerArmed' ? event.trigger.symbol : event.symbol;
	return [...projectTrigger(open, event, seq), ...refreshLevels(open, symbol, event.at)];
}

/** A trigger that has fired guards no more, though what it sold may not be all that is held. */
function projectEnd(
	open: OpenRows,
	event: Extract<BookEvent, { type: 'TriggerFired' | 'TriggerCanceled' }>
): readonly RowChange[] {
	const { symbol, triggerId, at } = event;
	const ended =
		event.type === 'TriggerFired'
			? endTrigger(open, triggerId, 'triggered', at, formatDecimal(event.level))
			: endTrigger(open, triggerId, 'canceled', at, null);
	return [...ended, ...refreshLevels(open, symbol, at)];
}

/** What the book has forgotten, no late fill can reach any more. */
function forgetEnded(open: OpenRows, book: Book): void {
	const { orders } = book;
	for (const { row } of open.orders.values()) {
		if (!orders.has(row.id as ClientOrderId)) open.orders.delete(row.id);
	}
	forgetStrategies(open, book);
}

function endProtection(open: OpenRows, symbol: string, at: number): readonly RowChange[] {
	return [...open.triggers.values()]
		.filter((armed) => armed.symbol === symbol)
		.flatMap(({ id }) => endTrigger(open, id, 'canceled', at, null));
}

function projectFill(open: OpenRows, event: OrderFilled, seq: number, book: Book): readonly RowChange[] {
	const { fill } = event;
	const realised = subtract(book.account.realisedGross, open.realisedGross);
	open.realisedGross = book.account.realisedGross;
	const position = book.positionBySymbol.get(fill.symbol) ?? null;
	const strategy = open.strategyByDecision.get(fill.decisionId) ?? '';
	const shares = open.sharesBySymbol.get(fill.symbol) ?? noShares;
	open.sharesBySymbol.set(fill.symbol, shareFill(shares, settledFill(fill), strategy));
	return [
		...projectOrder(open, event, seq, realised),
		{ store: 'fills', row: fillToRow(fill, seq, realised, book.account.cash) },
		...projectPosition(open, position, fill, realised, seq),
		...projectTrade(open, event, position, realised, seq)
	];
}

function fillToRow(fill: Fill, seq: number, realised: Money, cash: Money): FillRow {
	const { orderId, decisionId, symbol, side, cause, at } = fill;
	return {
		...{ seq, orderId, decisionId, symbol, side, cause, at },
		quantity: formatDecimal(fill.quantity),
		price: formatDecimal(fill.price),
		fee: moneyText(fill.fee),
		...(isZero(fill.feeQuantity) ? {} : { feeQuantity: formatDecimal(fill.feeQuantity) }),
		realised: moneyText(realised),
		cashAfter: moneyText(cash)
	};
}
