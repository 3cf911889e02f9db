import type { DeskRequests, RequestName } from '../contract/deskApi.ts';
import type { BreakerName } from '../domain/breakers.ts';

type AnswerOf<Name extends RequestName> = Promise<DeskRequests[Name]['answer']>;
type Given<Name extends RequestName> = Omit<DeskRequests[Name]['ask'], 'request'>;
type Ask = <Name extends RequestName>(name: Name, given: Given<Name>) => AnswerOf<Name>;

/** The circuit breakers as the console has them. */
export interface ConsoleBreakers {
	/** Every breaker with what it measures now, and whether it has tripped. */
	list(): AnswerOf<'breakers'>;
	/** Lets one go that has tripped; it measures anew from here. */
	reset(breaker: BreakerName, reason: string): AnswerOf<'resetBreaker'>;
}

/** The calls of the console for the circuit breakers. */
export function createConsoleBreakers(ask: Ask): ConsoleBreakers {
	return Object.freeze({
		list: () => ask('breakers', {}),
		reset: (breaker: BreakerName, reason: string) => ask('resetBreaker', { breaker, reason })
	});
}
