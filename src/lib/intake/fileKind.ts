import { configFields } from '../schema/bookConfig.ts';

/** What a given file that is none of bars is taken for; its reader then says whether it really is. */
export type FileKind = 'decisions' | 'config' | 'manifest' | 'unknown';

const prefixLength = 4096;
// A string, or one character that opens, closes or names.
const tokenPattern = /"(?:[^"\\]|\\.)*"|[[\]{}:]/g;

/** Whether a file is CSV, which its extension alone says: one of bars, or of decisions. */
export function isCsvName(name: string): boolean {
	return name.toLowerCase().endsWith('.csv');
}

/** Whether a text begins as a journal that was exported. */
export function isJournalText(text: string): boolean {
	return /"format"\s*:\s*"blotter-journal"/.test(text.slice(0, prefixLength));
}

/** Recognises a JSON file by its members; `text` may be only the beginning of it. */
export function recogniseFile(name: string, text: string): FileKind {
	const lowerName = name.toLowerCase();
	if (!lowerName.endsWith('.json')) return 'unknown';
	const members = new Set(topMembers(text.slice(0, prefixLength)));
	if (members.has('decisions') || members.has('format')) return 'decisions';
	if (members.has('bars')) return 'manifest';
	if (configFields.some((field) => members.has(field))) return 'config';
	return recogniseName(lowerName);
}

/** A JSON file whose members say nothing goes to the reader its name asks for, which says what is wrong with it. */
function recogniseName(name: string): FileKind {
	if (name.includes('decision')) return 'decisions';
	if (name.includes('config')) return 'config';
	return name.includes('bars') ? 'manifest' : 'unknown';
}

/** The names of the members of the outermost object, as far as the text goes. */
function topMembers(text: string): string[] {
	const members: string[] = [];
	let depth = 0;
	let before = '';
	for (const [token] of text.matchAll(tokenPattern)) {
		if (token === '{' || token === '[') depth++;
		else if (token === '}' || token === ']') depth--;
		else if (token === ':' && depth === 1) members.push(before.slice(1, -1));
		before = token;
	}
	return members;
}
