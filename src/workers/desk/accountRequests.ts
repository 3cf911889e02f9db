import type { Answer } from '../../lib/contract/deskApi.ts';
import { refused } from './deskContext.ts';

const notYet = 'This is not there yet.';

/** Shows the book of the account that is connected. */
export function openAccountBook(): Answer<'openAccountBook'> {
	return refused(notYet);
}

/** Sets how far orders go. */
export function setRouting(): Answer<'setRouting'> {
	return refused(notYet);
}

/** Compares book and account. */
export function reconcile(): Answer<'reconcile'> {
	return refused(notYet);
}

/** Takes what the account says for what is left. */
export function acceptAccount(): Answer<'acceptAccount'> {
	return refused(notYet);
}

/** Comparisons that said something new. */
export function reconciliations(): Answer<'reconciliations'> {
	return refused(notYet);
}

/** What the account says of itself. */
export function accountFacts(): Answer<'accountFacts'> {
	return refused(notYet);
}

/** What resting protection would come to. */
export function restPlan(): Answer<'restPlan'> {
	return refused(notYet);
}

/** Sends protection to rest. */
export function restProtection(): Answer<'restProtection'> {
	return refused(notYet);
}
