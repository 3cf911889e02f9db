const quote = 34;
const lineFeed = 10;

/** Cuts text that comes in slices into blocks of whole lines, so that no line is read in halves. */
export interface LineBlocks {
	/** The whole lines that are complete with this slice, without the last line feed; `null` when there are none. */
	add(slice: string): string | null;
	/** The last line, when it has no line feed; `null` when there is none. */
	rest(): string | null;
	/** How many characters wait for the end of their line. */
	waiting(): number;
}

/** Lines may end in LF, CRLF or CR; a byte order mark at the start is dropped; a quoted cell may hold line breaks. */
export function createLineBlocks(): LineBlocks {
	let carry = '';
	let isFirst = true;
	return {
		add(slice) {
			let text = carry + slice;
			if (isFirst && text !== '') {
				isFirst = false;
				if (text.startsWith('\uFEFF')) text = text.slice(1);
			}
			// A CR at the end may be half of a CRLF.
			const held = text.endsWith('\r') ? '\r' : '';
			const lines = toLineFeeds(held === '' ? text : text.slice(0, -1));
			const end = lines.includes('"') ? lastOpenLineFeed(lines) : lines.lastIndexOf('\n');
			carry = lines.slice(end + 1) + held;
			return end < 0 ? null : lines.slice(0, end);
		},
		rest() {
			const text = toLineFeeds(carry);
			carry = '';
			return text === '' ? null : text.replace(/\n$/, '');
		},
		waiting: () => carry.length
	};
}

function toLineFeeds(text: string): string {
	return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** The last line feed that stands outside of quotes, or -1. */
function lastOpenLineFeed(text: string): number {
	let isQuoted = false;
	let last = -1;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code === quote) isQuoted = !isQuoted;
		else if (code === lineFeed && !isQuoted) last = index;
	}
	return last;
}
