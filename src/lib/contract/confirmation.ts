import type { DecisionRow } from '../domain/deskRows.ts';
import type { Instant } from '../domain/time.ts';
import type { TicketPreview } from './ticketPreview.ts';

/** A decision whose entry waits for a person, and what it would come to now. */
export interface UnconfirmedView {
	readonly decision: DecisionRow;
	/** Since when it waits, by the book's clock. */
	readonly askedAt: Instant;
	readonly preview: TicketPreview;
}

/** What waits for a person. */
export interface PersonView {
	/** Entries of decisions, in the order in which they came. */
	readonly unconfirmed: readonly UnconfirmedView[];
	/** Whether what decisions would open waits. */
	readonly confirmsEntries: boolean;
}

interface OneDecision {
	readonly ask: { readonly decisionId: string; readonly request: string };
	readonly answer: { readonly text: string };
}

/** Requests about entries that wait for a person. */
export interface ConfirmationRequests {
	/** Lets it go on: it is routed, sized and reviewed as of now. */
	readonly confirmDecision: OneDecision;
	readonly dismissDecision: OneDecision;
}
