import type { Routing, Standing } from '../domain/brokerEvents.ts';
import type { CheckName, CheckResult } from '../domain/risk.ts';
import { count, result } from './checkResult.ts';
import { isDryRun } from './routing.ts';
import type { Book } from './state.ts';

/** How the book of an account stands to it: how far orders go, whether both are known to be equal, and how many outcomes are not known. */
export interface AccountFacts {
	readonly routing: Routing;
	readonly standing: Standing;
	readonly unknown: number;
}

/** What the checks of an account's book judge by; null for a book of no account, and in a dry run, which sends nothing. */
export function gatherAccountFacts(book: Book): AccountFacts | null {
	if (book.broker === null || isDryRun(book)) return null;
	const { routing, standing, unknown } = book.broker;
	return { routing, standing, unknown: unknown.size };
}

type AccountCheck = (intent: unknown, facts: { readonly account: AccountFacts | null }) => CheckResult | null;

/** Entries go out only once they are armed. */
const routing: AccountCheck = (_, { account }) =>
	account === null ? null : result('routing', account.routing === 'paper', account.routing, 'paper');

/** Book and account were compared, and are equal. */
const standing: AccountCheck = (_, { account }) =>
	account === null ? null : result('standing', account.standing === 'equal', account.standing, 'equal');

/** Of every order before it is known what became of it. */
const unknownOutcomes: AccountCheck = (_, { account }) =>
	account === null ? null : count('unknownOutcomes', account.unknown, 0);

/** The checks of an account's book, each by its name. */
export const accountChecks = {
	routing,
	standing,
	unknownOutcomes
} as const satisfies Partial<Record<CheckName, AccountCheck>>;

/** Those of them that an exit carries as warnings. */
export const accountWarnings: readonly AccountCheck[] = [standing, unknownOutcomes];
