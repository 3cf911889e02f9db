import type { UnconfirmedView } from '../contract/confirmation.ts';
import type { DeskRequests, RequestName } from '../contract/deskApi.ts';
import type { DeskView } from '../contract/deskView.ts';

type AnswerOf<Name extends RequestName> = Promise<DeskRequests[Name]['answer']>;
type Given<Name extends RequestName> = Omit<DeskRequests[Name]['ask'], 'request'>;
type Ask = <Name extends RequestName>(name: Name, given: Given<Name>) => AnswerOf<Name>;

/** Entries that wait for a person, as the console has them. */
export interface ConfirmCalls {
	/** The entries of decisions that wait, each with what it would come to now. */
	waiting(): Promise<readonly UnconfirmedView[]>;
	/** Lets one go on: it is sized and reviewed as of now. */
	confirm(decisionId: string): AnswerOf<'confirmDecision'>;
	dismiss(decisionId: string): AnswerOf<'dismissDecision'>;
}

/** The calls of the console about entries that wait for a person. */
export function createConfirmCalls(running: () => Promise<DeskView>, ask: Ask): ConfirmCalls {
	return {
		waiting: async () => (await running()).unconfirmed,
		confirm: (decisionId) => ask('confirmDecision', { decisionId }),
		dismiss: (decisionId) => ask('dismissDecision', { decisionId })
	};
}
