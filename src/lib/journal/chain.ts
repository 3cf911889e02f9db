import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { BookId } from '../domain/ids.ts';
import { bodyToLine, cutLine, entryToBody, type JournalEntry } from './entry.ts';
import { isObject, parseJson } from './json.ts';

/** Where a chain stands: the number of its last entry and, as `head`, its hash. */
export interface ChainPlace {
	readonly seq: number;
	readonly head: string;
}

/** Where a chain is not what was written; `seq` is the entry whose hash is wrong. */
export type ChainFault =
	| { readonly type: 'unreadable'; readonly expected: number }
	| { readonly type: 'gap'; readonly expected: number; readonly found: number }
	| { readonly type: 'broken'; readonly seq: number };

/** Follows a chain line by line; after a fault it stands where it stood before that line. */
export interface Verifier {
	/** Takes the next line; null when it follows. */
	take(line: string): ChainFault | null;
	/** The hash of the last line. */
	head(): string;
	/** The number of the last line; 0 before the first. */
	seq(): number;
	/** How many lines it took. */
	entries(): number;
}

function hashOf(text: string): string {
	return bytesToHex(sha256(utf8ToBytes(text)));
}

/** The hash (hex) before the first entry of the book that was opened as `origin`. */
export function genesisHash(origin: BookId): string {
	return hashOf(`blotter-journal:${origin}`);
}

/** Binds an entry to the hash before it: its line, and its own hash. */
export function bindEntry(
	previous: string,
	entry: JournalEntry
): { readonly line: string; readonly hash: string } {
	const body = entryToBody(entry);
	const hash = hashOf(previous + body);
	return { line: bodyToLine(body, hash), hash };
}

/**
 * A verifier of the chain that began as `origin`, from its start or from a place that is known. Lines are hashed as they
 * were written, so that no version has to be read to be verified; `seq` keeps its name in every version.
 */
export function createVerifier(origin: BookId, from?: ChainPlace): Verifier {
	let { seq, head } = from ?? { seq: 0, head: genesisHash(origin) };
	let entries = 0;
	return {
		take: (line) => {
			const expected = seq + 1;
			const cut = cutLine(line);
			const found = cut === null ? null : seqOf(cut.body);
			if (cut === null || found === null) return { type: 'unreadable', expected };
			if (found !== expected) return { type: 'gap', expected, found };
			if (hashOf(head + cut.body) !== cut.hash) return { type: 'broken', seq: expected };
			seq = expected;
			head = cut.hash;
			entries++;
			return null;
		},
		head: () => head,
		seq: () => seq,
		entries: () => entries
	};
}

function seqOf(body: string): number | null {
	const json = parseJson(body);
	const seq = json !== undefined && isObject(json) ? json['seq'] : null;
	return typeof seq === 'number' ? seq : null;
}
