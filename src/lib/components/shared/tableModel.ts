/** What a table knows of a column; the cells themselves are drawn by whoever owns the rows. */
export interface TableColumn<Row> {
	readonly key: string;
	readonly label: string;
	readonly align: 'start' | 'end';
	/** What the column sorts by; null goes last, whichever way. */
	readonly sortKey: (row: Row) => string | bigint | null;
	/** What a filter looks into. */
	readonly text: (row: Row) => string;
}

/** How a table is sorted. */
export interface Sort {
	readonly key: string;
	readonly descending: boolean;
}

/** The next sort when the header of `key` is pressed: up, down, and back to the order of happening. */
export function nextSort(sort: Sort | null, key: string): Sort | null {
	if (sort?.key !== key) return { key, descending: false };
	return sort.descending ? null : { key, descending: true };
}

/** The rows that hold every word of `filter` in some column, sorted; equal rows keep their order. */
export function arrangeRows<Row>(
	rows: readonly Row[],
	columns: readonly TableColumn<Row>[],
	sort: Sort | null,
	filter: string
): readonly Row[] {
	const found = filterRows(rows, columns, filter);
	const column = columns.find(({ key }) => key === sort?.key);
	if (sort === null || column === undefined) return found;
	const direction = sort.descending ? -1 : 1;
	return found
		.map((row) => ({ row, key: column.sortKey(row) }))
		.sort((a, b) => compareKeys(a.key, b.key, direction))
		.map(({ row }) => row);
}

function filterRows<Row>(
	rows: readonly Row[],
	columns: readonly TableColumn<Row>[],
	filter: string
): readonly Row[] {
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	if (words.length === 0) return rows;
	return rows.filter((row) => {
		const text = columns
			.map((column) => column.text(row))
			.join('\n')
			.toLowerCase();
		return words.every((word) => text.includes(word));
	});
}

function compareKeys(a: string | bigint | null, b: string | bigint | null, direction: 1 | -1): number {
	if (a === b) return 0;
	if (a === null) return 1;
	if (b === null) return -1;
	return (a < b ? -1 : 1) * direction;
}
