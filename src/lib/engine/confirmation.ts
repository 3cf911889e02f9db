import type { Command } from '../domain/commands.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import { decideDecision } from './decideDecision.ts';
import { nothing, type Decided } from './inputs.ts';
import { refuseCommand } from './refusal.ts';
import type { Book, EngineState } from './state.ts';

type Asked = Extract<Command, { type: 'ConfirmDecision' | 'DismissDecision' }>;
type EventOf<Type extends BookEvent['type']> = Extract<BookEvent, { type: Type }>;

/** Takes a decision that a person confirms: routed, sized and reviewed as of now. */
export function decideConfirm(state: EngineState, command: Asked): Decided {
	const { at, request, decisionId } = command;
	const found = state.book.unconfirmed.get(decisionId);
	if (found === undefined || state.book.requests.has(request)) return refuse(state.book, command);
	const { decision } = found;
	const confirmed: BookEvent = {
		...{ type: 'DecisionConfirmed', at, request, decisionId },
		symbol: decision.symbol
	};
	const decided = decideDecision(state, decision, at, true);
	return { events: [confirmed, ...decided.events], effects: decided.effects };
}

/** Lets go of a decision that a person dismisses. */
export function decideDismiss({ book }: EngineState, command: Asked): Decided {
	const { at, request, decisionId } = command;
	const found = book.unconfirmed.get(decisionId);
	if (found === undefined || book.requests.has(request)) return refuse(book, command);
	return {
		events: [{ type: 'DecisionDismissed', at, request, decision: found.decision }],
		effects: []
	};
}

function refuse(book: Book, command: Asked): Decided {
	const { request, decisionId } = command;
	if (book.requests.has(request)) return refuseCommand(command, decisionId, 'already_done');
	const isKnown = book.decisionIds.has(decisionId) || book.waiting.has(decisionId);
	return refuseCommand(command, decisionId, isKnown ? 'not_waiting' : 'unknown_decision');
}

/** When a decision that waits for a person expires next, `from` or later; Infinity when none does. */
export function confirmationDueAt({ unconfirmed }: Book, from: Instant): Instant {
	let soonest = Infinity;
	for (const { decision } of unconfirmed.values()) {
		soonest = Math.min(soonest, decision.expiresAt ?? Infinity);
	}
	return Math.max(from, soonest);
}

/** Refuses the decisions that have expired while they waited for a person. */
export function decideConfirmationsDue({ book }: EngineState, at: Instant): Decided {
	const expired = [...book.unconfirmed.values()].filter(
		({ decision }) => (decision.expiresAt ?? Infinity) <= at
	);
	if (expired.length === 0) return nothing;
	const events = expired.flatMap(({ decision }): readonly BookEvent[] => {
		const { id: decisionId, symbol } = decision;
		return [
			{ type: 'DecisionTaken', at, decision },
			{ type: 'DecisionRefused', at, decisionId, symbol, reason: 'decision_expired' }
		];
	});
	return { events, effects: [] };
}

/** Folds what happened to a decision that waits for a person. */
export function evolveConfirmation(
	book: Book,
	event: EventOf<'ConfirmationAsked' | 'DecisionConfirmed' | 'DecisionDismissed'>
): void {
	switch (event.type) {
		case 'ConfirmationAsked':
			book.waiting.delete(event.decision.id);
			book.unconfirmed.set(event.decision.id, { decision: event.decision, askedAt: event.at });
			return;
		case 'DecisionConfirmed':
			book.requests.add(event.request);
			return;
		case 'DecisionDismissed':
			book.requests.add(event.request);
			book.unconfirmed.delete(event.decision.id);
			book.decisionIds.add(event.decision.id);
			return;
	}
}
