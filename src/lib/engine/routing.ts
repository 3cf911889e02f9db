import type { Command } from '../domain/commands.ts';
import type { Instant } from '../domain/time.ts';
import { nothing, type Decided } from './inputs.ts';
import { refuseCommand } from './refusal.ts';
import type { EngineState } from './state.ts';

/** Sets how far orders of an account's book go; a book of no account has a venue of its own. */
export function decideRouting(
	{ book }: EngineState,
	command: Extract<Command, { type: 'SetRouting' }>
): Decided {
	const { broker, requests } = book;
	const { at, request, routing, reason } = command;
	if (broker === null) return refuseCommand(command, routing, 'no_account');
	if (request !== '' && requests.has(request)) return refuseCommand(command, routing, 'already_done');
	if (broker.routing === routing) return nothing;
	return { events: [{ type: 'RoutingChanged', at, request, routing, reason }], effects: [] };
}

/** Forgets how book and account stood, until they are compared again; what is left of the last comparison is kept. */
export function decideUnread({ book: { broker } }: EngineState, at: Instant): Decided {
	if (broker === null || broker.standing === 'unread') return nothing;
	const { differences } = broker;
	return { events: [{ type: 'Reconciled', at, standing: 'unread', differences }], effects: [] };
}
