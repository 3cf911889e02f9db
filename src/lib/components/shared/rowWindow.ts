/** Which rows of a long list stand in the page. */
export interface RowSpan {
	/** The first row that is seen, at least in part, and how many there is room for. */
	readonly first: number;
	readonly count: number;
	/** The first row in the page, and the one after the last. */
	readonly from: number;
	readonly to: number;
	/** How high what stands in for the rows before and after them is, in pixels. */
	readonly above: number;
	readonly below: number;
}

/** Rows that stand in the page, each in a place of its own. */
interface RowWindow extends RowSpan {
	/** The row of each place in the page; places keep their rows while the list is scrolled, so that little is drawn anew. */
	readonly places: readonly number[];
}

/** The rows that stand in the page at a scroll position, `spare` of them beyond each edge; all measures in pixels. */
export function rowSpan(
	scrollTop: number,
	height: number,
	rowHeight: number,
	total: number,
	spare = 6
): RowSpan {
	const count = Math.ceil(height / rowHeight) + 1;
	const first = Math.min(Math.max(0, Math.floor(scrollTop / rowHeight)), Math.max(0, total - 1));
	const size = Math.min(count + 2 * spare, total);
	const from = Math.max(0, Math.min(first - spare, total - size));
	const to = from + size;
	return { first, count, from, to, above: from * rowHeight, below: (total - to) * rowHeight };
}

/** The same rows by places that are drawn again and again as the list is scrolled. */
export function rowWindow(scrollTop: number, height: number, rowHeight: number, total: number): RowWindow {
	const span = rowSpan(scrollTop, height, rowHeight, total);
	const { from } = span;
	const size = span.to - from;
	const places = Array.from({ length: size }, (_, place) => from + ((((place - from) % size) + size) % size));
	return { ...span, places };
}

/** Where a key leads from a row; null for a key that leads nowhere. `page` is the rows of a screen. */
export function rowForKey(key: string, active: number, page: number, total: number): number | null {
	const steps: Readonly<Record<string, number>> = {
		ArrowDown: active + 1,
		ArrowUp: active - 1,
		PageDown: active + page,
		PageUp: active - page,
		Home: 0,
		End: total - 1
	};
	const to = steps[key];
	return to === undefined || total === 0 ? null : Math.min(Math.max(to, 0), total - 1);
}

/** The scroll position at which a row is seen whole, as near as possible to the one that is. */
export function scrollToSee(
	row: number,
	{ scrollTop, height, rowHeight }: { scrollTop: number; height: number; rowHeight: number }
): number {
	const top = row * rowHeight;
	if (top < scrollTop) return top;
	return Math.max(scrollTop, top + rowHeight - height);
}
