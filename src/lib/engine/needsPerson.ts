import type { BookConfig } from '../domain/bookConfig.ts';
import type { Decision } from '../domain/decision.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import type { Decided } from './inputs.ts';
import type { Book } from './state.ts';

/** Whether what a decision would open waits for a person; a book that takes signals alone sends nothing that could need one. */
export function needsPerson({ config, isSignalOnly }: Book): boolean {
	return config.risk.confirmEntries && !isSignalOnly;
}

/** A config with all off that needs a person, for where there is none. */
export function withoutPerson(config: BookConfig): BookConfig {
	return { ...config, risk: { ...config.risk, confirmEntries: false, stopsAfterSeconds: null } };
}

/** Lets a decision wait for a person; one at a time of a symbol, so that nobody confirms the same entry twice. */
export function askPerson(book: Book, decision: Decision, at: Instant, taken: BookEvent): Decided {
	const { id: decisionId, symbol } = decision;
	const isAsked = [...book.unconfirmed.values()].some((one) => one.decision.symbol === symbol);
	return {
		events: isAsked
			? [taken, { type: 'DecisionRefused', at, decisionId, symbol, reason: 'confirmation_pending' }]
			: [{ type: 'ConfirmationAsked', at, decision }],
		effects: []
	};
}
