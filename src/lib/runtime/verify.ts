import type { BookId } from '../domain/ids.ts';
import { createVerifier, type ChainFault } from '../journal/chain.ts';
import type { Journal } from '../ports/journal.ts';

/** Hears how many entries are done; answers true to stop. */
export type Listener = (done: number) => Promise<boolean>;

/** How far a journal is whole: the entries that fit, the hash of the last of them, and the first fault. */
export interface Verified {
	readonly entries: number;
	readonly head: string;
	readonly fault: ChainFault | null;
}

/** Holds every entry of a book against its hash, from the first on; null when the listener stopped it. */
export async function verifyJournal(
	journal: Journal,
	{ id, origin }: { readonly id: BookId; readonly origin: BookId },
	onProgress: Listener
): Promise<Verified | null> {
	const verifier = createVerifier(origin);
	const told = (fault: ChainFault | null): Verified => ({
		entries: verifier.entries(),
		head: verifier.head(),
		fault
	});
	for await (const { lines } of journal.read(id, 1)) {
		for (const line of lines) {
			const fault = verifier.take(line);
			if (fault !== null) return told(fault);
		}
		if (await onProgress(verifier.entries())) return null;
	}
	return told(null);
}
