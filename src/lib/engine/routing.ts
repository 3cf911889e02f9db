import type { Command } from '../domain/commands.ts';
import type { BookEvent } from '../domain/events.ts';
import { directionOf } from '../domain/position.ts';
import type { Instant } from '../domain/time.ts';
import { triggersOf } from '../domain/trigger.ts';
import { nextTriggerId } from './armedSlots.ts';
import { nothing, type Decided } from './inputs.ts';
import { refuseCommand } from './refusal.ts';
import { protectionOf, type Book, type EngineState } from './state.ts';

/** Whether the book stands for an account and nothing is sent there. */
export function isDryRun({ broker }: Book): boolean {
	return broker?.routing === 'dry_run';
}

/**
 * Sets how far orders of an account's book go; a book of no account has a venue of its own. What fired in a dry run has closed nothing: it
 * guards again once orders go out.
 */
export function decideRouting(
	{ book }: EngineState,
	command: Extract<Command, { type: 'SetRouting' }>
): Decided {
	const { broker, requests } = book;
	const { at, request, routing, reason } = command;
	if (broker === null) return refuseCommand(command, routing, 'no_account');
	if (request !== '' && requests.has(request)) return refuseCommand(command, routing, 'already_done');
	if (broker.routing === routing) return nothing;
	const armed = routing === 'dry_run' ? [] : armAgain(book, at);
	return { events: [{ type: 'RoutingChanged', at, request, routing, reason }, ...armed], effects: [] };
}

/** Arms what fired in a dry run, where the position that it guarded is still there and nothing of its kind guards it by now. */
function armAgain(book: Book, at: Instant): readonly BookEvent[] {
	const fired = [...(book.broker?.firedDry.values() ?? [])].flat();
	return fired.flatMap((trigger) => {
		const { symbol, kind, guards } = trigger;
		const position = book.positionBySymbol.get(symbol);
		if (position === undefined || directionOf(position) !== guards) return [];
		if (triggersOf(protectionOf(book, symbol)).some((armed) => armed.kind === kind)) return [];
		const id = nextTriggerId(book, position.openedBy, kind);
		return [{ type: 'TriggerArmed', at, trigger: { ...trigger, id } }];
	});
}

/**
 * Forgets how book and account stood, until they are compared again; what is left of the last comparison is kept. An entry that was sent and
 * not answered is not sent again: what became of it is read from the account.
 */
export function decideUnread({ book: { broker, orders } }: EngineState, at: Instant): Decided {
	if (broker === null) return nothing;
	const unanswered = [...orders.values()].filter(
		({ status, intent: { id, purpose } }) =>
			status === 'submitted' && purpose === 'entry' && !broker.unknown.has(id)
	);
	const events: BookEvent[] = unanswered.map(({ intent }) => ({
		...{ type: 'OutcomeUnknown', at, orderId: intent.id, errand: 'submit' }
	}));
	const { standing, differences } = broker;
	if (standing !== 'unread') events.push({ type: 'Reconciled', at, standing: 'unread', differences });
	return { events, effects: [] };
}
