import type { DeskClient } from '../lib/app/deskClient.svelte.ts';
import type { LeavePanel } from '../lib/app/leavePanel.svelte.ts';
import type { BookAct } from '../lib/components/books/bookAct.ts';
import { exportFile } from './bookFiles.ts';

const leadsAway: ReadonlySet<BookAct['type']> = new Set<BookAct['type']>([
	...(['choose', 'create', 'openAccount', 'reset', 'import'] as const)
]);

/** Does with the books what a person asked for; an account with something open is not left without a question. */
export function actOnBooks(desk: DeskClient, leaving: LeavePanel, act: BookAct): void {
	const go = (): void => void doWithBooks(desk, act);
	if (leadsAway.has(act.type) || endsShown(desk, act)) leaving.leave(desk.view, 'another book', go);
	else go();
}

function endsShown({ view }: DeskClient, act: BookAct): boolean {
	return (act.type === 'archive' || act.type === 'delete') && act.id === view?.book.id;
}

async function doWithBooks(desk: DeskClient, act: BookAct): Promise<void> {
	switch (act.type) {
		case 'choose':
			await desk.act('chooseBook', { id: act.id }, () => 'Another book is open.');
			return;
		case 'create': {
			const { type: _, ...given } = act;
			await desk.act('createBook', given, () => `${act.name} is open.`);
			return;
		}
		case 'openAccount':
			await desk.act('openAccountBook', {}, () => 'The book of the account is open.');
			return;
		case 'rename':
			await desk.act('renameBook', { id: act.id, name: act.name }, () => `The book is called ${act.name}.`);
			return;
		case 'reset':
			await desk.act('resetBook', {}, () => 'A new book with the same settings is open.');
			return;
		case 'archive':
			await desk.act('archiveBook', { id: act.id }, () => 'The book is archived.');
			return;
		case 'delete':
			await desk.act('deleteBook', { id: act.id, typed: act.typed }, () => 'The book is deleted.');
			return;
		case 'export':
			return exportFile(desk, act.what, act.bookId);
		case 'import':
			return importJournals(desk, act.files);
		case 'verify':
			return verify(desk);
		case 'rebuild':
			return rebuild(desk);
		case 'cancelTask':
			await desk.act('cancelTask', {}, ({ text }) => text);
			return;
	}
}

async function importJournals(desk: DeskClient, files: readonly File[]): Promise<void> {
	for (const file of files) {
		const given = { file: { name: file.name, content: file } };
		const answer = await desk.act('importJournal', given, ({ text }) => text);
		if (!answer.ok) return;
	}
}

async function verify(desk: DeskClient): Promise<void> {
	const answer = await desk.act('verify', {}, ({ entries, head }) => {
		return `The journal is whole: ${String(entries)} entries, head ${head.slice(0, 16)}.`;
	});
	if (!answer.ok || answer.value.broken === null) return;
	const { seq, why } = answer.value.broken;
	desk.refuse(`The journal is not whole: entry ${String(seq)} does not fit.`, [why]);
}

async function rebuild(desk: DeskClient): Promise<void> {
	const answer = await desk.act('rebuild', {}, ({ rows }) => {
		return `Rebuilt ${String(rows)} rows from the journal; none differed.`;
	});
	if (!answer.ok || answer.value.differences.length === 0) return;
	const { rows, corrected, differences } = answer.value;
	desk.refuse(`Rebuilt ${String(rows)} rows from the journal, ${String(corrected)} corrected.`, differences);
}
