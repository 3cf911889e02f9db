import type { BookEvent } from '../domain/events.ts';
import type { AccountTold, AnswerInput, Decided } from './inputs.ts';
import type { EngineState } from './state.ts';

/** Puts an answer on record; an order that has ended needs no outcome any more. */
export function decideAnswer({ book }: EngineState, { at, orderId, answer }: AnswerInput): Decided {
	const { broker, orders } = book;
	if (broker === null) return { events: [], effects: [] };
	const { calls, brokerId, unknown } = answer;
	const events: BookEvent[] = calls.map((call) => ({ type: 'BrokerCalled', at, orderId, ...call }));
	if (brokerId !== null && !broker.orderByBrokerId.has(brokerId)) {
		events.push({ type: 'BrokerIdGiven', at, orderId, brokerId });
	}
	if (unknown !== null && orders.has(orderId))
		events.push({ type: 'OutcomeUnknown', at, orderId, errand: unknown });
	return { events, effects: [] };
}

/** Puts on record what a comparison of book and account found. */
export function decideTold({ event }: AccountTold): Decided {
	return { events: [event], effects: [] };
}
