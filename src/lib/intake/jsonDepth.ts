/** How deep objects and lists may stand in one another. */
export const depthLimit = 32;

const quote = 34;
const backslash = 92;
const openers = new Set([91, 123]);
const closers = new Set([93, 125]);

/**
 * The line at which a JSON text goes deeper than the limit, or `null`. It is looked for before parsing, because a
 * parser that calls itself would run out of stack.
 */
export function findTooDeep(text: string): number | null {
	let depth = 0;
	let line = 1;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code === quote) {
			index = skipString(text, index);
		} else if (openers.has(code)) {
			if (++depth > depthLimit) return line;
		} else if (closers.has(code)) {
			depth--;
		} else if (code === 10) {
			line++;
		}
	}
	return null;
}

/** The index of the quote that ends the string which starts at `start`. */
function skipString(text: string, start: number): number {
	for (let index = start + 1; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code === backslash) index++;
		else if (code === quote) return index;
	}
	return text.length;
}
