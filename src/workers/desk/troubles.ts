import type { DeskTrouble } from '../../lib/contract/deskApi.ts';
import type { StoreFault } from '../../lib/ports/journal.ts';
import type { OpenFault } from '../../lib/runtime/bookState.ts';
import type { StopReason } from '../../lib/runtime/runnerSetup.ts';

/** What a fault of the storage means to a person. */
export function storeTrouble(fault: StoreFault): DeskTrouble {
	switch (fault.type) {
		case 'full':
			return {
				kind: 'full',
				title: 'The storage is full',
				message:
					'The browser has no room left for the journal, so the desk has stopped: nothing is decided that could not be written down.',
				remedy:
					'Export the journal, make room (delete old books here, or data of other sites), then try again. The desk comes back halted, for you to resume.',
				canExport: true,
				canRetry: true
			};
		case 'gone':
			return {
				kind: 'gone',
				title: 'The storage was taken away',
				message: 'The database of the desk was closed or deleted while it was running.',
				remedy:
					'Reload this page. What was deleted cannot be brought back; an exported journal can be imported.',
				canExport: false,
				canRetry: true
			};
		case 'stale_epoch':
			return {
				kind: 'fault',
				title: 'Another tab has taken over',
				message:
					'This tab was away for a while, and another one runs the desk now. Nothing was written from here.',
				remedy: 'Nothing to do: this tab follows the other one.',
				canExport: false,
				canRetry: true
			};
		case 'gap':
			return {
				kind: 'fault',
				title: 'The journal does not fit',
				message: `Entry ${String(fault.expected)} was expected, ${String(fault.given)} was given; nothing was written.`,
				remedy: 'Try again: the desk goes on from what is in the journal.',
				canExport: true,
				canRetry: true
			};
		case 'failed':
			return {
				kind: 'fault',
				title: 'The storage failed',
				message: fault.message,
				remedy: 'Try again. If it fails again, export the journal and reload this page.',
				canExport: true,
				canRetry: true
			};
	}
}

/** What ended a book's run, for a person; null when it was meant to end. */
export function stopTrouble(why: StopReason): DeskTrouble | null {
	switch (why.type) {
		case 'store':
			return storeTrouble(why.fault);
		case 'engine':
			return {
				kind: 'fault',
				title: 'The engine has halted',
				message: `A rule of the book would have been broken: ${why.message}. Nothing of that step was kept.`,
				remedy:
					'The last picture stands below. Try again: the book comes back halted, its market paused, and nothing fires until you resume.',
				canExport: true,
				canRetry: true,
				stack: why.stack
			};
		case 'stood_down':
		case 'closed':
			return null;
	}
}

/** Why a book cannot be opened, for a person. */
export function openTrouble(fault: OpenFault): DeskTrouble {
	if (fault.type === 'store') return storeTrouble(fault.fault);
	return {
		kind: 'fault',
		title: 'This book cannot be read',
		message: openFaultText(fault),
		remedy: 'Export it as it is to look into it, and choose or create another book.',
		canExport: true,
		canRetry: false
	};
}

/** What a person wants to know of a book that broke down. */
export const untouchedText = 'What is in its journal is untouched.';

/** Something that should not have broken did. */
export function brokenTrouble(error: unknown): DeskTrouble {
	const message = error instanceof Error ? error.message : String(error);
	return {
		kind: 'fault',
		title: 'This book broke down',
		message: `${message.replace(/\.$/, '')}. ${untouchedText}`,
		remedy: 'Try again, or choose another book; the journal can be exported as it is.',
		canExport: true,
		canRetry: true
	};
}

/** Why a journal cannot be read, in a sentence. */
export function openFaultSentence(fault: OpenFault): string {
	return fault.type === 'store' ? storeTrouble(fault.fault).message : openFaultText(fault);
}

function openFaultText(fault: Exclude<OpenFault, { type: 'store' }>): string {
	switch (fault.type) {
		case 'empty':
			return 'Its journal is empty.';
		case 'entry':
			return `Entry ${String(fault.seq)} cannot be read: ${entryFaultText(fault.fault)}.`;
		case 'chain':
			return chainFaultText(fault.fault);
	}
}

function entryFaultText(fault: Extract<OpenFault, { type: 'entry' }>['fault']): string {
	return 'path' in fault ? `${fault.path} is not ${fault.expected}` : fault.type.replaceAll('_', ' ');
}

/** Where a journal is not as it was written, in words. */
export function chainFaultText(fault: Extract<OpenFault, { type: 'chain' }>['fault']): string {
	switch (fault.type) {
		case 'broken':
			return `Entry ${String(fault.seq)} is not as it was written: its hash does not fit.`;
		case 'gap':
			return `Entry ${String(fault.expected)} is missing; entry ${String(fault.found)} stands in its place.`;
		case 'unreadable':
			return `Entry ${String(fault.expected)} cannot be read.`;
	}
}

/** A request that failed because the desk stopped. */
export function stopMessage(why: StopReason): string {
	if (why.type === 'closed') return 'The book was closed before this was carried out.';
	if (why.type === 'stood_down') return 'Another tab has taken over; this was not carried out here.';
	return `Not carried out: ${stopTrouble(why)?.title.toLowerCase() ?? 'the desk has stopped'}.`;
}
