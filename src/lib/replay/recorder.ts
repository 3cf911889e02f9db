import { moneyToNumber, multiply, type Money } from '../domain/decimal.ts';
import type { AccountSnapshot, BookEvent } from '../domain/events.ts';
import type { Fill } from '../domain/fill.ts';
import type { ClientOrderId, DecisionId } from '../domain/ids.ts';
import { isOpenStatus, type OrderIntent } from '../domain/order.ts';
import type { DenialReason, Verdict } from '../domain/risk.ts';
import type { Sizing } from '../domain/sizing.ts';
import type { Instant } from '../domain/time.ts';
import type { RejectionReason } from '../domain/venue.ts';
import { indexOf, type EngineState, type Market } from '../engine/state.ts';
import { createCurve, type Curve } from './curve.ts';
import { createTripKeeper, type RoundTrip } from './roundTrips.ts';

/** An order, of a decision or a trigger: how it was sized and judged, and what became of it. */
export interface RecordedOrder {
	readonly intent: OrderIntent;
	readonly sizing: Sizing | null;
	readonly verdict: Verdict;
	status: 'denied' | 'open' | 'filled' | 'expired' | 'rejected' | 'canceled';
}

/** Something that happened to a decision or its order. */
export interface Noted<Word extends string> {
	readonly decisionId: DecisionId;
	readonly symbol: string;
	readonly at: Instant;
	readonly word: Word;
}

interface About {
	readonly decisionId: DecisionId;
	readonly symbol: string;
}

/** What happened in a run, in order of happening; numbers stay exact until they are told. */
export interface Recording {
	readonly orders: Map<ClientOrderId, RecordedOrder>;
	readonly fills: { readonly fill: Fill; readonly cashAfter: Money }[];
	readonly refused: Noted<DenialReason>[];
	readonly holds: Noted<'levels_updated' | 'logged'>[];
	readonly expired: Noted<'session_close' | 'expires_at'>[];
	readonly rejected: Noted<RejectionReason>[];
	readonly snapshots: AccountSnapshot[];
	readonly trips: RoundTrip[];
	readonly curve: Curve;
	tradedNotional: number;
	events: number;
}

/** A recording and the sink that fills it. */
export interface Recorder {
	readonly recording: Recording;
	readonly record: (event: BookEvent, state: EngineState) => void;
}

function createRecording(market: Market, bars: number): Recording {
	return {
		orders: new Map(),
		fills: [],
		refused: [],
		holds: [],
		expired: [],
		rejected: [],
		snapshots: [],
		trips: [],
		curve: createCurve(market.instruments.length, bars),
		tradedNotional: 0,
		events: 0
	};
}

/** A recorder for a run of at most `bars` bars. */
export function createRecorder(market: Market, bars: number): Recorder {
	const recording = createRecording(market, bars);
	const takeTrip = createTripKeeper(recording.trips);

	function record(event: BookEvent, state: EngineState): void {
		recording.events++;
		switch (event.type) {
			case 'BookOpened':
				recording.curve.setCash(moneyToNumber(event.config.startingCash));
				return;
			case 'DecisionRefused':
				recording.refused.push(note(event, event.at, event.reason));
				return;
			case 'DecisionHeld':
				recording.holds.push(note(event, event.at, event.outcome));
				return;
			case 'OrderInitialized':
				recordOrder(recording, event);
				return;
			case 'OrderDenied':
				recordDenial(recording, event);
				return;
			case 'OrderRejected':
				recording.rejected.push(note(end(recording, event.orderId, 'rejected'), event.at, event.reason));
				return;
			case 'OrderExpired':
				recording.expired.push(note(end(recording, event.orderId, 'expired'), event.at, event.reason));
				return;
			case 'OrderCanceled':
				end(recording, event.orderId, 'canceled');
				return;
			case 'OrderFilled':
				recordFill(recording, event.fill, state);
				takeTrip(event.fill, state.book);
				return;
			case 'SnapshotTaken':
				if (event.endsDay) recording.snapshots.push(event.snapshot);
				return;
			// What else happens leaves no trace in a report.
			default:
				return;
		}
	}
	return { recording, record };
}

function note<Word extends string>(about: About, at: Instant, word: Word): Noted<Word> {
	return { decisionId: about.decisionId, symbol: about.symbol, at, word };
}

function recordOrder(recording: Recording, event: Extract<BookEvent, { type: 'OrderInitialized' }>): void {
	const { intent, sizing, verdict } = event;
	recording.orders.set(intent.id, { intent, sizing, verdict, status: 'open' });
}

function recordDenial(recording: Recording, event: Extract<BookEvent, { type: 'OrderDenied' }>): void {
	const intent = end(recording, event.orderId, 'denied');
	const [reason] = event.reasons;
	if (reason === undefined) throw new Error(`order ${event.orderId} was denied without a reason`);
	recording.refused.push(note(intent, event.at, reason));
}

function end(recording: Recording, id: ClientOrderId, status: RecordedOrder['status']): OrderIntent {
	const order = recording.orders.get(id);
	if (order === undefined) throw new Error(`order ${id} ended but was never made`);
	order.status = status;
	return order.intent;
}

function recordFill(recording: Recording, fill: Fill, { book, market }: EngineState): void {
	const left = book.orders.get(fill.orderId);
	end(recording, fill.orderId, left !== undefined && isOpenStatus(left.status) ? 'open' : 'filled');
	recording.fills.push({ fill, cashAfter: book.account.cash });
	recording.tradedNotional += moneyToNumber(multiply(fill.quantity, fill.price));
	recording.curve.setCash(moneyToNumber(book.account.cash));
	recording.curve.hold(indexOf(market, fill.symbol), book.positionBySymbol.get(fill.symbol) ?? null);
}
