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
	readonly locks: {
		/** Those that hold now. */
		list(): AnswerOf<'locks'>;
		/** Locks a symbol, or all without one, for so many seconds, or until it is lifted without them. */
		set(
			reason: string,
			of?: { readonly symbol?: string; readonly seconds?: string | number }
		): AnswerOf<'setLock'>;
		lift(number: number, reason: string): AnswerOf<'liftLock'>;
	};
}

/** The calls of the console about limits. */
export function createRiskCalls(ask: Ask): RiskCalls {
	return {
		risk: () => ask('risk', {}),
		refusals: (given = {}) => ask('refusals', given),
		locks: Object.freeze({
			list: () => ask('locks', {}),
			set: (reason, given) => {
				const { seconds, ...of } = given ?? {};
				return ask('setLock', {
					...of,
					...(seconds === undefined ? {} : { seconds: String(seconds) }),
					reason
				});
			},
			lift: (number, reason) => ask('liftLock', { number, reason })
		} satisfies RiskCalls['locks'])
	};
}
