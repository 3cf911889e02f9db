import { bookFill, createAccount, markEquity } from '../domain/account.ts';
import { multiply } from '../domain/decimal.ts';
import type { BookConfig } from '../domain/bookConfig.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Fill } from '../domain/fill.ts';
import { entryToTriggerId, type DecisionId } from '../domain/ids.ts';
import {
	createOrder,
	fillOrder,
	isOpenStatus,
	moveOrder,
	type Order,
	type OrderIntent
} from '../domain/order.ts';
import { applyFill, type Position } from '../domain/position.ts';
import { withSetting, type SettingChange } from '../domain/settings.ts';
import { millisecondsPerDay, type Instant } from '../domain/time.ts';
import { triggerKinds, type Trigger } from '../domain/trigger.ts';
import { evolveProtection } from './evolveProtection.ts';
import { orderOf, type Book, type EngineState } from './state.ts';

/** The move on an order's table that an event without a fill means. */
const moveByEvent = {
	OrderDenied: 'deny',
	OrderSubmitted: 'submit',
	OrderAccepted: 'accept',
	OrderRejected: 'reject',
	CancelRequested: 'requestCancel',
	OrderCanceled: 'cancel',
	OrderExpired: 'expire'
} as const;

/** Folds one event into the state, in place; the same events in the same order always give the same book. */
export function evolve(state: EngineState, event: BookEvent): void {
	const { book } = state;
	switch (event.type) {
		case 'BookOpened':
			openBook(book, event);
			return;
		case 'DecisionQueued':
			book.waiting.set(event.decision.id, event.decision);
			return;
		case 'DecisionCanceled':
		case 'DecisionTaken':
			settle(book, event.decision.id);
			return;
		case 'CloseRequested':
			book.requests.add(event.request);
			return;
		case 'DecisionRefused':
		case 'DecisionHeld':
		case 'CommandRefused':
			return;
		case 'OrderInitialized':
			keep(book, createOrder(event.intent, event.at));
			return;
		case 'OrderDenied':
		case 'OrderSubmitted':
		case 'OrderAccepted':
		case 'OrderRejected':
		case 'CancelRequested':
		case 'OrderCanceled':
		case 'OrderExpired':
			keep(book, moveOrder(orderOf(book, event.orderId), moveByEvent[event.type], event.at));
			return;
		case 'OrderFilled':
			fill(book, event.fill);
			return;
		case 'TriggerArmed':
			countArmed(book, event.trigger);
			evolveProtection(state, event);
			return;
		case 'LevelMoved':
		case 'TrailMoved':
		case 'HighWaterRaised':
		case 'TriggerFired':
		case 'TriggerCanceled':
		case 'ProtectionCanceled':
			evolveProtection(state, event);
			return;
		case 'SettingsChanged':
			book.requests.add(event.request);
			book.config = changeConfig(book.config, event.changes);
			return;
		case 'SnapshotTaken':
			takeSnapshot(book, event);
			return;
		case 'TradingStateChanged':
			book.tradingState = event.state;
			book.tradingReason = event.reason;
			return;
	}
}

type EventOf<Type extends BookEvent['type']> = Extract<BookEvent, { type: Type }>;

/** A decision that was taken, or taken back: given again, it is known. */
function settle(book: Book, id: DecisionId): void {
	book.waiting.delete(id);
	book.decisionIds.add(id);
}

function openBook(book: Book, { config, source, instruments }: EventOf<'BookOpened'>): void {
	book.config = config;
	book.source = source;
	book.instruments = instruments;
	book.account = createAccount(config.startingCash);
	book.snapshotCash = config.startingCash;
}

function changeConfig(config: BookConfig, changes: readonly SettingChange[]): BookConfig {
	return changes.reduce((before, { key, to }) => {
		const after = withSetting(before, key, to);
		if (after === null) throw new Error(`no value of ${key}: ${to}`);
		return after;
	}, config);
}

function takeSnapshot(book: Book, { snapshot, endsDay }: EventOf<'SnapshotTaken'>): void {
	book.account = markEquity(book.account, snapshot.equity, snapshot.at, endsDay);
	book.snapshotCash = snapshot.cash;
	if (endsDay) forgetEnded(book, snapshot.at);
}

/** Files an order where its status belongs: open ones by symbol, ended ones only as long as a late fill could reach them. */
function keep(book: Book, order: Order): void {
	const { intent, status } = order;
	const isOpen = isOpenStatus(status);
	// Not before it is submitted: an order that is denied must leave no trace among the open ones.
	if (status !== 'initialized') fileBySymbol(book, intent, isOpen);
	if (isOpen || status === 'canceled' || status === 'expired') book.orders.set(intent.id, order);
	else book.orders.delete(intent.id);
}

function fileBySymbol(book: Book, { id, symbol, purpose }: OrderIntent, isOpen: boolean): void {
	if (purpose === 'entry') {
		if (isOpen) book.entryBySymbol.set(symbol, id);
		else if (book.entryBySymbol.get(symbol) === id) book.entryBySymbol.delete(symbol);
		return;
	}
	const others = (book.exitsBySymbol.get(symbol) ?? []).filter((other) => other !== id);
	if (isOpen) book.exitsBySymbol.set(symbol, [...others, id]);
	else if (others.length > 0) book.exitsBySymbol.set(symbol, others);
	else book.exitsBySymbol.delete(symbol);
}

/** How long a fill may still come after an order was canceled or expired. */
const lateFillTime = 3 * millisecondsPerDay;

function forgetEnded(book: Book, at: Instant): void {
	for (const [id, { status, since }] of book.orders) {
		if (!isOpenStatus(status) && since < at - lateFillTime) book.orders.delete(id);
	}
}

function fill(book: Book, done: Fill): void {
	const order = orderOf(book, done.orderId);
	const before = book.positionBySymbol.get(done.symbol) ?? null;
	const { position, realised } = applyFill(before, done);
	if (before !== null && position?.openedBy !== before.openedBy) forgetArmed(book, before);
	keep(book, fillOrder(order, done.quantity, multiply(done.quantity, done.price), done.at));
	if (position === null) book.positionBySymbol.delete(done.symbol);
	else book.positionBySymbol.set(done.symbol, position);
	book.account = bookFill(book.account, done, realised);
}

function countArmed(book: Book, { symbol, kind }: Trigger): void {
	const opener = book.positionBySymbol.get(symbol)?.openedBy;
	if (opener === undefined) return;
	const slot = entryToTriggerId(opener, kind);
	book.armedBySlot.set(slot, (book.armedBySlot.get(slot) ?? 0) + 1);
}

function forgetArmed(book: Book, { openedBy }: Position): void {
	for (const kind of triggerKinds) book.armedBySlot.delete(entryToTriggerId(openedBy, kind));
}
