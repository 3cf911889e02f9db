import { remedyOf } from '../../lib/contract/accountTexts.ts';
import type { StoryView } from '../../lib/contract/storyView.ts';
import type { OrderRow } from '../../lib/domain/deskRows.ts';
import type { BookEvent } from '../../lib/domain/events.ts';

type Entry = { readonly seq: number; readonly event: BookEvent };

/** What a broker was asked and said of an order, its ids there, and what to do about a refusal of either side. */
export function tellBroker(
	entries: readonly Entry[],
	order: OrderRow | null
): Pick<StoryView, 'brokerIds' | 'calls' | 'brokerWords' | 'remedy'> {
	const calls = entries.flatMap(({ seq, event }) => {
		if (event.type !== 'BrokerCalled' || event.orderId !== order?.id) return [];
		const { at, errand, request, status, answer } = event;
		return [{ seq, at, errand, request, status, answer }];
	});
	const brokerIds = entries.flatMap(({ event }) => {
		if (event.type === 'BrokerIdGiven' && event.orderId === order?.id) return [event.brokerId];
		const isAdopted = event.type === 'OrderAdopted' && event.intent.id === order?.id;
		return isAdopted && event.brokerId !== '' ? [event.brokerId] : [];
	});
	const isRefused = order?.status === 'rejected' || order?.status === 'denied';
	return {
		calls,
		brokerIds: [...new Set(brokerIds)],
		brokerWords: order?.status === 'rejected' ? lastWords(calls) : null,
		remedy: isRefused ? remedyOf(order.reasons) : null
	};
}

/** The message of the last answer that refused something; null when none did, or it has none. */
function lastWords(calls: StoryView['calls']): string | null {
	const refusing = calls.findLast(({ status }) => status !== null && status >= firstRefusal);
	if (refusing === undefined) return null;
	try {
		const body: unknown = JSON.parse(refusing.answer);
		const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : null;
		return typeof message === 'string' && message !== '' ? message : null;
	} catch {
		return null;
	}
}

const firstRefusal = 400;
