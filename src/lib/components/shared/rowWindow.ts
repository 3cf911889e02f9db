/** Which rows of a long list stand in the page. */
export interface RowWindow {
	/** The first row that is seen, at least in part, and how many there is room for. */
	readonly first: number;
	readonly count: number;
	/** The row of each place in the page; places keep their rows while the list is scrolled, so that little is drawn anew. */
	readonly places: readonly number[];
}

/** Rows beyond the edge that stand ready. */
const spare = 6;

/** The rows that stand in the page at a scroll position; all measures in pixels. */
export function rowWindow(scrollTop: number, height: number, rowHeight: number, total: number): RowWindow {
	const count = Math.ceil(height / rowHeight) + 1;
	const first = Math.min(Math.max(0, Math.floor(scrollTop / rowHeight)), Math.max(0, total - 1));
	const size = Math.min(count + 2 * spare, total);
	const from = Math.max(0, Math.min(first - spare, total - size));
	const places = Array.from({ length: size }, (_, place) => from + ((((place - from) % size) + size) % size));
	return { first, count, places };
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
