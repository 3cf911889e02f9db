import type { DeskClient } from '../lib/app/deskClient.svelte.ts';
import { downloadBlob } from '../lib/app/download.ts';

/** Saves the journal of the book, its trades, its orders or its moves of money as a file. */
export async function exportFile(
	desk: DeskClient,
	what: 'journal' | 'trades' | 'orders' | 'ledger',
	bookId?: string
): Promise<void> {
	const given = bookId === undefined ? { what } : { what, bookId };
	const answer = await desk.act('exportFile', given, ({ name }) => `Saved ${name}.`);
	if (answer.ok) downloadBlob(answer.value.name, answer.value.content);
}

/** Brings the report of a fault to the clipboard. */
export async function copyReport(desk: DeskClient, report: string): Promise<void> {
	await navigator.clipboard.writeText(report).then(
		() => desk.say('The report is on the clipboard.'),
		() => desk.refuse('The browser does not let this page write to the clipboard.')
	);
}
