import type { DeskRequests, RequestName } from '../contract/deskApi.ts';

type AnswerOf<Name extends RequestName> = Promise<DeskRequests[Name]['answer']>;
type Given<Name extends RequestName> = Omit<DeskRequests[Name]['ask'], 'request'>;
type Ask = <Name extends RequestName>(name: Name, given: Given<Name>) => AnswerOf<Name>;
type Limit = { readonly limit?: number };

/** What was earned, and by whom, as the console has it. */
export interface AccountingCalls {
	/** Positions from entry to flat, those that ended last first. */
	trades(ask?: Limit): AnswerOf<'trades'>;
	/** The equity over a range that ends now, in at most 2000 points. */
	equity(ask?: Partial<Given<'equityCurve'>>): AnswerOf<'equityCurve'>;
	/** What each strategy holds and has realised, by symbol. */
	strategies(): AnswerOf<'strategies'>;
	/** Every move of money as double entries, the newest first. */
	ledger(ask?: Limit): AnswerOf<'ledger'>;
}

/** The calls of the console about what was earned. */
export function createAccountingCalls(ask: Ask): AccountingCalls {
	return {
		trades: (given = {}) => ask('trades', given),
		equity: ({ range = 'All' } = {}) => ask('equityCurve', { range }),
		strategies: () => ask('strategies', {}),
		ledger: (given = {}) => ask('ledger', given)
	};
}
