import type { DeskRequests, RequestName } from '../contract/deskApi.ts';

type AnswerOf<Name extends RequestName> = Promise<DeskRequests[Name]['answer']>;
type Given<Name extends RequestName> = Omit<DeskRequests[Name]['ask'], 'request'>;
type Ask = <Name extends RequestName>(name: Name, given: Given<Name>) => AnswerOf<Name>;

/** What is left of the limits, and what they refused, as the console has it. */
export interface RiskCalls {
	/** Every limit: what is taken of it, and what is left. */
	risk(): AnswerOf<'risk'>;
	/** What the desk refused last, each with the checks that failed; the newest first. */
	refusals(ask?: { readonly limit?: number }): AnswerOf<'refusals'>;
}

/** The calls of the console about limits. */
export function createRiskCalls(ask: Ask): RiskCalls {
	return { risk: () => ask('risk', {}), refusals: (given = {}) => ask('refusals', given) };
}
