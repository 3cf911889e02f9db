import type { AccountView } from '../../contract/accountView.ts';
import { clockAheadText } from './accountText.ts';

/** What of a paper account wants to be looked at; null when nothing does. */
export interface AccountAlarm {
	readonly text: string;
	readonly hint: string;
	/** Which page settles it. */
	readonly leadsTo: 'keys' | 'reconciliation';
}

/** Positions without guards come before everything else: prices go on. */
export function accountAlarm(
	account: Pick<AccountView, 'unguarded' | 'hasKeys' | 'standing' | 'unknownOrders' | 'problem'>
): AccountAlarm | null {
	const { unguarded, hasKeys, standing, unknownOrders, problem } = account;
	const positions = `${String(unguarded)} ${unguarded === 1 ? 'position' : 'positions'} unguarded`;
	if (unguarded > 0 && !hasKeys) {
		return {
			text: `${positions}: keys locked`,
			hint: 'Their triggers cannot act without keys. Unlock the keys on the Alpaca page.',
			leadsTo: 'keys'
		};
	}
	if (unguarded > 0) return { text: `${positions}: clock ahead`, hint: clockAheadText, leadsTo: 'keys' };
	if (!hasKeys) {
		return {
			text: 'No keys',
			hint: 'Nothing is sent to the account or read from it until its keys are here. Give them on the Alpaca page.',
			leadsTo: 'keys'
		};
	}
	if (standing === 'different') {
		return {
			text: 'Account differs',
			hint: 'Book and account differ, and entries are denied. The page of reconciliation says in what.',
			leadsTo: 'reconciliation'
		};
	}
	if (unknownOrders.length > 0) {
		const orders = `${String(unknownOrders.length)} of unknown outcome`;
		return {
			text: orders,
			hint: 'Nobody could say what became of an order. It is not sent again, and entries are denied.',
			leadsTo: 'keys'
		};
	}
	if (problem !== null) {
		return { text: 'Account not read', hint: problem, leadsTo: 'keys' };
	}
	return null;
}
