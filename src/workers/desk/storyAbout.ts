import type { DecisionRow, OrderRow } from '../../lib/domain/deskRows.ts';
import { requestToOrderId, triggerToOrderId } from '../../lib/domain/ids.ts';
import type { JournalEntry } from '../../lib/journal/entry.ts';
import type { FoldedPosition } from './storyPosition.ts';

/** What follows a fill at once: the triggers it arms or ends. */
export const afterFill = 12;

/** Whether an entry belongs to a story: of the decision, of the order, or of the position that the order opened. */
export function createAbout(
	order: OrderRow | null,
	decision: DecisionRow | null,
	position: FoldedPosition | null
) {
	const lastSeq = lastSeqOf(position);
	const isOfPosition = (symbol: string, seq: number) =>
		position !== null && symbol === position.row.symbol && seq >= position.row.seq && seq <= lastSeq;
	return ({ event, seq }: JournalEntry): boolean => {
		switch (event.type) {
			case 'DecisionQueued':
			case 'DecisionCanceled':
			case 'ConfirmationAsked':
			case 'DecisionDismissed':
			case 'DecisionTaken':
				return event.decision.id === decision?.id;
			case 'DecisionConfirmed':
			case 'DecisionRefused':
			case 'DecisionHeld':
				return event.decisionId === decision?.id;
			case 'OrderInitialized':
			case 'OrderAdopted':
				return event.intent.id === order?.id;
			case 'OrderFilled':
				return event.fill.orderId === order?.id || isOfPosition(event.fill.symbol, seq);
			case 'OrderRequested':
				return event.decisionId === decision?.id || requestToOrderId(event.request) === order?.id;
			case 'CloseRequested':
				return requestToOrderId(event.request) === order?.id;
			case 'CommandRefused':
				return event.subject === order?.id;
			case 'OrderElected':
			case 'ReplaceRequested':
			case 'OrderReplaced':
			case 'RequestRefused':
			case 'OrderDenied':
			case 'OrderSubmitted':
			case 'OrderAccepted':
			case 'OrderRejected':
			case 'CancelRequested':
			case 'OrderCanceled':
			case 'OrderExpired':
			case 'BrokerCalled':
			case 'BrokerIdGiven':
			case 'OutcomeUnknown':
				return event.orderId === order?.id;
			case 'TriggerFired':
				return triggerToOrderId(event.triggerId) === order?.id || isOfPosition(event.symbol, seq);
			case 'TriggerArmed':
				return isOfPosition(event.trigger.symbol, seq);
			case 'LevelMoved':
			case 'TrailMoved':
			case 'TriggerCanceled':
			case 'ProtectionCanceled':
				return isOfPosition(event.symbol, seq);
			default:
				return false;
		}
	};
}

/** The last entry that can be about a position; none is the last of one that is open. */
function lastSeqOf(position: FoldedPosition | null): number {
	if (position?.row.status !== 'closed') return Infinity;
	return (position.fills.at(-1)?.row.seq ?? 0) + afterFill;
}
