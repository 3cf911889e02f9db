import { closeDay, createAccount, markEquity } from '../domain/account.ts';
import { isPositive } from '../domain/decimal.ts';
import type { BookConfig } from '../domain/bookConfig.ts';
import { isOfBroker, type BrokerEvent } from '../domain/brokerEvents.ts';
import type { BookEvent } from '../domain/events.ts';
import {
	askReplace,
	createOrder,
	electOrder,
	moveOrder,
	refuseRequest,
	replaceOrder,
	sendErrand,
	type CancelReason,
	type Order
} from '../domain/order.ts';
import { openedBy } from '../domain/opening.ts';
import { withSetting, type SettingChange } from '../domain/settings.ts';
import { isStopping, type StoppingEvent } from '../domain/stopping.ts';
import { addInstruments } from './addInstruments.ts';
import { beginDay, passDay, standInDay } from './accountDay.ts';
import { countArmed, forgetArmed } from './armedSlots.ts';
import { evolveConfirmation } from './confirmation.ts';
import { beginBreakerDay, evolveBreakers, letGoOff, noteError, notePeak } from './breakerCounts.ts';
import { createBreakers } from './breakerState.ts';
import { createBrokerState } from './brokerState.ts';
import { evolveBroker, forgetOld, noteDryFired, noteReport } from './evolveBroker.ts';
import { evolveFill } from './evolveFill.ts';
import { evolveProtection } from './evolveProtection.ts';
import { noteArmed, noteExitEnd, noteFired } from './actingOrders.ts';
import { forgetGroups, giveUpLeg } from './exitGroups.ts';
import { evolveKillSwitch } from './killSwitch.ts';
import { evolveLocks } from './locks.ts';
import { fileOrder, forgetEnded } from './orderFile.ts';
import { noteReplaced, noteSent } from './sentOrders.ts';
import { beginStrategyDay, noteStrategy } from './strategyDay.ts';
import { noteTime, stopsAfter } from './timeOver.ts';
import { setSymbolHalt } from './symbolHalts.ts';
import { noteYield, settleYields } from './yieldedExits.ts';
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
	// Whatever happens may change what guards a position; a price alone does not.
	state.market.worths.isGuardedAnew = true;
	if (isOrderEvent(event)) {
		moveOn(book, event);
		return;
	}
	if (isProtectionEvent(event)) {
		if (event.type === 'TriggerArmed') countArmed(book, event.trigger);
		if (event.type === 'TriggerFired') noteFired(book, event);
		if (event.type === 'TriggerFired') noteDryFired(book, event);
		evolveProtection(state, event);
		if (event.type === 'TriggerArmed') noteArmed(book, event.trigger);
		return;
	}
	if (isStopping(event)) {
		evolveStopping(book, event);
		return;
	}
	if (isOfBroker(event)) {
		evolveOfBroker(state, event);
		return;
	}
	switch (event.type) {
		case 'BookOpened':
			return openBook(book, event);
		case 'DecisionQueued':
			book.waiting.set(event.decision.id, event.decision);
			return;
		case 'ConfirmationAsked':
		case 'DecisionConfirmed':
		case 'DecisionDismissed':
			return evolveConfirmation(book, event);
		case 'DecisionCanceled':
		case 'DecisionTaken':
			return settle(book, event);
		case 'CloseRequested':
			book.requests.add(event.request);
			return;
		case 'DecisionRefused':
		case 'DecisionHeld':
		case 'CommandRefused':
		case 'MarketUnwatched':
			return;
		case 'OrderInitialized':
			return fileOrder(book, createOrder(event.intent, event.at));
		case 'OrderRequested':
			book.requests.add(event.request);
			book.decisionIds.add(event.decisionId);
			return;
		case 'OrderFilled':
			return evolveFill(state, event.fill);
		case 'SettingsChanged':
			return changeSettings(book, event);
		case 'SnapshotTaken':
			return takeSnapshot(book, event);
		case 'DayBegan':
			return beginDay(book, event);
	}
}

type EventOf<Type extends BookEvent['type']> = Extract<BookEvent, { type: Type }>;

/** More instruments are the market's matter as well. */
function evolveOfBroker(state: EngineState, event: BrokerEvent): void {
	if (event.type === 'InstrumentsAdded') addInstruments(state, event.instruments);
	else evolveBroker(state.book, event);
}

function evolveStopping(book: Book, event: StoppingEvent): void {
	if (event.type === 'LockSet' || event.type === 'LockLifted') evolveLocks(book, event);
	else if (event.type === 'SymbolHaltSet') setSymbolHalt(book, event);
	else if (event.type === 'BreakerTripped' || event.type === 'BreakerReset') evolveBreakers(book, event);
	else evolveKillSwitch(book, event);
	if (event.type === 'TradingStateChanged') noteTime(book, event);
}

/** A decision that was taken, or taken back: given again, it is known. */
function settle(book: Book, { type, decision }: EventOf<'DecisionCanceled' | 'DecisionTaken'>): void {
	book.waiting.delete(decision.id);
	book.unconfirmed.delete(decision.id);
	book.decisionIds.add(decision.id);
	if (type === 'DecisionTaken') noteStrategy(book, decision);
}

type OrderEvent = EventOf<
	keyof typeof moveByEvent | 'OrderElected' | 'ReplaceRequested' | 'OrderReplaced' | 'RequestRefused'
