import { adjustCash, isCapital, shiftEquity } from '../domain/account.ts';
import type { BrokerEvent } from '../domain/brokerEvents.ts';
import type { Money } from '../domain/decimal.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Fill } from '../domain/fill.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import { createOrder, moveOrder } from '../domain/order.ts';
import { isMadeUp } from '../domain/orderCause.ts';
import { millisecondsPerDay } from '../domain/time.ts';
import { triggersOf } from '../domain/trigger.ts';
import { shiftBreakers } from './breakerCounts.ts';
import { fileOrder } from './orderFile.ts';
import { isDryRun } from './routing.ts';
import { protectionOf, type Book } from './state.ts';

/** Notes a fill of the account: it is known by its id, and the cash of both may differ by part of a cent more. */
export function noteBrokerFill({ broker }: Book, { id, orderId, at, bar, cause }: Fill): void {
	if (broker === null) return;
	broker.activities.set(id, at);
	broker.unknown.delete(orderId);
	if (isMadeUp(cause)) return;
	broker.fillsSince++;
	if (broker.latestFill === null || bar >= broker.latestFill.at) broker.latestFill = { id, at: bar };
}

/** Makes what profit and loss are measured from follow equity that came in or went out without being either. */
export function shiftBases(book: Book, amount: Money): void {
	book.account = shiftEquity(book.account, amount);
	shiftBreakers(book, amount);
}

/** Activities are known by their ids for this long: none comes later, and none is asked for that is older. */
const remembered = 10 * millisecondsPerDay;

/** At the end of a day: forgets activities of long before the last one, and the broker's ids of orders that are forgotten. */
export function forgetOld({ broker, orders }: Book): void {
	if (broker === null) return;
	const { activities, orderByBrokerId } = broker;
	const newest = [...activities.values()].reduce((latest, at) => Math.max(latest, at), -Infinity);
	broker.forgottenBefore = Math.max(broker.forgottenBefore, newest - remembered);
	for (const [id, at] of activities) if (at < broker.forgottenBefore) activities.delete(id);
	for (const [id, orderId] of orderByBrokerId) if (!orders.has(orderId)) orderByBrokerId.delete(id);
}

const reports: ReadonlySet<string> = new Set<BookEvent['type']>([
	...(['OrderAccepted', 'OrderRejected', 'OrderReplaced', 'RequestRefused'] as const),
	...(['OrderCanceled', 'OrderExpired'] as const)
]);

/** Once the venue itself says something of an order, it is known what became of it. */
export function noteReport({ broker }: Book, event: BookEvent & { readonly orderId: ClientOrderId }): void {
	if (reports.has(event.type)) broker?.unknown.delete(event.orderId);
}

/** A trigger has fired: while nothing is sent it has closed nothing, and is kept, the last one of its kind. */
export function noteDryFired(book: Book, { symbol, triggerId }: TriggerFired): void {
	const { broker } = book;
	const fired = triggersOf(protectionOf(book, symbol)).find(({ id }) => id === triggerId);
	if (broker === null || !isDryRun(book) || fired === undefined) return;
	const others = (broker.firedDry.get(symbol) ?? []).filter(({ kind }) => kind !== fired.kind);
	broker.firedDry.set(symbol, [...others, fired]);
}

type TriggerFired = Extract<BookEvent, { type: 'TriggerFired' }>;

/** Folds what happened between a book and its account. */
export function evolveBroker(book: Book, event: Exclude<BrokerEvent, { type: 'InstrumentsAdded' }>): void {
	const { broker } = book;
	if (broker === null) throw new Error(`${event.type} in a book of no account`);
	switch (event.type) {
		case 'RoutingChanged':
			broker.routing = event.routing;
			broker.firedDry.clear();
			if (event.request !== '') book.requests.add(event.request);
			return;
		case 'BrokerCalled':
			return;
		case 'BrokerIdGiven':
			broker.orderByBrokerId.set(event.brokerId, event.orderId);
			return;
		case 'OutcomeUnknown':
			broker.unknown.add(event.orderId);
			return;
		case 'OrderAdopted':
			fileOrder(book, moveOrder(createOrder(event.intent, event.at), 'adopt', event.at));
			if (event.brokerId !== '') broker.orderByBrokerId.set(event.brokerId, event.intent.id);
			return;
		case 'CashAdjusted':
			book.account = adjustCash(book.account, event.kind, event.amount);
			if (isCapital(event.kind)) shiftBreakers(book, event.amount);
			broker.activities.set(event.id, event.at);
			if (event.kind === 'rounding' || event.kind === 'opening') broker.fillsSince = 0;
			return;
		case 'ActivitiesPassed':
			for (const id of event.ids) broker.activities.set(id, event.at);
			broker.takenAt ??= event.at;
			return;
		case 'Reconciled':
			broker.standing = event.standing;
			broker.saidAt = event.at;
			broker.differences = event.differences;
	}
}
