/** The height of a row, in pixels: every row has it, so that the rows that are not seen need not be there. */
export const watchRowHeight = 42;

/** Rows above and below of what is seen that are there all the same: for the keyboard, and for a quick scroll. */
const spare = 4;

/** Which rows of a long list are there, and how high what stands in for the others is. */
export function watchWindow(
	rows: number,
	scrolled: number,
	seen: number
): { readonly from: number; readonly to: number; readonly above: number; readonly below: number } {
	const first = Math.floor(scrolled / watchRowHeight) - spare;
	const from = Math.max(0, Math.min(first, rows - 1));
	const to = Math.min(rows, Math.ceil((scrolled + seen) / watchRowHeight) + spare);
	return { from, to, above: from * watchRowHeight, below: Math.max(0, rows - to) * watchRowHeight };
}
