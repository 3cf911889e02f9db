import type { RequestName } from '../../lib/contract/deskApi.ts';

/** What can be asked while no book runs. */
export const worksStopped: ReadonlySet<RequestName> = new Set<RequestName>([
	'exportFile',
	'createBook',
	'chooseBook',
	'archiveBook',
	'bookWorths',
	'deleteBook',
	'cancelTask',
	'connection',
	'connectAlpaca',
	'unlockAlpaca',
	'examineAlpaca',
	'forgetAlpaca',
	'openAccountBook'
]);

/** What changes a book, which an archived one does not take. */
export const changesBook: ReadonlySet<RequestName> = new Set<RequestName>([
	'decide',
	'submitOrder',
	'replaceOrder',
	'close',
	'cancel',
	'cancelOrders',
	'cancelDecision',
	'confirmDecision',
	'dismissDecision',
	'protect',
	'halt',
	'resume',
	'setSignalOnly',
	'setLock',
	'liftLock',
	'resetBreaker',
	'changeSettings',
	'importSettings',
	'applyProfile',
	'undoSettings',
	'importLimits',
	'setRouting',
	'reconcile',
	'acceptAccount',
	'restProtection',
	'followSymbols'
]);
