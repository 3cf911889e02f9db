import { adjustCash } from '../domain/account.ts';
import type { BrokerEvent, Difference, Routing, Standing } from '../domain/brokerEvents.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Fill } from '../domain/fill.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import { createOrder, moveOrder } from '../domain/order.ts';
import type { Instant } from '../domain/time.ts';
import { triggersOf, type Trigger } from '../domain/trigger.ts';
import { addInstruments } from './addInstruments.ts';
import { fileOrder } from './orderFile.ts';
import { protectionOf, type Book, type EngineState } from './state.ts';

/** How a book stands to the account that it stands for. */
export interface BrokerState {
	routing: Routing;
	standing: Standing;
	/** What was found unlike when it was compared last, and what was done. */
	differences: readonly Difference[];
	/** When the account was first taken over; null before. */
	takenAt: Instant | null;
	/** Orders of which nobody could say what became of what was asked. */
	readonly unknown: Set<ClientOrderId>;
	/** Activities of the account that are in the book, and when they were put there. */
	readonly activities: Map<string, Instant>;
	/** Our orders by the broker's ids, all that an order has had. */
	readonly orderByBrokerId: Map<string, ClientOrderId>;
	/** Fills since the cash of book and account was last equal: each may be off by less than a cent. */
	fillsSince: number;
	/** By symbol what fired while nothing was sent: it guards again once orders go out. */
	readonly firedDry: Map<string, readonly Trigger[]>;
}

/** How a book stands to an account that was never looked at. */
export function createBrokerState(): BrokerState {
	return {
		...{ routing: 'dry_run', standing: 'unread', differences: [], takenAt: null, fillsSince: 0 },
		...{ unknown: new Set(), activities: new Map(), orderByBrokerId: new Map(), firedDry: new Map() }
	};
}

/** Notes a fill of the account: it is known by its id, and the cash of both may differ by part of a cent more. */
export function noteBrokerFill({ broker }: Book, { id, orderId, at }: Fill): void {
	if (broker === null) return;
	broker.activities.set(id, at);
	broker.fillsSince++;
	broker.unknown.delete(orderId);
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
	if (broker?.routing !== 'dry_run' || fired === undefined) return;
	const others = (broker.firedDry.get(symbol) ?? []).filter(({ kind }) => kind !== fired.kind);
	broker.firedDry.set(symbol, [...others, fired]);
}

type TriggerFired = Extract<BookEvent, { type: 'TriggerFired' }>;

/** Folds what happened between a book and its account. */
export function evolveBroker(state: EngineState, event: BrokerEvent): void {
	if (event.type === 'InstrumentsAdded') {
		addInstruments(state, event.instruments);
		return;
	}
	const { book } = state;
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
			broker.activities.set(event.id, event.at);
			if (event.kind === 'rounding') broker.fillsSince = 0;
			return;
		case 'ActivitiesPassed':
			for (const id of event.ids) broker.activities.set(id, event.at);
			broker.takenAt ??= event.at;
			return;
		case 'Reconciled':
			broker.standing = event.standing;
			broker.differences = event.differences;
	}
}
