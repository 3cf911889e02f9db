import type { BookEvent } from '../domain/events.ts';
import type { DenialReason } from '../domain/risk.ts';
import type { AccountTold, AnswerInput, Decided } from './inputs.ts';
import { decideReport } from './decideReport.ts';
import { refuseCommand } from './refusal.ts';
import { withAlso } from './restOfEntry.ts';
import type { EngineState } from './state.ts';

/** Puts an answer on record; an order that has ended needs no outcome any more, and one that never left ends. */
export function decideAnswer(state: EngineState, { at, orderId, answer }: AnswerInput): Decided {
	const { broker, orders } = state.book;
	if (broker === null) return { events: [], effects: [] };
	const { calls, brokerId, unknown } = answer;
	const events: BookEvent[] = calls.map((call) => ({ type: 'BrokerCalled', at, orderId, ...call }));
	if (brokerId !== null && !broker.orderByBrokerId.has(brokerId)) {
		events.push({ type: 'BrokerIdGiven', at, orderId, brokerId });
	}
	if (unknown !== null && orders.has(orderId))
		events.push({ type: 'OutcomeUnknown', at, orderId, errand: unknown });
	if (answer.unsentTerms !== undefined)
		events.push(...refuse('ReplaceOrder', { at, orderId }, answer.unsentTerms).events);
	const told = { events, effects: [] };
	return answer.unsent === undefined
		? told
		: withAlso(told, endUnsent(state, { at, orderId }, answer.unsent));
}

/** Ends an order that never left: why it is not sent stands before its end, unless somebody has taken it back meanwhile. */
function endUnsent(
	state: EngineState,
	about: Pick<AnswerInput, 'at' | 'orderId'>,
	reason: DenialReason
): Decided {
	const isStopped = reason === 'reducing' || reason === 'halted';
	const end = { type: 'OrderCanceled', ...about, reason: isStopped ? 'kill_switch' : 'by_hand' } as const;
	if (state.book.orders.get(about.orderId)?.status !== 'submitted') return decideReport(state, end);
	return withAlso(refuse('SubmitOrder', about, reason), decideReport(state, end));
}

function refuse(
	type: 'SubmitOrder' | 'ReplaceOrder',
	{ at, orderId }: Pick<AnswerInput, 'at' | 'orderId'>,
	reason: DenialReason
): Decided {
	return refuseCommand({ type, at, request: '' }, orderId, reason);
}

/** Puts on record what a comparison of book and account found. */
export function decideTold({ event }: AccountTold): Decided {
	return { events: [event], effects: [] };
}
