import type { GivenFile } from '../contract/replayApi.ts';

/** A pasted text as the file it would be: JSON when it opens like JSON, otherwise CSV. */
export function pastedFile(text: string): GivenFile {
	const isJson = /^\s*[[{]/.test(text);
	return { name: isJson ? 'pasted.json' : 'pasted.csv', content: new Blob([text]) };
}