>;

const orderEvents: ReadonlySet<string> = new Set<OrderEvent['type']>([
	...(Object.keys(moveByEvent) as (keyof typeof moveByEvent)[]),
	'OrderElected',
	'ReplaceRequested',
	'OrderReplaced',
	'RequestRefused'
]);

function isOrderEvent(event: BookEvent): event is OrderEvent {
	return orderEvents.has(event.type);
}

type ProtectionEvent = EventOf<
	| 'TriggerArmed'
	| 'LevelMoved'
	| 'TrailMoved'
	| 'HighWaterRaised'
	| 'TriggerFired'
	| 'TriggerCanceled'
	| 'ProtectionCanceled'
>;

const protectionEvents: ReadonlySet<string> = new Set<ProtectionEvent['type']>([
	...(['TriggerArmed', 'LevelMoved', 'TrailMoved', 'HighWaterRaised'] as const),
	...(['TriggerFired', 'TriggerCanceled', 'ProtectionCanceled'] as const)
]);

function isProtectionEvent(event: BookEvent): event is ProtectionEvent {
	return protectionEvents.has(event.type);
}

function moveOn(book: Book, event: OrderEvent): void {
	noteYield(book, orderOf(book, event.orderId), event);
	const order = orderOf(book, event.orderId);
	if (event.type === 'CancelRequested' && isGivenUp(event.reason)) giveUpLeg(book, order.intent);
	if (event.type === 'OrderSubmitted' && isPositive(openedBy(order.intent))) {
		noteSent(book, order.intent, event.at);
	}
	const isOwn = order.intent.cause !== 'external';
	if ((event.type === 'OrderRejected' && isOwn) || isUnknown(event)) noteError(book, event.at);
	noteReport(book, event);
	noteExitEnd(book, order, event);
	if (event.type === 'ReplaceRequested' && event.reason === 'by_hand') noteReplaced(book, event.at);
	fileOrder(book, orderAfter(order, event));
	settleYields(book, order.intent.symbol);
	forgetGroups(book, order.intent.symbol);
}

/** What the venue refuses because it came too late is no error. */
function isUnknown(event: OrderEvent): boolean {
	return event.type === 'RequestRefused' && event.reason === 'unknown_order';
}

/** What a person or the kill switch takes back is not sent again. */
function isGivenUp(reason: CancelReason): boolean {
	return reason === 'by_hand' || reason === 'kill_switch';
}

function orderAfter(order: Order, event: OrderEvent): Order {
	switch (event.type) {
		case 'OrderElected':
			return electOrder(order, event.at);
		case 'ReplaceRequested':
			return sendErrand(askReplace(order, event.asked, event.at), 'replace', event.arrivesAt);
		case 'OrderReplaced':
			return replaceOrder(order, event.terms, event.at);
		case 'RequestRefused':
			return refuseRequest(order, event.at);
		default:
			return moved(order, event);
	}
}

type MovingEvent = EventOf<keyof typeof moveByEvent>;

function moved(order: Order, event: MovingEvent): Order {
	const next = moveOrder(order, moveByEvent[event.type], event.at);
	if (event.type === 'OrderSubmitted') return sendErrand(next, 'submit', event.arrivesAt);
	return event.type === 'CancelRequested' ? sendErrand(next, 'cancel', event.arrivesAt) : next;
}

function openBook(book: Book, event: EventOf<'BookOpened'>): void {
	const { config, source, instruments, day } = event;
	book.config = config;
	book.source = source;
	book.instruments = instruments;
	book.account = createAccount(config.startingCash);
	book.snapshotCash = config.startingCash;
	if (day === null) passDay(book, event.at);
	else standInDay(book, day);
	book.stopsAt = stopsAfter(config, event.at);
	book.breakers = createBreakers(config.startingCash);
	book.broker = source.type === 'alpaca' && source.account !== null ? createBrokerState() : null;
}

function changeSettings(book: Book, event: EventOf<'SettingsChanged'>): void {
	book.requests.add(event.request);
	book.config = changeConfig(book.config, event.changes);
	noteTime(book, event);
	letGoOff(book);
}

function changeConfig(config: BookConfig, changes: readonly SettingChange[]): BookConfig {
	return changes.reduce((before, { key, to }) => {
		const after = withSetting(before, key, to);
		if (after === null) throw new Error(`no value of ${key}: ${to}`);
		return after;
	}, config);
}

function takeSnapshot(book: Book, { snapshot, marks, endsDay }: EventOf<'SnapshotTaken'>): void {
	book.account = markEquity(book.account, snapshot.equity);
	book.snapshotCash = snapshot.cash;
	if (book.day === null) passDay(book, snapshot.at);
	notePeak(book, snapshot.equity);
	if (!endsDay) return;
	const openers = new Set([...book.positionBySymbol.values()].map((position) => position.openedBy));
	for (const id of forgetEnded(book, snapshot.at)) if (!openers.has(id)) forgetArmed(book, id);
	// Where days are not on record they begin at the close.
	if (book.day !== null) return;
	book.account = closeDay(book.account, snapshot.equity, snapshot.at);
	beginStrategyDay(book, marks);
	beginBreakerDay(book, snapshot.equity);
	forgetOld(book);
}
