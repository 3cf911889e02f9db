import type { AccountView } from '../contract/accountView.ts';
import type { DeskRequests, RequestName } from '../contract/deskApi.ts';
import type { DeskView } from '../contract/deskView.ts';
import { routings, type Routing } from '../domain/brokerEvents.ts';

type AnswerOf<Name extends RequestName> = Promise<DeskRequests[Name]['answer']>;
type Given<Name extends RequestName> = Omit<DeskRequests[Name]['ask'], 'request'>;
type Ask = <Name extends RequestName>(name: Name, given: Given<Name>) => AnswerOf<Name>;

/** Where orders go: to the simulator, or as far to a paper account as its routing says. */
type Mode = 'simulator' | Routing;

/** The book of a paper account, as the console has it. */
export interface AccountCalls {
	/** How the book stands to its account; null of a book of the simulator. */
	account(): Promise<AccountView | null>;
	/** Sets how far orders go: dry_run, exits_only, or paper, which wants the word `paper`. */
	setRouting(routing: Routing, typed?: string): AnswerOf<'setRouting'>;
	/** Compares book and account now. */
	reconcile(): AnswerOf<'reconcile'>;
	/** Comparisons that said something new, the newest first. */
	reconciliations(ask?: Given<'reconciliations'>): AnswerOf<'reconciliations'>;
	readonly mode: {
		get(): Promise<Mode>;
		/** `typed` is the word `paper` where entries are armed. */
		switch(mode: string, typed?: string): Promise<Mode>;
	};
}

/** The calls of the console about the account of the book that runs. */
export function createAccountCalls(running: () => Promise<DeskView>, ask: Ask): AccountCalls {
	const get = async (): Promise<Mode> => (await running()).brokerAccount?.routing ?? 'simulator';
	const setRouting: AccountCalls['setRouting'] = (routing, typed) =>
		ask('setRouting', typed === undefined ? { routing } : { routing, typed });
	return {
		account: async () => (await running()).brokerAccount,
		setRouting,
		reconcile: () => ask('reconcile', {}),
		reconciliations: (given = {}) => ask('reconciliations', given),
		mode: Object.freeze({
			get,
			async switch(mode: string, typed?: string): Promise<Mode> {
				const now = await get();
				if (now === mode) return now;
				const routing = routings.find((one) => one === mode);
				if (routing !== undefined && now !== 'simulator') return (await setRouting(routing, typed)).routing;
				throw new Error(whyNot(mode));
			}
		})
	};
}

function whyNot(mode: string): string {
	const isMode = mode === 'simulator' || routings.some((one) => one === mode);
	if (!isMode) return `There is no mode ${mode}: there are simulator, ${routings.join(', ')}.`;
	return 'A book keeps its venue: choose a book of the simulator or of a paper account with books.choose.';
}
